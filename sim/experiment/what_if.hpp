#pragma once

// Beside the answer: what a plan would reach if one limit were lifted alone, and how much of
// what differs between months is the panel. Both by further trials with the same luck.

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/experiment/runner.hpp"
#include "sim/statistics/interval.hpp"
#include "sim/statistics/variance_split.hpp"

namespace caseload::experiment {

// What keeps patients from 20 minutes, other than the team.
enum class Limit : std::uint8_t {
  Reach,    // everybody can be reached at the first ring, and keeps appointments
  Logging,  // every minute worked reaches the log
};
inline constexpr std::array<Limit, 2> kLimits{Limit::Reach, Limit::Logging};
std::string_view lifted(Limit limit);  // "if everybody answered"

// The scenario without that limit.
Scenario without(Limit limit, Scenario scenario);

// Mean and 95 % interval over replications of: more patients (everyone enrolled) at 20 minutes.
struct Gain {
  double patients = 0;
  stats::Interval interval;
};
struct PlanGains {
  std::array<Gain, kLimits.size()> by_limit;
  // The plan's ceiling: these people, never busy. Told at the stated durations on both sides
  // (MonthOutcome::reached_as_stated), so that neither slowness nor learning is a gain; 0 for
  // `unlimited`.
  Gain staff;
};

struct WhatIf {
  CalendarMonth month;
  int replications = 0;
  std::vector<PlanGains> gains;  // in the experiment's order of plans
  // Of the share at 20 minutes under `split_plan`, in that month: panels × months of luck.
  std::size_t split_plan = 0;
  std::optional<stats::VarianceSplit> split;  // none with a fixed panel, or where nothing differs
};

// Up to 40 replications of one month for each limit and plan, and 12 panels × 4 months of
// `split_plan`; rows of the experiment with the same luck are compared with, not simulated again.
// None if stopped, or if the experiment holds fewer than two replications. Requires: the month and
// the plan are the experiment's, and it has ceilings.
std::optional<WhatIf> what_if(const Scenario& scenario, const Experiment& experiment,
                              CalendarMonth month, std::size_t split_plan,
                              const RunOptions& options);

}  // namespace caseload::experiment
