#pragma once

// Work beside the nurses' day, as text: the provider's signatures, who answers at night, second
// programmes, and plans whose calls a vendor makes. Each is empty where no plan has any.

#include <string>
#include <vector>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// Signatures of the month before, that fell due in this one; those of this month; how long it
// takes.
std::string sign_off_table(const PlanReport& report, std::size_t width);
// Readiness, calls, what they cost, and what urgent alerts wait on the wall clock.
std::string on_call_table(const PlanReport& report, std::size_t width);

// Patients in CCM and APCM: minutes, codes and money beside RPM's.
std::string second_programmes_table(const PlanReport& report, std::size_t width);

// Who has somebody on call, of the plans.
bool anybody_on_call(const experiment::Scenario& scenario);

// What has to be known of plans with a vendor's people or line before they are compared with
// others: the fee, and whether the minutes count.
std::vector<std::string> vendor_sentences(const PlanReport& report);

}  // namespace caseload::reports
