#pragma once

// Who is offered the programme, and who takes it.

#include "sim/base/random.hpp"
#include "sim/population/parameters.hpp"

namespace caseload::population {

// Offers made on a day on which the practice is open, in a month with so many open days (> 0).
std::uint32_t offers_on(const EnrolmentModel& model, const RandomKey& random, LocalDay day,
                        int open_days_in_month);

// Whether the offer of this number, counted over the run from 0, is accepted.
bool accepts(const EnrolmentModel& model, const RandomKey& random, std::uint32_t offer);

}  // namespace caseload::population
