#include "cli/init_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "cli/console.hpp"
#include "scenarios/assemble/rule_sets.hpp"
#include "scenarios/assemble/zone.hpp"
#include "scenarios/starter_words.hpp"

namespace caseload::cli {
namespace {

using scenarios::Parsed;

template <class T>
Result<T> or_refuse(const std::string& what, const std::string& text, Parsed<T> value) {
  if (value) return std::move(*value);
  return bad_input(fmt::format("{} {}: {}", what, text, value.error()));
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace

int newest_year() {
  return static_cast<int>(
      std::chrono::year_month_day{scenarios::installed_rule_sets().back().effective_to}.year());
}

Parsed<int> parse_count(const std::string& text, int least, int most) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < least || value > most)
    return std::unexpected(fmt::format("expected a whole number from {} to {}", least, most));
  return value;
}

Parsed<int> last_year_of(const std::string& given) {
  const std::string months = without_spaces(given);
  int last = 0;
  for (std::size_t from = 0; from <= months.size();) {
    const std::size_t end = std::min(months.find(',', from), months.size());
    const std::string one = months.substr(from, end - from);
    const std::vector<CalendarMonth> year = months_of_year(one);
    if (year.empty())
      if (const auto month = scenarios::parse_calendar_month(one); !month)
        return std::unexpected(month.error() + ", several with commas between, or a year");
    if (!year.empty() && one.size() != months.size())
      return std::unexpected("expected months such as 2026-02,2026-03, or one year");
    last = std::max(last, std::stoi(one));
    from = end + 1;
  }
  return last;
}

std::string suggested_months() { return fmt::format("{0}-02,{0}-03,{0}-11", newest_year()); }

Result<scenarios::StarterAnswers> understand(const InitAnswers& given) {
  if (given.patients.empty() || given.people.empty())
    return bad_input(
        "expected --patients 320 and --staff \"2 rn mon-fri 08:00-16:30 100%\" (once for each kind "
        "of person), or a terminal to ask on");
  scenarios::StarterAnswers answers;
  const auto patients =
      or_refuse("--patients", given.patients, parse_count(given.patients, 1, 1'000'000));
  if (!patients) return std::unexpected(patients.error());
  answers.patients = *patients;
  for (const std::string& text : given.people) {
    auto person = or_refuse("--staff", text, scenarios::parse_person(text));
    if (!person) return std::unexpected(person.error());
    answers.people.push_back(std::move(*person));
  }
  answers.months = without_spaces(given.months.empty() ? suggested_months() : given.months);
  if (const auto year = or_refuse("--months", answers.months, last_year_of(answers.months)); !year)
    return std::unexpected(year.error());
  const std::string reach = given.reach.empty() ? kReach : given.reach;
  if (reach != "none") {
    const auto share = or_refuse("--reach", reach, scenarios::parse_percent(reach));
    if (!share) return std::unexpected(share.error());
    answers.reach_share = *share;
  }
  const std::string late = given.urgent_late.empty() ? kUrgentLate : given.urgent_late;
  if (late != "none") {
    const auto count = or_refuse("--urgent-late", late, parse_count(late, 0, 1'000'000));
    if (!count) return std::unexpected(count.error());
    answers.urgent_late_at_most = *count;
  }
  for (const std::string& text : given.wages) {
    const auto wage = or_refuse("--wage", text, scenarios::parse_wage(text));
    if (!wage) return std::unexpected(wage.error());
    answers.wages.insert_or_assign(wage->first, wage->second);
  }
  answers.timezone = given.timezone.empty() ? kTimezone : given.timezone;
  if (const auto zone =
          or_refuse("--timezone", answers.timezone, scenarios::zone_table(answers.timezone));
      !zone)
    return std::unexpected(zone.error());
  if (!given.rules_carry_forward.empty()) {
    const auto year = or_refuse("--rules-carry-forward", given.rules_carry_forward,
                                parse_count(given.rules_carry_forward, 2026, 2037));
    if (!year) return std::unexpected(year.error());
    answers.rules_carry_forward = *year;
  }
  return answers;
}

}  // namespace caseload::cli
