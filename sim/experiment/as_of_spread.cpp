#include "sim/experiment/as_of_spread.hpp"

#include <algorithm>

#include "sim/statistics/percentile.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::experiment {
namespace {

template <class Pick>
Spread spread(const PlanEnds& plan, Pick pick) {
  std::vector<double> values;
  stats::Tally tally;
  for (const MonthEnd& end : plan.ends) {
    values.push_back(pick(end));
    tally.add(values.back());
  }
  return {tally.mean(), stats::percentile(values, 5), stats::percentile(values, 95)};
}

}  // namespace

Spread patients_reaching(const PlanEnds& plan, std::size_t tier) {
  return spread(plan, [tier](const MonthEnd& end) { return end.reached[tier]; });
}

Spread periods_with(const PlanEnds& plan, int days) {
  return spread(plan, [days](const MonthEnd& end) { return days == 2 ? end.days2 : end.days16; });
}

}  // namespace caseload::experiment
