#include "sim/population/calibrate_adherence.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/beta_grid.hpp"
#include "sim/population/drop_out.hpp"

namespace caseload::population {
namespace {

constexpr int kPeriodDays = 30;
constexpr int kManyDays = 16;
constexpr int kFewDays = 2;

// A function of p, known at the edges of the Beta's cells.
using Edges = std::array<double, kBetaCells + 1>;

struct PeriodShares {
  Edges days16{};
  Edges days2{};
};

double at(const Edges& edges, double p) {
  const double place = std::clamp(p, 0.0, 1.0) * kBetaCells;
  const auto below = std::min(static_cast<std::size_t>(place), kBetaCells - 1);
  const double part = place - static_cast<double>(below);
  return edges[below] * (1 - part) + edges[below + 1] * part;
}

// The chances of ≥ 16 and ≥ 2 days with readings in 30 for somebody who starts the period with p;
// of days on which somebody measures, the share `arrives` has readings.
AdherenceTargets one_period(double p, double fall_per_day, const GapProcess& gaps, double arrives) {
  // P(days so far, gap state): days from kManyDays on are one state.
  std::array<double, kManyDays + 1> clear{};
  std::array<double, kManyDays + 1> in_gap{};
  in_gap[0] = gaps.stationary();
  clear[0] = 1 - in_gap[0];
  for (int day = 0; day < kPeriodDays; ++day) {
    const double chance = std::max(p - fall_per_day * day, 0.0) * arrives;
    double arriving = 0;  // from one measuring day fewer
    for (int days = 0; days <= kManyDays; ++days) {
      if (day > 0) {
        const double was_clear = clear[days];
        const double was_in_gap = in_gap[days];
        clear[days] = was_clear * (1 - gaps.begins) + was_in_gap * gaps.ends;
        in_gap[days] = was_clear * gaps.begins + was_in_gap * (1 - gaps.ends);
      }
      const double measuring = clear[days] * chance;
      clear[days] += arriving - (days < kManyDays ? measuring : 0);
      arriving = measuring;
    }
  }
  AdherenceTargets shares{.days16 = clear[kManyDays] + in_gap[kManyDays], .days2 = 0};
  for (int days = kFewDays; days <= kManyDays; ++days) shares.days2 += clear[days] + in_gap[days];
  return shares;
}

PeriodShares period_shares(double fall_per_day, const GapProcess& gaps, double arrives) {
  PeriodShares shares;
  for (std::size_t i = 0; i <= kBetaCells; ++i) {
    const double p = static_cast<double>(i) / kBetaCells;
    const AdherenceTargets reached = one_period(p, fall_per_day, gaps, arrives);
    shares.days16[i] = reached.days16;
    shares.days2[i] = reached.days2;
  }
  return shares;
}

// The same over all periods that a stationary panel completes, as functions of p at tenure 0.
PeriodShares panel_shares(const AdherenceModel& shape, const EnrolmentModel& enrolment,
                          double arrives) {
  const GapProcess gaps = GapProcess::from(shape);
  const PeriodShares falling = period_shares(shape.drift_per_month / kDaysPerMonth, gaps, arrives);
  const PeriodShares level = period_shares(0, gaps, arrives);

  PeriodShares panel;
  double weight_of_all = 0;
  for (int end = kPeriodDays; end <= kLongestTenureDays; end += kPeriodDays) {
    const int start = end - kPeriodDays;
    const double weight = survival(enrolment, end);  // periods are completed by those who stayed
    const PeriodShares& period = start < kDriftDays ? falling : level;
    const double fallen = shape.drift_per_month * std::min(start, kDriftDays) / kDaysPerMonth;
    weight_of_all += weight;
    for (std::size_t i = 0; i <= kBetaCells; ++i) {
      const double p = static_cast<double>(i) / kBetaCells - fallen;
      panel.days16[i] += weight * at(period.days16, p);
      panel.days2[i] += weight * at(period.days2, p);
    }
  }
  for (double& share : panel.days16) share /= weight_of_all;
  for (double& share : panel.days2) share /= weight_of_all;
  return panel;
}

AdherenceTargets reached_by(const BetaShape& beta, const PeriodShares& panel) {
  const auto masses = cell_masses(beta);
  return {.days16 = integrate(masses, panel.days16), .days2 = integrate(masses, panel.days2)};
}

// Where `f`, increasing, crosses 0 between low and high; the nearer end where it does not. Illinois
// variant of regula falsi (Dowell and Jarratt 1971, BIT 11).
template <class F>
double crossing(F f, double low, double high, double tolerance) {
  double f_low = f(low);
  if (f_low >= 0) return low;
  double f_high = f(high);
  if (f_high <= 0) return high;
  int last_moved = 0;  // -1: the low end, +1: the high end
  for (int step = 0; step < 60 && high - low > tolerance; ++step) {
    const double middle = (low * f_high - high * f_low) / (f_high - f_low);
    const double f_middle = f(middle);
    if (std::abs(f_middle) < 1e-7) return middle;
    if (f_middle > 0) {
      high = middle, f_high = f_middle;
      if (last_moved > 0) f_low /= 2;
      last_moved = 1;
    } else {
      low = middle, f_low = f_middle;
      if (last_moved < 0) f_high /= 2;
      last_moved = -1;
    }
  }
  return (low + high) / 2;
}

// alpha + beta, as a logarithm: from two camps (all or nothing) to hardly any difference between
// people.
constexpr double kLogConcentrationLow = -2.0;
constexpr double kLogConcentrationHigh = 6.0;
constexpr double kSmallestMean = 0.001;

}  // namespace

CalibratedAdherence calibrate_adherence(const AdherenceTargets& targets,
                                        const AdherenceModel& shape,
                                        const EnrolmentModel& enrolment, double arrives) {
  CASELOAD_CHECK(0 < targets.days16 && targets.days16 <= targets.days2 && targets.days2 <= 1,
                 "the targets of adherence are not shares in order");
  const PeriodShares panel = panel_shares(shape, enrolment, arrives);

  const auto beta_of = [](double mean, double log_concentration) {
    const double concentration = std::exp(log_concentration);
    return BetaShape{mean * concentration, (1 - mean) * concentration};
  };
  // For a given concentration, more adherence means more periods with 16 days …
  const auto mean_for = [&](double log_concentration) {
    return crossing(
        [&](double mean) {
          return reached_by(beta_of(mean, log_concentration), panel).days16 - targets.days16;
        },
        kSmallestMean, 1 - kSmallestMean, 1e-7);
  };
  // … and, at the same share of those, less difference between people means fewer silent periods.
  const double log_concentration = crossing(
      [&](double candidate) {
        return reached_by(beta_of(mean_for(candidate), candidate), panel).days2 - targets.days2;
      },
      kLogConcentrationLow, kLogConcentrationHigh, 1e-4);

  CalibratedAdherence found{.model = shape, .reached = {}};
  found.model.daily = beta_of(mean_for(log_concentration), log_concentration);
  found.reached = reached_by(found.model.daily, panel);
  return found;
}

AdherenceTargets device_day_shares(const AdherenceModel& model, const EnrolmentModel& enrolment,
                                   double arrives) {
  return reached_by(model.daily, panel_shares(model, enrolment, arrives));
}

}  // namespace caseload::population
