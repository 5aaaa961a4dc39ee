#pragma once

// Months made by hand, in which so many patients reach 20 minutes, and experiments of them.

#include <string>
#include <vector>

#include "sim/experiment/summary.hpp"

namespace caseload::experiment::testing {

using std::chrono::February;
using std::chrono::March;
using std::chrono::year;

inline constexpr CalendarMonth kFebruary{year{2026} / February};
inline constexpr CalendarMonth kMarch{year{2026} / March};

// A month in which `reached` of 100 eligible patients (110 enrolled, ten more of them reached) came
// to 20 minutes.
inline MonthOutcome month_with(int reached, int urgent_late = 0) {
  MonthOutcome outcome;
  outcome.patients = {.everyone = 110, .eligible = 100};
  outcome.reached[1] = {.everyone = reached + 10, .eligible = reached};
  outcome.urgent.raised = 5;
  outcome.urgent.in_time_staffed = 5 - urgent_late;
  outcome.revenue = Cents{1'200'000};
  outcome.payment = {.allowed = Cents{1'200'000},
                     .not_covered = {},
                     .held = {},
                     .unsigned_held = {},
                     .denied = Cents{200'000},
                     .sequestration = {},
                     .bad_debt = {},
                     .paid = Cents{1'000'000},
                     .coinsurance = {}};
  outcome.cost.wages = Cents{800'000};
  return outcome;
}

using Replications = std::vector<MonthOutcome>;

// `met` months with 60 of 100 at 20 minutes, then `missed` months with 50.
inline Replications months_met_and_missed(int met, int missed) {
  Replications rows(static_cast<std::size_t>(met), month_with(60));
  rows.insert(rows.end(), static_cast<std::size_t>(missed), month_with(50));
  return rows;
}

inline Scenario asking(std::vector<Requirement> require) {
  Scenario scenario;
  scenario.staff.resize(2);
  scenario.staff[0].name = "Ana";
  scenario.staff[1].name = "Ben";
  scenario.months = {kFebruary, kMarch};
  scenario.require = std::move(require);
  return scenario;
}
inline const Requirement kReach =
    ReachRequirement{.minutes = 20, .share = 0.55, .in_months_of_100 = 95};
inline const Requirement kUrgent =
    UrgentRequirement{.late_over = hours{1}, .at_most = 2, .in_months_of_100 = 95};

// One plan per element of `outcomes`; the last is `unlimited`.
inline Experiment experiment_of(std::vector<std::vector<Replications>> outcomes) {
  Experiment experiment;
  experiment.months = {kFebruary, kMarch};
  experiment.months.resize(outcomes.front().size(), kMarch);
  experiment.replications = static_cast<int>(outcomes.front().front().size());
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    experiment.plans.push_back({.name = "plan " + std::to_string(i), .staff = {0}});
  if (outcomes.size() > 1)
    experiment.plans.back() = {.name = "unlimited", .staff = {}, .unlimited = true};
  experiment.outcomes = std::move(outcomes);
  return experiment;
}

inline PlanSummary judge_one_plan(const std::vector<Requirement>& require, Replications february,
                                  Replications march) {
  return summarise(asking(require), experiment_of({{std::move(february), std::move(march)}}))
      .plans.front();
}

}  // namespace caseload::experiment::testing
