#pragma once

// The claims of a month as the Inspector General looks at them: which of the three components
// (set-up, device, treatment management) each patient was billed for.
//
// OIG's reports OEI-02-23-00260 (2024) and OEI-02-23-00261 (2025) name practices that bill devices
// and never manage what they send, and those that bill several devices for a patient and month.
// Measures, not verdicts: a high share is a question, not an offence. Measures that need several
// practices, or months apart, are not here.

#include <cstdint>
#include <span>

#include "sim/rules/claims.hpp"

namespace caseload::rules {

// What a patient's claims of one month hold.
struct BilledComponents {
  bool set_up = false;
  bool management = false;  // a time code, or the practitioner's own time
  int device_claims = 0;
};
BilledComponents billed_components(std::span<const Claim> claims, const RuleSet& rules);

// Of the patients with a claim for RPM or RTM in the month.
struct IntegrityCounts {
  std::int32_t billed = 0;
  std::int32_t without_management = 0;
  std::int32_t without_device = 0;
  std::int32_t several_devices = 0;  // more than one device claim

  void add(const BilledComponents& patient);
};

}  // namespace caseload::rules
