#pragma once

// One patient's months and device periods, judged and put into the bill.

#include <cstdint>
#include <string>
#include <vector>

#include "records/bill.hpp"
#include "records/billing_frame.hpp"
#include "records/patient_time.hpp"

namespace caseload::records {

// What is said once of all patients.
struct PatientRemarks {
  // Months in which a live contact nobody told of would have changed a code.
  std::int64_t live_would_matter = 0;
  // Months and periods in which codes of RPM keep codes of RTM from being claimed.
  std::vector<std::string> both_programmes{};
};

// Appends what it finds to `bill`.
PatientRemarks bill_patient(const BillingFrame& frame, const PatientRecords& records, Bill& bill);

}  // namespace caseload::records
