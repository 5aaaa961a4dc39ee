#include "sim/experiment/claims_of.hpp"

#include <optional>
#include <vector>

#include "sim/rules/bill_month.hpp"

namespace caseload::experiment {
namespace {

std::optional<rules::MonthFacts> month_facts(const PatientMonth& mine, CalendarMonth month,
                                             const rules::Documentation& documentation) {
  if (!mine.enrolled) return std::nullopt;
  rules::MonthFacts facts{.month = month,
                          .rpm = {.credited = mine.credit.credited,
                                  .live_contact = mine.credit.live_contact,
                                  .documentation = documentation}};
  if (mine.second == population::SecondProgramme::Ccm)
    facts.ccm = {.credited = mine.ccm.credited,
                 .live_contact = mine.ccm.live_contact,
                 .documentation = documentation};
  return facts;
}

// A simulated patient is set up before the first reading.
std::vector<rules::PeriodFacts> period_facts(const PatientMonth& mine,
                                             const rules::Documentation& documentation) {
  std::vector<rules::PeriodFacts> facts;
  facts.reserve(mine.periods.size());
  for (const auto& [period, reading_days, _] : mine.periods)
    facts.push_back({.first_day = period.first_day,
                     .last_day = period.last_day,
                     .reading_days = reading_days,
                     .first_of_episode = rules::yes_or_no(period.ordinal == 0),
                     .set_up_done = rules::YesNoUnknown::Yes,
                     .documentation = documentation});
  return facts;
}

}  // namespace

rules::ClaimDecision claims_of(const PatientMonth& mine, CalendarMonth month,
                               const rules::Documentation& documentation, bool rpm_beside_apcm,
                               const rules::RuleBook& rules) {
  rules::ClaimDecision all = rules::bill_month(month_facts(mine, month, documentation),
                                               period_facts(mine, documentation), rules);
  if (mine.second != population::SecondProgramme::Apcm || rpm_beside_apcm) return all;
  for (const rules::Claim& claim : all.claims)
    all.not_claimed.push_back({claim.code, claim.service_from, claim.service_to,
                               claim.reason + ", but not beside APCM (payment.rpm_beside_apcm)"});
  all.claims.clear();
  return all;
}

}  // namespace caseload::experiment
