#pragma once

// All plans × months × replications of a scenario, over threads.
//
// One trial is one (plan, month, replication) and runs in one thread; rows stand where their
// address says, so the result is the same for any number of threads. Stopped early, every plan and
// month keeps the same number of replications (a balanced prefix) and the experiment is marked
// partial.

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/ceiling.hpp"
#include "sim/experiment/outcome.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

struct RunOptions {
  std::uint64_t seed = 1;
  int replications = 200;  // per plan and month
  // The number of the first: those of another machine's part stand before, or after.
  std::uint32_t first_replication = 0;
  int threads = 0;                          // 0: as many as the machine has
  const std::atomic<bool>* stop = nullptr;  // set from outside: finish what runs, then stop
  std::function<void(std::size_t done, std::size_t total)>
      progress{};         // called from one thread at a time
  SimDuration budget{};   // wall clock; zero: none
  bool ceilings = false;  // beside the plans, of which the last is then `unlimited`, their ceilings
};

using Rows = std::vector<std::vector<MonthOutcome>>;  // [month][replication]

struct Experiment {
  std::vector<Plan> plans;               // rows of the outer vector
  std::vector<CalendarMonth> months;     // of the middle one
  std::vector<Rows> outcomes;            // [plan][month][replication]
  Ceilings ceilings{};                   // where they were asked for
  std::vector<Rows> ceiling_outcomes{};  // of ceilings.plans
  std::uint64_t seed = 1;
  std::uint32_t first_replication = 0;  // the number of each first row
  int replications = 0;                 // what was reached, the same for every plan and month
  bool partial = false;
  std::uint64_t fingerprint = 0;  // over all rows, in order, those of the ceilings last

  // Requires: ceilings were asked for.
  const Rows& ceiling_rows(std::size_t plan) const {
    const std::optional<std::size_t> own = ceilings.of[plan];
    return own ? ceiling_outcomes[*own] : outcomes.back();
  }
};

// What a trial is called where it failed: seed 1, plan "1 RN", month 2026-03, replication 7.
std::string trial_words(const RandomKey& random, const Plan& plan, CalendarMonth month);

// Throws CheckFailed with seed, plan, month, replication and simulated time if a check of ours
// fails.
Experiment run_experiment(const Scenario& scenario, const std::vector<Plan>& plans,
                          const RunOptions& options);

}  // namespace caseload::experiment
