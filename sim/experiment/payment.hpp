#pragma once

// From the claims of a patient's month to the money that is expected for them.

#include <cstdint>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/rules/fee_schedule.hpp"
#include "sim/rules/payers.hpp"

namespace caseload::experiment {

struct MonthOutcome;
struct PatientMonth;
struct Scenario;

// Who pays, and where. Without any payer named there is one, who pays everything in full.
struct PaymentModel {
  std::vector<rules::Payer> payers{
      {.name = "in full", .share = 1}};  // shares sum to 1; in order of name
  rules::FeePlace place;
  double papers_missing_share = 0;  // of patients: no order or consent on file, so claims wait
  bool rpm_beside_apcm = true;      // whether RPM is paid for a patient in APCM in the same month
  Cents apcm_per_patient_month{};   // what APCM pays, in full
};

// Adds a patient's claims to the row: `revenue` as if every code were paid in full, `payment` as it
// is expected. Whose patient one is, and whether papers are missing, is drawn as a trait: it stays
// with the patient under every plan, and moves nobody's other luck.
void count_payment(MonthOutcome& row, const PatientMonth& month, std::uint16_t condition,
                   const Scenario& scenario, const RandomKey& random);

}  // namespace caseload::experiment
