#include "sim/experiment/compare_assignment.hpp"

#include <utility>

#include "sim/experiment/paired_change.hpp"
#include "sim/experiment/paired_run.hpp"

namespace caseload::experiment {
namespace {

std::optional<double> wait_hours(const MonthOutcome& row) {
  const care::PlannedCalls& planned = row.planned;
  if (planned.placed == 0) return std::nullopt;
  return to_minutes(planned.waited) / 60 / planned.placed;
}

std::optional<double> continuity(const std::vector<MonthOutcome>& rows, std::size_t count) {
  double all = 0, by_primary = 0;
  for (std::size_t i = 0; i < count; ++i) {
    all += rows[i].planned.conversations;
    by_primary += rows[i].planned.by_primary;
  }
  if (all <= 0) return std::nullopt;
  return by_primary / all;
}

}  // namespace

std::optional<AssignmentComparison> compare_assignment(const Scenario& scenario,
                                                       const Experiment& experiment,
                                                       CalendarMonth month,
                                                       const RunOptions& options) {
  if (scenario.care.policy.assignment != care::Assignment::Primary) return std::nullopt;
  Scenario pooled = scenario;
  pooled.care.policy.assignment = care::Assignment::Pool;
  const std::optional<PairedRun> pool = paired_run(std::move(pooled), experiment, month, options);
  if (!pool) return std::nullopt;

  AssignmentComparison answer{.month = month, .replications = pool->replications, .plans = {}};
  const auto count = static_cast<std::size_t>(answer.replications);
  for (std::size_t plan = 0; plan < experiment.plans.size(); ++plan) {
    const std::vector<MonthOutcome>& own = experiment.outcomes[plan][pool->month];
    const std::vector<MonthOutcome>& anybodys = pool->other.outcomes[plan][0];
    const auto change = [&](auto of) { return paired_change(own, anybodys, count, of); };
    using Row = const MonthOutcome&;
    answer.plans.push_back(
        {.continuity = continuity(own, count),
         .continuity_in_pool = continuity(anybodys, count),
         .patients_at_20 =
             change([](Row row) { return double(row.reached[kBillingTier].everyone); }),
         .patients_at_20_as_stated =
             change([](Row row) { return double(row.reached_as_stated[kBillingTier].everyone); }),
         .wait_hours = paired_change_where_any(own, anybodys, count, wait_hours),
         .conversations = change([](Row row) { return double(row.planned.conversations); }),
         .interpreter_minutes =
             change([](Row row) { return to_minutes(row.languages.interpreter_minutes); })});
  }
  return answer;
}

}  // namespace caseload::experiment
