#include "sim/statistics/mean_interval.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/student_quantile.hpp"

namespace caseload::stats {

double student_half_width(const Tally& tally, double confidence) {
  CASELOAD_CHECK(tally.count() >= 2, "an interval of a mean needs two values");
  CASELOAD_CHECK(0 < confidence && confidence < 1, "a confidence lies between 0 and 1");
  const auto degrees = static_cast<double>(tally.count() - 1);
  return student_quantile(0.5 + confidence / 2, degrees) * tally.standard_error();
}

Interval student_interval(const Tally& tally, double confidence) {
  const double half_width = student_half_width(tally, confidence);
  return {.low = tally.mean() - half_width, .high = tally.mean() + half_width};
}

Interval paired_difference_interval(std::span<const double> a, std::span<const double> b,
                                    double confidence) {
  CASELOAD_CHECK(a.size() == b.size(), "paired samples differ in length");
  Tally differences;
  for (std::size_t i = 0; i < a.size(); ++i) differences.add(a[i] - b[i]);
  return student_interval(differences, confidence);
}

}  // namespace caseload::stats
