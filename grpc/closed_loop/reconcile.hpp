#pragma once

// The proof that nothing was lost or altered on the way: the accounts of the same run compared
// piece by piece, patient by patient and alert by alert.

#include <span>

#include "grpc/closed_loop/account.hpp"
#include "sim/experiment/reconciliation.hpp"

namespace caseload::wire {

// Everyone is compared with the first who knows. Requires: at least two accounts.
experiment::Reconciliation reconcile(std::span<const Account> accounts);

}  // namespace caseload::wire
