#include "sim/rules/program_integrity.hpp"

#include <algorithm>

namespace caseload::rules {
namespace {

template <class Tier>
bool bills(const std::vector<Tier>& tiers, const std::string& code) {
  return std::ranges::find(tiers, code, &Tier::code) != tiers.end();
}

}  // namespace

BilledComponents billed_components(std::span<const Claim> claims, const RuleSet& rules) {
  BilledComponents billed;
  for (const Claim& claim : claims) {
    const std::string& code = claim.code;
    const auto is = [&code](const auto& rule) { return rule && rule->code == code; };
    billed.set_up |= is(rules.set_up) || is(rules.rtm_set_up);
    billed.management |=
        is(rules.practitioner) || bills(rules.time_tiers, code) || bills(rules.rtm_tiers, code);
    const bool device = bills(rules.device_tiers, code) ||
                        std::ranges::any_of(rules.rtm_device_tiers, [&code](const auto& tiers) {
                          return bills(tiers, code);
                        });
    billed.device_claims += device ? claim.units : 0;
  }
  return billed;
}

void IntegrityCounts::add(const BilledComponents& patient) {
  if (!patient.set_up && !patient.management && patient.device_claims == 0) return;
  ++billed;
  without_management += patient.management ? 0 : 1;
  without_device += patient.device_claims > 0 ? 0 : 1;
  several_devices += patient.device_claims > 1 ? 1 : 0;
}

}  // namespace caseload::rules
