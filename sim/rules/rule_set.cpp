#include "sim/rules/rule_set.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::rules {

std::string_view name(RtmSystem system) {
  constexpr std::array<std::string_view, kRtmSystems> kNames{"respiratory", "musculoskeletal",
                                                             "cognitive_behavioural"};
  return kNames.at(static_cast<std::size_t>(system));
}

std::set<std::string> codes_of(const RuleSet& rules) {
  std::set<std::string> codes;
  for (const auto* tiers : {&rules.time_tiers, &rules.ccm_tiers, &rules.rtm_tiers})
    for (const TimeTier& tier : *tiers) codes.insert(tier.code);
  for (const auto* add_ons : {&rules.add_ons, &rules.ccm_add_ons, &rules.rtm_add_ons})
    for (const TimeAddOn& add_on : *add_ons) codes.insert(add_on.code);
  for (const DeviceTier& tier : rules.device_tiers) codes.insert(tier.code);
  for (const auto& tiers : rules.rtm_device_tiers)
    for (const DeviceTier& tier : tiers) codes.insert(tier.code);
  if (rules.set_up) codes.insert(rules.set_up->code);
  if (rules.rtm_set_up) codes.insert(rules.rtm_set_up->code);
  if (rules.practitioner) codes.insert(rules.practitioner->code);
  return codes;
}

const RuleSet* RuleBook::find(LocalDay day) const {
  const auto found =
      std::ranges::find_if(sets, [day](const RuleSet& set) { return set.in_force_on(day); });
  return found == sets.end() ? nullptr : &*found;
}

const RuleSet& RuleBook::for_day(LocalDay day) const {
  const RuleSet* set = find(day);
  CASELOAD_CHECK(set != nullptr, "no rule set is installed for a day that was simulated");
  return *set;
}

}  // namespace caseload::rules
