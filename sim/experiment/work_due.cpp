#include "sim/experiment/work_due.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace caseload::experiment {

WorkDue work_due(const Scenario& scenario, const PracticeState& state, std::size_t patient) {
  const care::PatientState& now = state.initial_state[patient];
  const population::KnownPatient& known = state.known[patient];
  const care::CarePlanModel& plan = scenario.care.plan;
  const int planned = known.high_acuity.value_or(false) ? plan.contacts_high : plan.contacts_low;
  const SimDuration silence = scenario.care.alerts.silence_after;
  return {.urgent_alerts = now.urgent_alerts_open,
          .alerts = now.alerts_open,
          .silent = silence > SimDuration{} && now.last_reading &&
                    *now.last_reading + silence <= scenario.zone.midnight(state.day),
          .review = now.review_due,
          .contacts = std::max(planned - now.contacts_made, 0)};
}

std::vector<std::size_t> by_work_due(const Scenario& scenario, const PracticeState& state) {
  std::vector<std::size_t> order(state.known.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) {
    const WorkDue due = work_due(scenario, state, i);
    return std::tuple{-due.urgent_alerts,
                      -due.alerts,
                      !due.silent,
                      !due.review,
                      -due.contacts,
                      !state.known[i].high_acuity.value_or(false),
                      i};
  });
  return order;
}

}  // namespace caseload::experiment
