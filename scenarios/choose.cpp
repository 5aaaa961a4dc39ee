#include "scenarios/choose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "sim/base/visible.hpp"
#include "sim/experiment/ceiling.hpp"

namespace caseload::scenarios {
namespace {

auto bad_input(std::string text) {
  return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
}

}  // namespace

Result<CalendarMonth> choose_month(const experiment::Scenario& scenario, const std::string& text) {
  const std::optional<CalendarMonth> month = parse_month(text);
  if (!month)
    return bad_input(
        fmt::format("\"{}\" is not a month; expected a year and a month, as in 2026-03", text));
  // Device periods that end in the month are billed by the day they end on: any of its days.
  for (LocalDay day = month->first_day(); day < month->end_day(); day += days{1}) {
    if (scenario.rules.find(day) != nullptr) continue;
    std::string installed;
    for (const rules::RuleSet& rules : scenario.rules.sets)
      installed += fmt::format("\n  {}: {} to {}", rules.name, iso(rules.effective_from),
                               iso(rules.effective_to));
    return bad_input(fmt::format(
        "no rule set of this scenario is in force on {}; it has{}\nTo plan a later year under the "
        "last of them, add rules_carry_forward: {} to the scenario",
        iso(day), installed, static_cast<int>(month->value.year())));
  }
  return *month;
}

Result<void> choose_months(experiment::Scenario& scenario, const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  std::vector<CalendarMonth> months;
  std::vector<std::string> names;
  for (const std::string& text : texts) {
    const std::vector<CalendarMonth> year = months_of_year(text);
    for (const CalendarMonth month : year) names.push_back(month.name());
    if (year.empty()) names.push_back(text);
  }
  for (const std::string& text : names) {
    const Result<CalendarMonth> month = choose_month(scenario, text);
    if (!month) return std::unexpected(month.error());
    if (std::ranges::find(months, *month) != months.end())
      return bad_input(fmt::format("--months names {} twice", text));
    months.push_back(*month);
  }
  scenario.months = std::move(months);
  return {};
}

Result<experiment::Plan> choose_plan(const experiment::Scenario& scenario,
                                     const std::string& name) {
  std::string known;
  for (const experiment::Plan& plan : scenario.plans) {
    if (plan.name == name) return plan;
    known += fmt::format("\n  {}", visible(plan.name));
  }
  const experiment::Plan unlimited = experiment::unlimited_plan(scenario);
  if (name == unlimited.name) return unlimited;
  return bad_input(fmt::format("no plan is called \"{}\"; there are{}\n  {}", visible(name), known,
                               unlimited.name));
}

}  // namespace caseload::scenarios
