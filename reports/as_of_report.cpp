#include "reports/as_of_report.hpp"

#include <algorithm>

#include "sim/statistics/percentile.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::reports {
namespace {

template <class Pick>
Spread spread(const sim::PlanEnds& plan, Pick pick) {
  std::vector<double> values;
  sim::Tally tally;
  for (const sim::MonthEnd& end : plan.ends) {
    values.push_back(pick(end));
    tally.add(values.back());
  }
  return {tally.mean(), sim::percentile(values, 5), sim::percentile(values, 95)};
}

}  // namespace

Spread patients_reaching(const sim::PlanEnds& plan, std::size_t tier) {
  return spread(plan, [tier](const sim::MonthEnd& end) { return end.reached[tier]; });
}

Spread periods_with(const sim::PlanEnds& plan, int days) {
  return spread(plan,
                [days](const sim::MonthEnd& end) { return days == 2 ? end.days2 : end.days16; });
}

}  // namespace caseload::reports
