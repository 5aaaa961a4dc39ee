#include "sim/experiment/payment.hpp"

#include <algorithm>

#include "sim/experiment/outcome.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/experiment/trial.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::experiment {
namespace {

bool is_ccm(const std::string& code, const rules::RuleSet& rules) {
  const auto has = [&code](const auto& rows) {
    return std::ranges::any_of(rows, [&code](const auto& row) { return row.code == code; });
  };
  return has(rules.ccm_tiers) || has(rules.ccm_add_ons);
}

}  // namespace

void count_payment(MonthOutcome& row, const PatientMonth& month, std::uint16_t condition,
                   const Scenario& scenario, const RandomKey& random) {
  if (month.claims.empty()) return;
  const PaymentModel& model = scenario.payment;
  RandomKey traits = random;
  if (scenario.population.panel_fixed) traits.replication = 0;  // as the cohort draws its members
  const auto draw = [&](StreamId purpose) {
    return traits.stream(purpose, number(month.patient)).at(0);
  };
  const rules::PayerOfPatient mine = rules::payer_of(model.payers, draw(population::kPayer));
  const rules::Payer& payer = model.payers[mine.payer];
  const rules::PayableFacts facts{
      .condition = scenario.population.conditions[condition].name,
      .limited_plan = mine.limited_plan,
      .papers_missing = draw(population::kPapers) < model.papers_missing_share};

  Cents& from_payer = row.paid_by_payer[payer.name];
  for (const rules::Claim& claim : month.claims) {
    const rules::RuleSet& rules = scenario.rules.for_day(claim.service_to);
    // A contractor-priced code has no rate to expect: what it brings is not known, and not in here.
    const auto in_full = rules::price(claim, rules);
    const auto payment = rules::expected_payment(claim, payer, facts, rules, model.place);
    if (!in_full || !payment) continue;
    row.revenue += *in_full;
    row.payment += *payment;
    row.paid_by_code[claim.code] += payment->paid;
    if (is_ccm(claim.code, rules)) {
      row.second.ccm_in_full += *in_full;
      row.second.ccm_paid += payment->paid;
    }
    from_payer += payment->paid;
  }
}

}  // namespace caseload::experiment
