#include "sim/experiment/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>
#include <ranges>

#include "sim/base/check.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/experiment/crew.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload::experiment {
namespace {

// Trials stand replication by replication, so that whatever has been finished when the run is
// stopped contains a balanced prefix.
class Board {
 public:
  Board(const Scenario& scenario, Experiment& experiment, const RunOptions& options)
      : scenario_(scenario),
        experiment_(experiment),
        options_(options),
        per_replication_((experiment.plans.size() + experiment.ceilings.plans.size()) *
                         experiment.months.size()),
        total_(per_replication_ * static_cast<std::size_t>(options.replications)),
        begun_(std::chrono::steady_clock::now()) {}

  void work_through() {
    work_off(
        total_, {.threads = options_.threads, .must_stop = [this] { return must_stop(); }},
        [this] {
          return [this, trials = std::optional<TrialSeries>()](std::size_t trial) mutable {
            if (!trials) trials.emplace(scenario_);
            const Address at = address(trial);
            keep(trials->run(plan_at(at.plan), experiment_.months[at.month],
                             {options_.seed, static_cast<std::uint32_t>(at.replication)}),
                 at);
          };
        },
        [this](std::size_t trial) {
          const Address at = address(trial);
          return trial_words(options_.seed, plan_at(at.plan), experiment_.months[at.month],
                             at.replication);
        });
  }

  // The number of replications that every plan and month has finished.
  int balanced() const {
    const auto complete = [this](std::size_t finished) { return finished == per_replication_; };
    return static_cast<int>(std::ranges::find_if_not(finished_, complete) - finished_.begin());
  }

 private:
  // The plans, then their ceilings.
  const Plan& plan_at(std::size_t place) const {
    const std::size_t plans = experiment_.plans.size();
    return place < plans ? experiment_.plans[place] : experiment_.ceilings.plans[place - plans];
  }
  Rows& rows_at(std::size_t place) {
    const std::size_t plans = experiment_.plans.size();
    return place < plans ? experiment_.outcomes[place]
                         : experiment_.ceiling_outcomes[place - plans];
  }

  struct Address {
    std::size_t plan, month, replication;
  };
  Address address(std::size_t trial) const {
    return {.plan = trial % per_replication_ / experiment_.months.size(),
            .month = trial % experiment_.months.size(),
            .replication = trial / per_replication_};
  }

  bool must_stop() const {
    if (options_.stop != nullptr && options_.stop->load()) return true;
    return options_.budget > SimDuration{} &&
           std::chrono::steady_clock::now() - begun_ > options_.budget;
  }

  // Rows are made as they are needed: who asks for a million replications under a budget gets to a
  // few hundred of them, and a million would not fit into memory.
  void keep(MonthOutcome row, const Address& at) {
    const std::lock_guard lock(mutex_);
    std::vector<MonthOutcome>& rows = rows_at(at.plan)[at.month];
    if (rows.size() <= at.replication) rows.resize(at.replication + 1);
    rows[at.replication] = std::move(row);
    if (finished_.size() <= at.replication) finished_.resize(at.replication + 1);
    ++finished_[at.replication];
    ++done_;
    if (options_.progress) options_.progress(done_, total_);
  }

  const Scenario& scenario_;
  Experiment& experiment_;
  const RunOptions& options_;
  std::size_t per_replication_;
  std::size_t total_;
  std::chrono::steady_clock::time_point begun_;
  std::mutex mutex_;
  std::vector<std::size_t> finished_;  // trials done, by replication
  std::size_t done_ = 0;
};

}  // namespace

std::string trial_words(std::uint64_t seed, const Plan& plan, CalendarMonth month,
                        std::size_t replication) {
  return fmt::format("seed {}, plan \"{}\", month {}, replication {}", seed, plan.name,
                     month.name(), replication);
}

Experiment run_experiment(const Scenario& scenario, const std::vector<Plan>& plans,
                          const RunOptions& options) {
  CASELOAD_CHECK(!plans.empty() && !scenario.months.empty() && options.replications > 0,
                 "an experiment needs plans, months and replications");
  Experiment experiment;
  experiment.plans = plans;
  experiment.months = scenario.months;
  experiment.seed = options.seed;
  if (options.ceilings) experiment.ceilings = ceilings_of(scenario, plans);
  experiment.outcomes.assign(plans.size(), Rows(scenario.months.size()));
  experiment.ceiling_outcomes.assign(experiment.ceilings.plans.size(),
                                     Rows(scenario.months.size()));
  Board board(scenario, experiment, options);
  board.work_through();

  experiment.replications = board.balanced();
  experiment.partial = experiment.replications < options.replications;
  Fingerprint fingerprint;
  for (std::vector<Rows>* all : {&experiment.outcomes, &experiment.ceiling_outcomes}) {
    for (std::vector<MonthOutcome>& rows : *all | std::views::join) {
      rows.resize(static_cast<std::size_t>(experiment.replications));
      for (const MonthOutcome& row : rows) fingerprint.add(row.fingerprint);
    }
  }
  experiment.fingerprint = fingerprint.value();
  return experiment;
}

}  // namespace caseload::experiment
