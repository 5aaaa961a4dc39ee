#pragma once

// Who pays, and what is expected of a claim: from what a code would pay in full to what arrives.
//
// Pure functions. A claim's expected payment is its mean over denials and unpaid coinsurance, in
// whole cents; the claim itself is rounded once, and what is lost adds up to it to the cent.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/fee_schedule.hpp"

namespace caseload::rules {

// From a day on, part of a payer's patients are covered for these conditions only. A row of the
// matrix of payers by conditions; without one a payer covers every condition.
struct CoverageLimit {
  LocalDay from;
  double of_patients = 1;               // share of the payer's patients whose plan follows it
  std::vector<std::string> conditions;  // still covered
};

struct Payer {
  std::string name;          // "medicare_advantage"
  double share = 0;          // of the panel
  double rate_share = 1;     // of the fee schedule's fee
  double denied = 0;         // of claims, after rework
  double sequestration = 0;  // taken from the payer's own part
  double coinsurance = 0;    // the patient's part of what is allowed
  double uncollected = 0;    // of that part
  std::optional<CoverageLimit> limit{};
};

// What a payer needs to know of the patient beside the claim.
struct PayableFacts {
  std::string_view condition{};
  bool limited_plan = false;    // the patient's plan follows the payer's CoverageLimit
  bool papers_missing = false;  // no order or no consent on file: the claim waits
};

// allowed = not_covered + held + denied + sequestration + bad_debt + paid
struct Payment {
  Cents allowed;        // units × fee × the payer's share of it, rounded once
  Cents not_covered;    // the payer does not cover the condition on the last day of service
  Cents held;           // supported by the log, and waits for a signature, an order or consent
  Cents unsigned_held;  // of `held`: only the signature is missing
  Cents denied;         // expected
  Cents sequestration;  // expected
  Cents bad_debt;       // of the coinsurance, expected
  Cents paid;           // expected to arrive, the collected coinsurance included
  Cents coinsurance;    // asked of the patient: bad_debt and part of paid

  Payment& operator+=(const Payment& other);
  bool operator==(const Payment&) const = default;
};

bool covers(const Payer& payer, const PayableFacts& facts, LocalDay day);

// Nothing where no national fee exists. Requires: every share of the payer lies in 0 … 1,
// rate_share in 0 … 10.
std::optional<Payment> expected_payment(const Claim& claim, const Payer& payer,
                                        const PayableFacts& facts, const RuleSet& rules,
                                        const FeePlace& place = {});

// Whose patient one is who drew `luck` in (0, 1), and whether the plan is a limited one. Requires:
// the payers' shares sum to 1, up to rounding.
struct PayerOfPatient {
  std::size_t payer = 0;  // index into the payers given
  bool limited_plan = false;
};
PayerOfPatient payer_of(const std::vector<Payer>& payers, double random);

}  // namespace caseload::rules
