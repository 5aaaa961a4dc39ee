#pragma once

// From what one patient's month came to, to its claims: the facts, as rules::bill_month takes them,
// and what the payer of APCM has to say.

#include "sim/experiment/trial.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/documentation.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::experiment {

// RPM's and CCM's time codes, then the codes of its device periods. Where RPM is not paid beside
// APCM, what the log supports is said and not claimed.
rules::ClaimDecision claims_of(const PatientMonth& mine, CalendarMonth month,
                               const rules::Documentation& documentation, bool rpm_beside_apcm,
                               const rules::RuleBook& rules);

}  // namespace caseload::experiment
