#include "sim/experiment/against_fifo.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/care/policies.hpp"
#include "sim/experiment/paired_change.hpp"

namespace caseload::sim {
namespace {

double alert_wait_minutes(const MonthOutcome& row) {
  const std::int32_t alerts = row.urgent.high_acuity + row.routine.high_acuity;
  const SimDuration waited = row.urgent.high_acuity_waited + row.routine.high_acuity_waited;
  return alerts > 0 ? to_minutes(waited) / alerts : 0;
}

}  // namespace

std::optional<AgainstFifo> against_fifo(const Scenario& scenario, const Experiment& experiment,
                                        CalendarMonth month, const RunOptions& options) {
  constexpr int kReplications = 40;
  if (!threshold_driven(scenario.care.policy)) return std::nullopt;
  const auto found = std::ranges::find(experiment.months, month);
  CASELOAD_CHECK(found != experiment.months.end(), "what is asked about was not simulated");
  const auto place = static_cast<std::size_t>(found - experiment.months.begin());

  AgainstFifo answer{.month = month,
                     .replications = std::min(kReplications, experiment.replications),
                     .plans = {}};
  if (answer.replications < 2) return std::nullopt;
  Scenario plain = scenario;
  plain.care.policy.order = Order::Fifo;
  plain.care.policy.push_from_day = 0;
  plain.months = {month};
  RunOptions few = options;
  few.replications = answer.replications;
  const Experiment fifo = run_experiment(plain, experiment.plans, few);
  if (fifo.partial) return std::nullopt;

  for (std::size_t plan = 0; plan < experiment.plans.size(); ++plan) {
    const auto compare = [&](auto of) {
      return paired_change(experiment.outcomes[plan][place], fifo.outcomes[plan][0],
                           static_cast<std::size_t>(answer.replications), of);
    };
    answer.plans.push_back(
        {.patients_at_20 =
             compare([](const MonthOutcome& row) { return double(row.reached[1].everyone); }),
         .alert_wait_minutes = compare(alert_wait_minutes),
         .contacts_missed = compare([](const MonthOutcome& row) {
           return double(row.high_acuity_contacts.contacts_missed);
         })});
  }
  return answer;
}

}  // namespace caseload::sim
