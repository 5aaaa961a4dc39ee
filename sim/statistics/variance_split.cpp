#include "sim/statistics/variance_split.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>

#include "sim/base/check.hpp"
#include "sim/statistics/boost_policy.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::stats {

namespace {

// With F = MSB / MSW and its quantile q, (F/q − 1) / (F/q − 1 + months) bounds the share. Written
// without the ratio, so that months that do not vary give 1.
double share_bound(double between, double within, double quantile, double months) {
  const double above = std::max(between - quantile * within, 0.0);
  return above / (above + months * quantile * within);
}

}  // namespace

std::optional<VarianceSplit> variance_split(std::span<const std::vector<double>> panels,
                                            double confidence) {
  CASELOAD_CHECK(panels.size() >= 2, "a variance between panels needs two of them");
  CASELOAD_CHECK(panels.front().size() >= 2, "a variance within a panel needs two months");
  CASELOAD_CHECK(0 < confidence && confidence < 1, "a confidence lies between 0 and 1");
  Tally panel_means, variances_within;
  for (const std::vector<double>& panel : panels) {
    CASELOAD_CHECK(panel.size() == panels.front().size(), "panels differ in their months");
    Tally months;
    for (const double value : panel) months.add(value);
    panel_means.add(months.mean());
    variances_within.add(months.variance());
  }

  const auto months = static_cast<double>(panels.front().size());
  const auto count = static_cast<double>(panels.size());
  const double between = months * panel_means.variance();
  const double within = variances_within.mean();
  if (between == 0 && within == 0) return std::nullopt;

  const boost::math::fisher_f_distribution<double, BoostPolicy> f(count - 1, count * (months - 1));
  const double high = boost::math::quantile(f, 0.5 + confidence / 2);
  const double low = boost::math::quantile(f, 0.5 - confidence / 2);
  const double panel_variance = std::max(0.0, (between - within) / months);
  return VarianceSplit{.mean = panel_means.mean(),
                       .mean_square_between = between,
                       .mean_square_within = within,
                       .between = panel_variance,
                       .within = within,
                       .share = panel_variance / (panel_variance + within),
                       .share_interval = {.low = share_bound(between, within, high, months),
                                          .high = share_bound(between, within, low, months)}};
}

}  // namespace caseload::stats
