#include "sim/experiment/compare_policy.hpp"

#include <utility>

#include "sim/care/model/policies.hpp"
#include "sim/experiment/paired_change.hpp"
#include "sim/experiment/paired_run.hpp"

namespace caseload::experiment {
namespace {

std::optional<double> alert_wait_minutes(const MonthOutcome& row) {
  const std::int32_t alerts = row.urgent.high_acuity + row.routine.high_acuity;
  const SimDuration waited = row.urgent.high_acuity_waited + row.routine.high_acuity_waited;
  if (alerts == 0) return std::nullopt;
  return to_minutes(waited) / alerts;
}

}  // namespace

std::optional<PolicyComparison> compare_policy(const Scenario& scenario,
                                               const Experiment& experiment, CalendarMonth month,
                                               const RunOptions& options) {
  if (!care::threshold_driven(scenario.care.policy)) return std::nullopt;
  Scenario plain = scenario;
  plain.care.policy.order = care::Order::Fifo;
  plain.care.policy.push_from_day = 0;
  const std::optional<PairedRun> fifo = paired_run(std::move(plain), experiment, month, options);
  if (!fifo) return std::nullopt;

  PolicyComparison answer{.month = month, .replications = fifo->replications, .plans = {}};
  for (std::size_t plan = 0; plan < experiment.plans.size(); ++plan) {
    const std::vector<MonthOutcome>& own = experiment.outcomes[plan][fifo->month];
    const std::vector<MonthOutcome>& plainly = fifo->other.outcomes[plan][0];
    const auto count = static_cast<std::size_t>(answer.replications);
    const auto compare = [&](auto of) { return paired_change(own, plainly, count, of); };
    answer.plans.push_back(
        {.patients_at_20 = compare(
             [](const MonthOutcome& row) { return double(row.reached[kBillingTier].everyone); }),
         .alert_wait_minutes = paired_change_where_any(own, plainly, count, alert_wait_minutes),
         .contacts_missed = compare([](const MonthOutcome& row) {
           return double(row.high_acuity_contacts.contacts_missed);
         })});
  }
  return answer;
}

}  // namespace caseload::experiment
