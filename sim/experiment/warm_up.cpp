#include "sim/experiment/warm_up.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "sim/care/calendar/opening_hours.hpp"
#include "sim/experiment/grown_panel.hpp"
#include "sim/statistics/mser.hpp"

namespace caseload::experiment {
namespace {

std::vector<double> mean_over_replications(const std::vector<MonthOutcome>& rows) {
  std::vector<double> mean(rows.front().open_since_start.size());
  for (const MonthOutcome& row : rows)
    for (std::size_t day = 0; day < mean.size(); ++day)
      mean[day] += row.open_since_start[day] / static_cast<double>(rows.size());
  return mean;
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::size_t open_days(const Scenario& scenario, CalendarMonth month) {
  const care::OpeningHours opening(scenario.staff, scenario.zone, scenario.holidays);
  std::size_t count = 0;
  for (LocalDay day = month.first_day(); day < month.end_day(); day += days{1})
    count += opening.on(day) ? 1 : 0;
  return count;
}

bool panel_is_steady(const Scenario& scenario, CalendarMonth month) {
  constexpr double kSteady = 0.03;  // a month
  population::ExpectedPanel panel = expected_panel(scenario, month);
  const double first = panel.on(month.first_day());
  return first > 0 && std::abs(panel.on(month.end_day()) / first - 1) < kSteady;
}

}  // namespace

std::optional<NotSettled> not_settled(const Scenario& scenario, const Experiment& experiment,
                                      std::size_t plan, std::size_t month) {
  constexpr std::size_t kBatch = 5;
  constexpr double kMuch = 1.10;
  const CalendarMonth observed = experiment.months[month];
  const std::vector<double> open = mean_over_replications(experiment.outcomes[plan][month]);
  const std::size_t span = open_days(scenario, observed);
  if (span == 0 || open.size() < span + 2 * kBatch || !panel_is_steady(scenario, observed))
    return std::nullopt;

  std::vector<double> a_month;  // up to each day that has a whole one behind it
  for (std::size_t day = span; day <= open.size(); ++day)
    a_month.push_back(mean_of(std::span(open).subspan(day - span, span)));
  const std::size_t earlier = open.size() - span;  // days before the observed month
  const std::size_t month_before = std::min(span, earlier);
  const NotSettled found{
      .before = mean_of(std::span(open).subspan(earlier - month_before, month_before)),
      .observed = a_month.back()};
  if (found.observed <= kMuch * found.before) return std::nullopt;
  const stats::WarmUp start = stats::mser(a_month, kBatch);
  if (!start.at_limit && start.observations == 0) return std::nullopt;
  return found;
}

}  // namespace caseload::experiment
