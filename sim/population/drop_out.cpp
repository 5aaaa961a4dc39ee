#include "sim/population/drop_out.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "sim/base/check.hpp"

namespace caseload::population {
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
// Under survival in each stretch, all of them cut at `longest` days.
std::vector<double> areas_of(std::vector<Stretch>& all, double longest) {
  std::vector<double> areas;
  double still_there = 1;
  for (Stretch& stretch : all) {
    stretch.from = std::min(stretch.from, longest);
    stretch.to = std::min(stretch.to, longest);
    const double length = stretch.to - stretch.from;
    areas.push_back(still_there * area_under_survival(stretch.hazard, length));
    still_there *= std::exp(-stretch.hazard * length);
  }
  return areas;
}
double days_to_area(double hazard, double area) {
  return hazard == 0 ? area : -std::log1p(-hazard * area) / hazard;
}

}  // namespace

double survival(const EnrolmentModel& model, double tenure_days) {
  CASELOAD_CHECK(tenure_days >= 0, "a tenure is negative");
  return std::exp(-cumulative(stretches(model), tenure_days));
}

double area_under_survival(const EnrolmentModel& model, double tenure_days) {
  std::vector<Stretch> all = stretches(model);
  const std::vector<double> areas = areas_of(all, tenure_days);
  return std::accumulate(areas.begin(), areas.end(), 0.0);
}

double stationary_tenure_days(const EnrolmentModel& model, double u) {
  std::vector<Stretch> all = stretches(model);
  const std::vector<double> areas = areas_of(all, kLongestTenureDays);

  double area = u * std::accumulate(areas.begin(), areas.end(), 0.0);
  double still_there = 1;
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

}  // namespace caseload::population
