#include "sim/experiment/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <ranges>

#include "sim/base/check.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/experiment/trial.hpp"
#include "sim/experiment/trial_pool.hpp"

namespace caseload::experiment {
namespace {

// Trials stand replication by replication, so that whatever has been finished when the run is
// stopped contains a balanced prefix.
class TrialRows {
 public:
  TrialRows(const Scenario& scenario, Experiment& experiment, const RunOptions& options)
      : scenario_(scenario),
        experiment_(experiment),
        options_(options),
        per_replication_((experiment.plans.size() + experiment.ceilings.plans.size()) *
                         experiment.months.size()),
        total_(per_replication_ * static_cast<std::size_t>(options.replications)),
        begun_(std::chrono::steady_clock::now()) {}

  void work_through() {
    TrialPool(options_.threads, [this] { return must_stop(); })
        .run(
            total_,
            [this] {
              return [this, trials = std::optional<TrialSeries>()](std::size_t trial) mutable {
                if (!trials) trials.emplace(scenario_);
                const Address at = address(trial);
                return trials->run(plan_at(at.plan), experiment_.months[at.month], key_of(at));
              };
            },
            [this](std::size_t trial, MonthOutcome row) { keep(std::move(row), address(trial)); },
            [this](std::size_t trial) {
              const Address at = address(trial);
              return trial_words(key_of(at), plan_at(at.plan), experiment_.months[at.month]);
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

  RandomKey key_of(const Address& at) const {
    return {options_.seed, options_.first_replication + static_cast<std::uint32_t>(at.replication)};
  }

  bool must_stop() const {
    if (options_.stop != nullptr && options_.stop->load()) return true;
    return options_.budget > SimDuration{} &&
           std::chrono::steady_clock::now() - begun_ > options_.budget;
  }

  // Rows are made as they are needed: who asks for a million replications under a budget gets to a
  // few hundred of them, and a million would not fit into memory.
  void keep(MonthOutcome row, const Address& at) {
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
  std::vector<std::size_t> finished_;  // trials done, by replication
  std::size_t done_ = 0;
};

}  // namespace

std::string trial_words(const RandomKey& random, const Plan& plan, CalendarMonth month) {
  return fmt::format("seed {}, plan \"{}\", month {}, replication {}", random.seed, plan.name,
                     month.name(), random.replication);
}

Experiment run_experiment(const Scenario& scenario, const std::vector<Plan>& plans,
                          const RunOptions& options) {
  CASELOAD_CHECK(!plans.empty() && !scenario.months.empty() && options.replications > 0,
                 "an experiment needs plans, months and replications");
  Experiment experiment;
  experiment.plans = plans;
  experiment.months = scenario.months;
  experiment.seed = options.seed;
  experiment.first_replication = options.first_replication;
  if (options.ceilings) experiment.ceilings = ceilings_of(scenario, plans);
  experiment.outcomes.assign(plans.size(), Rows(scenario.months.size()));
  experiment.ceiling_outcomes.assign(experiment.ceilings.plans.size(),
                                     Rows(scenario.months.size()));
  TrialRows rows(scenario, experiment, options);
  rows.work_through();

  experiment.replications = rows.balanced();
  experiment.partial = experiment.replications < options.replications;
  Fingerprint fingerprint;
  for (std::vector<Rows>* all : {&experiment.outcomes, &experiment.ceiling_outcomes}) {
    for (std::vector<MonthOutcome>& rows_of_month : *all | std::views::join) {
      rows_of_month.resize(static_cast<std::size_t>(experiment.replications));
      for (const MonthOutcome& row : rows_of_month) fingerprint.add(row.fingerprint);
    }
  }
  experiment.fingerprint = fingerprint.value();
  return experiment;
}

}  // namespace caseload::experiment
