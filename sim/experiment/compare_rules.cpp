#include "sim/experiment/compare_rules.hpp"

#include <map>
#include <utility>

namespace caseload::sim {
namespace {

Cents rate_of(const std::string& code, const RuleSet& rules, const RuleSet& otherwise) {
  const auto own = rules.rates.find(code);
  return own != rules.rates.end() ? own->second : otherwise.rates.at(code);
}

template <class Part>
Cents sum(const std::vector<CodeChange>& codes, Part part) {
  Cents total;
  for (const CodeChange& code : codes) total += part(code);
  return total;
}

}  // namespace

Cents RuleComparison::before() const {
  return sum(codes, [](const CodeChange& c) { return c.rate_before * c.units_before; });
}
Cents RuleComparison::after() const {
  return sum(codes, [](const CodeChange& c) { return c.rate_after * c.units_after; });
}
Cents RuleComparison::from_codes() const {
  return sum(codes,
             [](const CodeChange& c) { return c.rate_after * (c.units_after - c.units_before); });
}
Cents RuleComparison::from_rates() const {
  return sum(codes,
             [](const CodeChange& c) { return (c.rate_after - c.rate_before) * c.units_before; });
}

std::vector<Claim> claims_under(const PatientMonth& month, CalendarMonth when,
                                const RuleSet& rules) {
  RuleSet always = rules;
  always.effective_from = LocalDay::min();
  always.effective_to = LocalDay::max();
  std::vector<PeriodFacts> periods;
  for (const auto& [period, reading_days] : month.periods)
    periods.push_back({.first_day = period.first_day,
                       .last_day = period.last_day,
                       .reading_days = reading_days,
                       .first_of_episode = known(period.ordinal == 0),
                       .set_up_done = Known::Yes,
                       .standing = kInOrder});
  std::vector<Claim> claims = decide({.month = when,
                                      .rpm = {.credited = month.credit.credited,
                                              .live_contact = month.credit.live_contact,
                                              .standing = kInOrder}},
                                     periods, {{always}})
                                  .claims;
  std::erase_if(claims, [&](const Claim& claim) { return !rules.rates.contains(claim.code); });
  return claims;
}

RuleComparison compare_rules(const Scenario& scenario, const Plan& plan, CalendarMonth month,
                             const RuleSet& before, const RuleSet& after, std::uint64_t seed,
                             int replications, const std::atomic<bool>* stop) {
  RuleComparison comparison{.plan = plan.name, .month = month, .codes = {}};
  std::map<std::string, CodeChange> codes;
  const auto change_of = [&](const std::string& code) -> CodeChange& {
    return codes
        .try_emplace(code, CodeChange{.code = code,
                                      .rate_before = rate_of(code, before, after),
                                      .rate_after = rate_of(code, after, before)})
        .first->second;
  };
  for (int replication = 0; replication < replications; ++replication) {
    if (stop != nullptr && *stop) break;
    TrialRecord record;
    run_trial(scenario, plan, month,
              {.seed = seed, .replication = static_cast<std::uint32_t>(replication)}, {}, &record);
    for (const PatientMonth& patient : record.patients) {
      for (const Claim& claim : claims_under(patient, month, before))
        change_of(claim.code).units_before += claim.units;
      for (const Claim& claim : claims_under(patient, month, after))
        change_of(claim.code).units_after += claim.units;
      for (const auto& [period, reading_days] : patient.periods) {
        ++comparison.periods;
        comparison.periods_16_days += reading_days >= 16 ? 1 : 0;
      }
    }
    ++comparison.replications;
  }
  for (auto& [code, change] : codes) comparison.codes.push_back(std::move(change));
  return comparison;
}

}  // namespace caseload::sim
