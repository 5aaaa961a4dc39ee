#include "sim/statistics/bonferroni.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/mean_interval.hpp"

namespace caseload::stats {

double confidence_of_each(int statements, double together) {
  CASELOAD_CHECK(statements >= 1, "no statement was to hold");
  CASELOAD_CHECK(0 < together && together < 1, "a confidence lies between 0 and 1");
  return 1 - (1 - together) / statements;
}

std::vector<Interval> differences_from_base(std::span<const std::vector<double>> plans,
                                            std::span<const double> base, double confidence) {
  const double each = confidence_of_each(static_cast<int>(plans.size()), confidence);
  std::vector<Interval> intervals;
  intervals.reserve(plans.size());
  for (const std::vector<double>& plan : plans) {
    intervals.push_back(paired_difference_interval(plan, base, each));
  }
  return intervals;
}

}  // namespace caseload::stats
