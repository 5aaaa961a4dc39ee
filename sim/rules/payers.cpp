#include "sim/rules/payers.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"

namespace caseload::rules {
namespace {

// Shares are whole millionths, so that the same file gives the same cents everywhere.
constexpr std::int64_t kMillion = 1'000'000;

Cents part(Cents amount, double share) {
  return {(amount.value * std::llround(share * kMillion) + kMillion / 2) / kMillion};
}

}  // namespace

Payment& Payment::operator+=(const Payment& other) {
  allowed += other.allowed;
  not_covered += other.not_covered;
  held += other.held;
  unsigned_held += other.unsigned_held;
  denied += other.denied;
  sequestration += other.sequestration;
  bad_debt += other.bad_debt;
  paid += other.paid;
  coinsurance += other.coinsurance;
  return *this;
}

bool covers(const Payer& payer, const PayableFacts& facts, LocalDay day) {
  if (!payer.limit || !facts.limited_plan || day < payer.limit->from) return true;
  return std::ranges::find(payer.limit->conditions, facts.condition) !=
         payer.limit->conditions.end();
}

std::optional<Payment> expected_payment(const Claim& claim, const Payer& payer,
                                        const PayableFacts& facts, const RuleSet& rules,
                                        const FeePlace& place) {
  const std::optional<Fee> one_unit = fee(claim.code, rules, place);
  if (!one_unit) return std::nullopt;

  Payment payment;
  payment.allowed = part(one_unit->amount * claim.units, payer.rate_share);
  if (!covers(payer, facts, claim.service_to)) {
    payment.not_covered = payment.allowed;
    return payment;
  }
  if (claim.held || facts.papers_missing) {
    payment.held = payment.allowed;
    if (!facts.papers_missing) payment.unsigned_held = payment.allowed;
    return payment;
  }
  payment.denied = part(payment.allowed, payer.denied);
  const Cents granted = payment.allowed - payment.denied;
  payment.coinsurance = part(granted, payer.coinsurance);
  payment.bad_debt = part(payment.coinsurance, payer.uncollected);
  payment.sequestration = part(granted - payment.coinsurance, payer.sequestration);
  payment.paid = granted - payment.bad_debt - payment.sequestration;
  return payment;
}

PayerOfPatient payer_of(const std::vector<Payer>& payers, double random) {
  CASELOAD_CHECK(!payers.empty(), "a patient without any payer");
  double from = 0;
  for (std::size_t i = 0; i < payers.size(); ++i) {
    const Payer& payer = payers[i];
    const bool last = i + 1 == payers.size();
    if (random >= from + payer.share && !last) {
      from += payer.share;
      continue;
    }
    // The first of a payer's patients on the line of luck are those of limited plans.
    return {i, payer.limit && random < from + payer.share * payer.limit->of_patients};
  }
  fail_check("false", "luck beyond the last payer");
}

}  // namespace caseload::rules
