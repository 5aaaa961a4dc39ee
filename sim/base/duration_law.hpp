#pragma once

// How long something takes, as a law whose draws are inverted: one uniform, one duration.
//
// Lognormal is the shape of telephone calls (Brown et al. 2005); gamma and exponential are there
// for other work and for queueing theory; what was observed can be taken as it is.

#include <cstdint>
#include <vector>

#include "sim/base/distributions.hpp"

namespace caseload {

class DurationLaw {
 public:
  enum class Kind : std::uint8_t { Lognormal, Gamma, Observed, Quantiles };

  DurationLaw() = default;
  // Lognormal by mean and CV; CV 0 is a constant.
  DurationLaw(const Lognormal& lognormal)  // NOLINT: a lognormal is a law
      : mean_(lognormal.mean_minutes()), cv_(lognormal.cv()), lognormal_(lognormal) {}

  // mean_minutes > 0.
  static DurationLaw constant(double mean_minutes) { return Lognormal(mean_minutes, 0); }
  static DurationLaw gamma(double mean_minutes, double cv);  // cv > 0
  static DurationLaw exponential(double mean_minutes) { return gamma(mean_minutes, 1); }
  // One of these, each as likely as another. At least one; each > 0.
  static DurationLaw observed(std::vector<double> minutes);
  // Values that divide what was observed into equal parts, from the shortest to the longest, and
  // straight lines between them. At least two, ascending, the first > 0.
  static DurationLaw quantiles(std::vector<double> minutes);

  Kind kind() const { return kind_; }
  double mean_minutes() const { return mean_; }
  double cv() const { return cv_; }
  const std::vector<double>& points() const { return points_; }  // observed or quantiles, ascending

  double quantile_minutes(double u) const;
  // Scaled by a factor > 0 (a slow talker, a quick nurse), to the microsecond, at least one second.
  SimDuration duration(double u, double factor = 1.0) const;

 private:
  DurationLaw(Kind kind, double mean, double cv, std::vector<double> points = {})
      : kind_(kind), mean_(mean), cv_(cv), points_(std::move(points)) {}

  Kind kind_ = Kind::Lognormal;
  double mean_ = 1, cv_ = 0;
  Lognormal lognormal_;
  std::vector<double> points_;
};

}  // namespace caseload
