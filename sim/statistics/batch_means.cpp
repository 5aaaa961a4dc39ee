#include "sim/statistics/batch_means.hpp"

#include <cmath>

#include "sim/base/check.hpp"
#include "sim/base/distributions.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "sim/statistics/student_quantile.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::stats {

namespace {

Tally tally_of(std::span<const double> values) {
  Tally tally;
  for (const double value : values) tally.add(value);
  return tally;
}

// C = 1 − Σ (x_i − x_{i+1})² / (2 Σ (x_i − mean)²), which for k independent normal values has the
// mean 0 and the variance (k − 2) / (k² − 1) and is nearly normal from k = 8 on.
bool resembles_its_neighbours(std::span<const double> values) {
  const Tally tally = tally_of(values);
  const auto k = static_cast<double>(values.size());
  const double squares = tally.variance() * (k - 1);
  double steps = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    steps += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
  }
  const double bound = normal_quantile(0.95) * std::sqrt((k - 2) / (k * k - 1));
  return squares > 0 && 1 - steps / (2 * squares) > bound;
}

}  // namespace

std::vector<double> means_of_batches(std::span<const double> series, std::size_t batch) {
  CASELOAD_CHECK(batch >= 1, "a batch holds at least one observation");
  std::vector<double> means;
  means.reserve(series.size() / batch);
  for (; series.size() >= batch; series = series.subspan(batch)) {
    means.push_back(tally_of(series.first(batch)).mean());
  }
  return means;
}

double lag_one_correlation(std::span<const double> values) {
  const double mean = tally_of(values).mean();
  double products = 0, squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - mean) * (values[i] - mean);
    if (i > 0) products += (values[i - 1] - mean) * (values[i] - mean);
  }
  return squares == 0 ? 0 : products / squares;
}

BatchMeans batch_means(std::span<const double> series, std::size_t batches, double confidence) {
  CASELOAD_CHECK(3 <= batches && batches <= series.size(),
                 "batch means need three batches of at least one observation");
  const std::size_t length = series.size() / batches;
  const std::vector<double> means = means_of_batches(series.first(length * batches), length);
  const Tally tally = tally_of(means);
  return {.mean = tally.mean(),
          .interval = student_interval(tally, confidence),
          .lag_one = lag_one_correlation(means),
          .correlated = resembles_its_neighbours(means)};
}

Interval overlapping_batch_interval(std::span<const double> series, std::size_t batch,
                                    double confidence) {
  CASELOAD_CHECK(batch >= 1 && series.size() >= 2 * batch,
                 "overlapping batches need two batches' length");
  CASELOAD_CHECK(0 < confidence && confidence < 1, "a confidence lies between 0 and 1");
  const auto n = static_cast<double>(series.size());
  const auto m = static_cast<double>(batch);
  const double mean = tally_of(series).mean();
  // The window slides over distances from the mean, which stay small however long the run.
  double window = 0, squares = 0;
  for (std::size_t i = 0; i < series.size(); ++i) {
    window += series[i] - mean;
    if (i >= batch) window -= series[i - batch] - mean;
    if (i + 1 >= batch) squares += window / m * (window / m);
  }
  const double variance_of_mean = m * squares / ((n - m + 1) * (n - m));
  const double degrees = 1.5 * (n / m - 1);
  const double half_width =
      student_quantile(0.5 + confidence / 2, degrees) * std::sqrt(variance_of_mean);
  return {.low = mean - half_width, .high = mean + half_width};
}

}  // namespace caseload::stats
