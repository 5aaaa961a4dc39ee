#pragma once

// Who pays, and where: from the codes a log supports to the money that is expected.

#include "scenarios/fields/scenario_file.hpp"

namespace caseload::scenarios {

Value<std::vector<Named<PayerFile>>> payer_fields();
Value<experiment::PaymentModel> payment_fields();  // without the payers

}  // namespace caseload::scenarios
