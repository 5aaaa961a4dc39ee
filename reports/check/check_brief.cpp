// The first lines of `check`: what decides, before anything is simulated.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/check/check_text.hpp"
#include "reports/check/practitioner_words.hpp"
#include "reports/render/carried_rules.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/grown_panel.hpp"
#include "sim/experiment/workload.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;

std::string head(const CheckInput& input) {
  const experiment::Scenario& scenario = input.scenario;
  std::string out = fmt::format("{} is a valid scenario (hash {})\n", input.file, scenario.hash);
  if (!scenario.purpose.empty()) out += wrapped(scenario.purpose, kWidth, 0) + "\n";
  for (const std::string& warning : input.warnings) out += "\n" + warning + "\n";
  return out + carried_rules_text(scenario.rules, scenario.months);
}

// "it keeps its size", where the means differ by no more than a panel does by chance in a month.
std::string course(double from, double to) {
  const double change = to / from - 1;
  constexpr double kHardly = 0.03;
  if (std::abs(change) < kHardly) return "it keeps its size";
  return fmt::format("it {} by {}", change > 0 ? "grows" : "shrinks",
                     percent_words(std::abs(change)));
}

std::string panel(const experiment::Scenario& scenario) {
  const auto [first, last] = std::ranges::minmax(scenario.months);
  const auto expected = [&](CalendarMonth month, LocalDay day) {
    return experiment::expected_panel(scenario, month).on(day);
  };
  const auto people = [](double patients) { return thousands(std::llround(patients)); };
  const auto& since = scenario.population.enrolment.since;
  std::string words =
      fmt::format("Panel: {} {}. To be expected: {} in the middle of {} and {} at its end",
                  counted(scenario.population.patients, "patient"),
                  since ? "on 1 " + since->spoken()
                        : "when each month's simulation begins, " +
                              counted(scenario.warmup_months, "month") + " before it",
                  people(expected(first, first.first_day() + days{14})), first.spoken(),
                  people(expected(first, first.end_day())));
  const double at_end = expected(last, last.end_day());
  if (last != first) words += fmt::format(", {} at the end of {}", people(at_end), last.spoken());
  words += ": " + course(scenario.population.patients, at_end) + ".";
  return "\n" + wrapped(words, kWidth, 0) + "\n";
}

std::string loads(const experiment::Scenario& scenario) {
  constexpr std::size_t kMostPlans = 8;
  std::string out =
      "\nLoad by plan in its heaviest month: hours wanted of the hours there are (an estimate)\n";
  std::size_t shown = 0;
  for (const experiment::Plan& plan : scenario.plans) {
    if (plan.unlimited || shown++ >= kMostPlans) continue;
    const auto [month, load] = experiment::heaviest_month(scenario, plan);
    out += "  " + left(plan.name, 30) +
           right(load.rpm_hours > 0 ? percent_words(load.load()) : "no hours", 8) + "   " +
           left(fmt::format("{:.0f} of {:.0f} h", load.wanted_hours, load.rpm_hours), 16) +
           month.spoken() + "\n";
  }
  if (shown > kMostPlans) out += fmt::format("  and {} more\n", shown - kMostPlans);
  return out;
}

std::string moving(const CheckInput& input) {
  std::string rows;
  for (const DefaultShown& value : input.defaults)
    if (value.moves_the_answer)
      rows += "  " + left(value.path, 34) +
              wrapped(fmt::format("{}: {}?", value.value,
                                  value.ask.empty() ? "what is yours" : value.ask),
                      kWidth, 36) +
              "\n";
  if (rows.empty()) return {};
  return "\nThese defaults move the answer; put your own in before you hire:\n" + rows;
}

std::string rest(const CheckInput& input) {
  const auto others = std::ranges::count(input.defaults, false, &DefaultShown::moves_the_answer);
  std::string words = "--details: months, people and their hours, where the work comes from";
  if (others > 0)
    words +=
        fmt::format(", {} more {}", thousands(others), by_count(others, "default", "defaults"));
  if (input.scenario.require.empty())
    words += ". Nothing is required: plans are compared without a verdict";
  return "\n" + wrapped(words + ".", kWidth, 0) + "\n";
}

}  // namespace

std::string check_brief(const CheckInput& input) {
  return head(input) + panel(input.scenario) + loads(input.scenario) + "\n" +
         wrapped(practitioner_words(input.scenario), kWidth, 0) + "\n" + moving(input) +
         rest(input);
}

}  // namespace caseload::reports
