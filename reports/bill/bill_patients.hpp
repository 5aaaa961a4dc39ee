#pragma once

// A bill patient by patient: the minutes of each month and what each code was decided on.

#include "reports/bill/bill_input.hpp"

namespace caseload::reports {

void patients_text(const BillInput& input, const Sink& sink);

}  // namespace caseload::reports
