#pragma once

// How long patients stay.
//
// The hazard of leaving is constant within each band of tenure and constant afterwards. A month
// here is 30 days. Nobody's tenure exceeds kLongestTenureDays when the simulation starts: the codes
// have been paid since 2019, and without any drop-out a stationary panel would be infinitely old.

#include "sim/base/time.hpp"
#include "sim/population/parameters.hpp"

namespace caseload::population {

inline constexpr double kDaysPerMonth = 30;
inline constexpr int kLongestTenureDays = 5 * 360;

// The share of joiners still enrolled after so many days ≥ 0.
double survival(const EnrolmentModel& model, double tenure_days);

// Its integral from 0: the days that a joiner is to be expected to stay, of the first so many.
double area_under_survival(const EnrolmentModel& model, double tenure_days);

// The tenure of a patient met in a panel that has been renewing itself at a steady rate: density
// proportional to survival, up to kLongestTenureDays. u in (0, 1).
double stationary_tenure_days(const EnrolmentModel& model, double u);

// The tenure to which half of all joiners stay; infinity where more than half never leave.
double median_tenure_days(const EnrolmentModel& model);

// How many more days a patient of this tenure stays; infinity where the hazard is 0.
double remaining_days(const EnrolmentModel& model, double tenure_days, double u);

}  // namespace caseload::population
