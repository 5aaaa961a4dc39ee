#include "reports/as_of/as_of_report.hpp"

#include <algorithm>

#include "sim/statistics/percentile.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::reports {
namespace {

template <class Pick>
Spread spread(const experiment::PlanEnds& plan, Pick pick) {
  std::vector<double> values;
  stats::Tally tally;
  for (const experiment::MonthEnd& end : plan.ends) {
    values.push_back(pick(end));
    tally.add(values.back());
  }
  return {tally.mean(), stats::percentile(values, 5), stats::percentile(values, 95)};
}

}  // namespace

Spread patients_reaching(const experiment::PlanEnds& plan, std::size_t tier) {
  return spread(plan, [tier](const experiment::MonthEnd& end) { return end.reached[tier]; });
}

Spread periods_with(const experiment::PlanEnds& plan, int days) {
  return spread(
      plan, [days](const experiment::MonthEnd& end) { return days == 2 ? end.days2 : end.days16; });
}

}  // namespace caseload::reports
