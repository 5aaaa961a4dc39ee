#include "sim/experiment/what_if.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/experiment/paired_run.hpp"
#include "sim/experiment/trial.hpp"
#include "sim/statistics/mean_interval.hpp"

namespace caseload::experiment {
namespace {

constexpr int kPanels = 12;
constexpr int kMonthsOfAPanel = 4;

// How patients are counted: as they reached each step of minutes, or at the stated durations.
using Reached = std::array<Count, 4> MonthOutcome::*;

std::vector<double> at20(const std::vector<MonthOutcome>& rows, std::size_t count,
                         Reached reached) {
  std::vector<double> patients;
  for (const MonthOutcome& row : rows) patients.push_back((row.*reached)[kBillingTier].everyone);
  patients.resize(count);
  return patients;
}

Gain gain(const std::vector<MonthOutcome>& with, const std::vector<MonthOutcome>& as_is,
          int replications, Reached reached = &MonthOutcome::reached) {
  const auto count = static_cast<std::size_t>(replications);
  const stats::Interval interval = stats::paired_difference_interval(
      at20(with, count, reached), at20(as_is, count, reached), 0.95);
  return {(interval.low + interval.high) / 2, interval};
}

// Stopped between two trials at the latest.
bool stopped(const RunOptions& options) { return options.stop != nullptr && options.stop->load(); }

std::optional<stats::VarianceSplit> split(const Scenario& scenario, const Plan& plan,
                                          CalendarMonth month, const RunOptions& options) {
  if (scenario.population.panel_fixed || scenario.population.patients > TrialSeries::kMostKept)
    return std::nullopt;
  TrialSeries trials(scenario);
  std::vector<std::vector<double>> panels(kPanels);
  for (std::uint32_t panel = 0; panel < kPanels; ++panel)
    for (std::uint32_t time = 0; time < kMonthsOfAPanel; ++time) {
      if (stopped(options)) return std::nullopt;
      const MonthOutcome row =
          trials.run(plan, month, {.seed = options.seed, .replication = panel},
                     {.seed = options.seed, .replication = panel * kMonthsOfAPanel + time});
      if (row.patients.eligible == 0) return std::nullopt;
      panels[panel].push_back(static_cast<double>(row.reached[kBillingTier].eligible) /
                              row.patients.eligible);
    }
  return stats::variance_split(panels, 0.95);
}

}  // namespace

std::string_view lifted(Limit limit) {
  switch (limit) {
    case Limit::Reach:
      return "everybody answered the telephone";
    case Limit::Logging:
      return "every minute worked were logged";
  }
  return {};
}

Scenario without(Limit limit, Scenario scenario) {
  switch (limit) {
    case Limit::Reach: {
      constexpr double kAlways = 1e9;  // the chance of every attempt is cut at the best there is
      scenario.population.reach.never_share = 0;
      scenario.population.reach.better = {{0, 24, kAlways}};
      scenario.care.plan.appointment_kept_share = 1;
      break;
    }
    case Limit::Logging:
      scenario.care.logging.logged_share = 1;
      break;
  }
  return scenario;
}

std::optional<WhatIf> what_if(const Scenario& scenario, const Experiment& experiment,
                              CalendarMonth month, std::size_t split_plan,
                              const RunOptions& options) {
  CASELOAD_CHECK(split_plan < experiment.plans.size() &&
                     experiment.ceilings.of.size() == experiment.plans.size(),
                 "what is asked about was not simulated");
  WhatIf answer;
  answer.month = month;
  answer.split_plan = split_plan;
  answer.gains.resize(experiment.plans.size());
  std::size_t place = 0;
  for (std::size_t limit = 0; limit < kLimits.size(); ++limit) {
    const auto without_limit =
        paired_run(without(kLimits[limit], scenario), experiment, month, options);
    if (!without_limit) return std::nullopt;
    answer.replications = without_limit->replications;
    place = without_limit->month;
    for (std::size_t plan = 0; plan < experiment.plans.size(); ++plan)
      answer.gains[plan].by_limit[limit] =
          gain(without_limit->other.outcomes[plan][0], experiment.outcomes[plan][place],
               answer.replications);
  }
  for (std::size_t plan = 0; plan < experiment.plans.size(); ++plan)
    answer.gains[plan].staff =
        gain(experiment.ceiling_rows(plan)[place], experiment.outcomes[plan][place],
             answer.replications, &MonthOutcome::reached_as_stated);
  answer.split = split(scenario, experiment.plans[split_plan], month, options);
  if (stopped(options)) return std::nullopt;
  return answer;
}

}  // namespace caseload::experiment
