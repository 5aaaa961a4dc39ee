#include "sim/experiment/hiring_steps.hpp"

#include <utility>

#include "sim/experiment/in_question.hpp"
#include "sim/experiment/plan_relations.hpp"
#include "sim/statistics/mean_interval.hpp"

namespace caseload::experiment {
namespace {

std::optional<std::size_t> month_of_step(const Scenario& scenario, const Experiment& experiment,
                                         const Summary& summary, std::size_t cheaper,
                                         std::size_t dearer) {
  const std::vector<CalendarMonth>& months = experiment.months;
  const CalendarMonth in_question = month_in_question(summary);
  const auto rank = [&](std::size_t place) {
    return std::pair(months[place] != in_question,
                     summary.plans[dearer].months[place].verdict.held);
  };
  std::optional<std::size_t> found;
  for (std::size_t place = 0; place < months.size(); ++place)
    if (teams_differ(scenario, experiment.plans[cheaper], experiment.plans[dearer],
                     months[place]) &&
        (!found || rank(place) < rank(*found)))
      found = place;
  return found;
}

using Rows = std::vector<MonthOutcome>;

template <class Pick>
stats::Interval difference(const Rows& dearer, const Rows& cheaper, Pick pick) {
  const auto values = [&](const Rows& rows) {
    std::vector<double> column;
    for (const MonthOutcome& row : rows) column.push_back(pick(row));
    return column;
  };
  return stats::paired_difference_interval(values(dearer), values(cheaper), 0.95);
}

void compare(HiringStep& step, const Rows& dearer, const Rows& cheaper, std::size_t tier) {
  using Row = const MonthOutcome&;
  step.patients = difference(
      dearer, cheaper, [tier](Row row) { return static_cast<double>(row.reached[tier].everyone); });
  step.patients_as_stated = difference(dearer, cheaper, [tier](Row row) {
    return static_cast<double>(row.reached_as_stated[tier].everyone);
  });
  step.expected_revenue_usd =
      difference(dearer, cheaper, [](Row row) { return row.payment.paid.dollars(); });
  step.cost_usd = difference(dearer, cheaper, [](Row row) { return row.cost.total().dollars(); });
  step.interpreter_hours = difference(
      dearer, cheaper, [](Row row) { return to_minutes(row.languages.interpreter_minutes) / 60; });
}

}  // namespace

std::vector<HiringStep> hiring_steps(const Scenario& scenario, const Experiment& experiment,
                                     const Summary& summary) {
  std::vector<HiringStep> steps;
  if (experiment.replications < 2) return steps;
  const std::size_t tier = tier_in_question(scenario);
  const std::vector<std::size_t> order = by_cost(summary);
  for (std::size_t i = 1; i < order.size(); ++i) {
    HiringStep& step = steps.emplace_back();
    step.plan = order[i];
    step.cheaper = order[i - 1];
    step.month = month_of_step(scenario, experiment, summary, step.cheaper, step.plan);
    if (step.month)
      compare(step, experiment.outcomes[step.plan][*step.month],
              experiment.outcomes[step.cheaper][*step.month], tier);
  }
  return steps;
}

}  // namespace caseload::experiment
