#include "sim/population/drop_out.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/base/check.hpp"

namespace caseload::sim {
namespace {

// The two stretches of constant hazard, per day.
struct Hazard {
  double early;
  double later;
  double change_at;  // days

  explicit Hazard(const EnrolmentModel& model)
      : early(model.drop_out_first_months / kDaysPerMonth),
        later(model.drop_out_later / kDaysPerMonth),
        change_at(model.first_months * kDaysPerMonth) {}

  double cumulative(double days) const {
    return early * std::min(days, change_at) + later * std::max(days - change_at, 0.0);
  }
};

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
  return std::exp(-Hazard(model).cumulative(tenure_days));
}

double stationary_tenure_days(const EnrolmentModel& model, double u) {
  const Hazard hazard(model);
  const double change_at = std::min<double>(hazard.change_at, kLongestTenureDays);
  const double early_area = area_under_survival(hazard.early, change_at);
  const double still_there = std::exp(-hazard.early * change_at);
  const double later_area =
      still_there * area_under_survival(hazard.later, kLongestTenureDays - change_at);

  const double area = u * (early_area + later_area);
  if (area <= early_area) return days_to_area(hazard.early, area);
  return change_at + days_to_area(hazard.later, (area - early_area) / still_there);
}

double remaining_days(const EnrolmentModel& model, double tenure_days, double u) {
  CASELOAD_CHECK(tenure_days >= 0, "a tenure is negative");
  const Hazard hazard(model);
  const double spent = hazard.cumulative(tenure_days) - std::log1p(-u);
  const double spent_at_change = hazard.early * hazard.change_at;
  if (spent <= spent_at_change) return spent / hazard.early - tenure_days;
  if (hazard.later == 0) return std::numeric_limits<double>::infinity();
  return hazard.change_at + (spent - spent_at_change) / hazard.later - tenure_days;
}

}  // namespace caseload::sim
