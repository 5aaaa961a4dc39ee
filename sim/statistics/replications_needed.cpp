#include "sim/statistics/replications_needed.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/base/distributions.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "sim/statistics/student_quantile.hpp"

namespace caseload::stats {

namespace {

double allowed_half_width(const Precision& wanted, double mean) {
  return std::max(wanted.absolute, wanted.relative / (1 + wanted.relative) * std::abs(mean));
}

}  // namespace

ReplicationsNeeded::ReplicationsNeeded(std::vector<Precision> metrics, ReplicationRules rules)
    : metrics_(std::move(metrics)), rules_(rules), tallies_(metrics_.size()) {
  CASELOAD_CHECK(!metrics_.empty(), "no metric was to be made precise");
  for (const Precision& wanted : metrics_) {
    CASELOAD_CHECK(
        wanted.absolute >= 0 && wanted.relative >= 0 && wanted.absolute + wanted.relative > 0,
        "a metric without a precision would never be reached");
  }
  CASELOAD_CHECK(0 < rules_.confidence && rules_.confidence < 1,
                 "a confidence lies between 0 and 1");
  CASELOAD_CHECK(2 <= rules_.first && rules_.first <= rules_.cap,
                 "the first look comes after two replications and not after the cap");
  CASELOAD_CHECK(rules_.look_ahead >= 0, "nobody looks back");
}

const Tally& ReplicationsNeeded::metric(std::size_t index) const {
  CASELOAD_CHECK(index < tallies_.size(), "there is no such metric");
  return tallies_[index];
}

double ReplicationsNeeded::half_width(std::size_t index) const {
  return student_half_width(metric(index), rules_.confidence);
}

bool ReplicationsNeeded::precise(std::size_t index) const {
  return half_width(index) <= allowed_half_width(metrics_[index], tallies_[index].mean());
}

bool ReplicationsNeeded::all_precise() const {
  // One quantile serves all metrics, which have the same number of rows.
  const auto degrees = static_cast<double>(replications() - 1);
  const double t = student_quantile(0.5 + rules_.confidence / 2, degrees);
  for (std::size_t i = 0; i < metrics_.size(); ++i) {
    const double allowed = allowed_half_width(metrics_[i], tallies_[i].mean());
    if (t * tallies_[i].standard_error() > allowed) return false;
  }
  return true;
}

ReplicationsNeeded::State ReplicationsNeeded::add(std::span<const double> row) {
  CASELOAD_CHECK(row.size() == tallies_.size(), "a row has one value for each metric");
  for (std::size_t i = 0; i < row.size(); ++i) tallies_[i].add(row[i]);
  const std::int64_t n = replications();
  if (state_ != State::Continue || n < rules_.first) return state_;

  if (!all_precise()) holding_since_ = 0;
  else if (holding_since_ == 0) holding_since_ = n;

  const std::int64_t hold_for =
      rules_.look_ahead * std::max<std::int64_t>(holding_since_, 100) / 100;
  if (holding_since_ != 0 && n - holding_since_ >= hold_for) state_ = State::Reached;
  else if (n >= rules_.cap) state_ = State::Capped;
  return state_;
}

std::optional<std::int64_t> ReplicationsNeeded::reached_at() const {
  if (state_ != State::Reached) return std::nullopt;
  return holding_since_;
}

std::int64_t replications_for(double sd, double half_width, double confidence) {
  CASELOAD_CHECK(sd >= 0 && half_width > 0, "a half-width asked for is above 0");
  CASELOAD_CHECK(0 < confidence && confidence < 1, "a confidence lies between 0 and 1");
  const double ratio = normal_quantile(0.5 + confidence / 2) * sd / half_width;
  return static_cast<std::int64_t>(std::ceil(ratio * ratio));
}

}  // namespace caseload::stats
