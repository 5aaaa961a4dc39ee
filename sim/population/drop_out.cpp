#include "sim/population/drop_out.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/base/check.hpp"

namespace caseload::sim {
namespace {

// A stretch of constant hazard; the last one has no end.
struct Stretch {
  double from = 0, to = 0;  // days of tenure
  double hazard = 0;        // per day
};

std::vector<Stretch> stretches(const EnrolmentModel& model) {
  std::vector<Stretch> all;
  double from = 0;
  for (const DropOutBand& band : model.drop_out_bands) {
    const double to = from + band.months * kDaysPerMonth;
    all.push_back({from, to, band.per_month / kDaysPerMonth});
    from = to;
  }
  all.push_back(
      {from, std::numeric_limits<double>::infinity(), model.drop_out_later / kDaysPerMonth});
  return all;
}

double cumulative(const std::vector<Stretch>& all, double days) {
  double sum = 0;
  for (const Stretch& stretch : all)
    sum += stretch.hazard * std::max(std::min(days, stretch.to) - stretch.from, 0.0);
  return sum;
}

// ∫ exp(−hazard · t) dt over the first `days`, and the days after which it reaches `area`.
double area_under_survival(double hazard, double days) {
  return hazard == 0 ? days : -std::expm1(-hazard * days) / hazard;
}
double days_to_area(double hazard, double area) {
  return hazard == 0 ? area : -std::log1p(-hazard * area) / hazard;
}

}  // namespace

double survival(const EnrolmentModel& model, double tenure_days) {
  CASELOAD_CHECK(tenure_days >= 0, "a tenure is negative");
  return std::exp(-cumulative(stretches(model), tenure_days));
}

double stationary_tenure_days(const EnrolmentModel& model, double u) {
  std::vector<Stretch> all = stretches(model);
  std::vector<double> areas;
  double whole = 0;
  double still_there = 1;
  for (Stretch& stretch : all) {
    stretch.from = std::min<double>(stretch.from, kLongestTenureDays);
    stretch.to = std::min<double>(stretch.to, kLongestTenureDays);
    const double length = stretch.to - stretch.from;
    areas.push_back(still_there * area_under_survival(stretch.hazard, length));
    whole += areas.back();
    still_there *= std::exp(-stretch.hazard * length);
  }

  double area = u * whole;
  still_there = 1;
  for (std::size_t i = 0;; ++i) {
    const Stretch& stretch = all[i];
    if (area <= areas[i] || i + 1 == all.size())
      return stretch.from + days_to_area(stretch.hazard, area / still_there);
    area -= areas[i];
    still_there *= std::exp(-stretch.hazard * (stretch.to - stretch.from));
  }
}

double remaining_days(const EnrolmentModel& model, double tenure_days, double u) {
  CASELOAD_CHECK(tenure_days >= 0, "a tenure is negative");
  const std::vector<Stretch> all = stretches(model);
  const double spent = cumulative(all, tenure_days) - std::log1p(-u);
  double before = 0;
  for (const Stretch& stretch : all) {
    const double after = before + stretch.hazard * (stretch.to - stretch.from);
    if (spent <= after && stretch.hazard > 0)
      return stretch.from + (spent - before) / stretch.hazard - tenure_days;
    if (stretch.hazard > 0) before = after;
  }
  return std::numeric_limits<double>::infinity();
}

double median_tenure_days(const EnrolmentModel& model) { return remaining_days(model, 0, 0.5); }

}  // namespace caseload::sim
