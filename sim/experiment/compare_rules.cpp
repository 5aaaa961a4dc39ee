#include "sim/experiment/compare_rules.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/experiment/claims_of.hpp"
#include "sim/experiment/trial_pool.hpp"

namespace caseload::experiment {
namespace {

Cents rate_of(const std::string& code, const rules::RuleSet& rules,
              const rules::RuleSet& otherwise) {
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

std::vector<rules::Claim> claims_under(const PatientMonth& mine, CalendarMonth month,
                                       bool rpm_beside_apcm, const rules::RuleSet& rules) {
  rules::RuleSet always = rules;
  always.effective_from = LocalDay::min();
  always.effective_to = LocalDay::max();
  std::vector<rules::Claim> claims =
      claims_of(mine, month, rules::kComplete, rpm_beside_apcm, {{std::move(always)}}).claims;
  std::erase_if(claims,
                [&](const rules::Claim& claim) { return !rules.rates.contains(claim.code); });
  return claims;
}

RuleComparison compare_rules(const Scenario& scenario, const Plan& plan, CalendarMonth month,
                             const rules::RuleSet& before, const rules::RuleSet& after,
                             const RandomKey& random) {
  RuleComparison comparison{.plan = plan.name, .month = month, .replications = 1, .codes = {}};
  std::map<std::string, CodeChange> codes;
  const auto change_of = [&](const std::string& code) -> CodeChange& {
    return codes
        .try_emplace(code, CodeChange{.code = code,
                                      .rate_before = rate_of(code, before, after),
                                      .rate_after = rate_of(code, after, before)})
        .first->second;
  };
  const bool rpm_beside_apcm = scenario.payment.rpm_beside_apcm;
  TrialRecord record;
  run_trial(scenario, plan, month, random, {}, &record);
  for (const PatientMonth& patient : record.patients) {
    for (const rules::Claim& claim : claims_under(patient, month, rpm_beside_apcm, before))
      change_of(claim.code).units_before += claim.units;
    for (const rules::Claim& claim : claims_under(patient, month, rpm_beside_apcm, after))
      change_of(claim.code).units_after += claim.units;
    if (!patient.enrolled) continue;
    for (const auto& [period, reading_days, _] : patient.periods) {
      ++comparison.periods;
      comparison.periods_16_days += reading_days >= 16 ? 1 : 0;
    }
  }
  for (auto& [code, change] : codes) comparison.codes.push_back(std::move(change));
  return comparison;
}

RuleComparison& RuleComparison::operator+=(const RuleComparison& more) {
  replications += more.replications;
  periods += more.periods;
  periods_16_days += more.periods_16_days;
  for (const CodeChange& change : more.codes) {
    const auto place = std::ranges::lower_bound(codes, change.code, {}, &CodeChange::code);
    if (place == codes.end() || place->code != change.code) {
      codes.insert(place, change);
      continue;
    }
    place->units_before += change.units_before;
    place->units_after += change.units_after;
  }
  return *this;
}

std::vector<RuleComparison> compare_rules(const Scenario& scenario, const rules::RuleSet& before,
                                          const rules::RuleSet& after, const RunOptions& options) {
  std::vector<RuleComparison> all;
  for (const CalendarMonth month : scenario.months)
    for (const Plan& plan : scenario.plans)
      all.push_back({.plan = plan.name, .month = month, .codes = {}});
  const auto plan_of = [&](std::size_t trial) -> const Plan& {
    return scenario.plans[trial % scenario.plans.size()];
  };
  const auto key_of = [&](std::size_t trial) -> RandomKey {
    return {options.seed,
            options.first_replication + static_cast<std::uint32_t>(trial / all.size())};
  };
  const std::size_t total = all.size() * static_cast<std::size_t>(options.replications);
  std::size_t done = 0;
  TrialPool(options.threads, [&] { return options.stop != nullptr && options.stop->load(); })
      .run(
          total,
          [&] {
            return [&](std::size_t trial) {
              return compare_rules(scenario, plan_of(trial), all[trial % all.size()].month, before,
                                   after, key_of(trial));
            };
          },
          [&](std::size_t trial, const RuleComparison& one) {
            all[trial % all.size()] += one;
            if (options.progress) options.progress(++done, total);
          },
          [&](std::size_t trial) {
            return trial_words(key_of(trial), plan_of(trial), all[trial % all.size()].month);
          });
  return all;
}

}  // namespace caseload::experiment
