#include "sim/rules/claims.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/rules/wording.hpp"

namespace caseload::sim {
namespace {

// The days a decision is about, and what was decided so far.
class Decision {
 public:
  Decision(LocalDay from, LocalDay to, const RuleSet& rules) : from_(from), to_(to) {
    CASELOAD_CHECK(rules.in_force_on(to), "a period is billed under the rules of its last day");
  }

  void claim(const std::string& code, int units, std::string reason) {
    made_.claims.push_back({code, units, from_, to_, std::move(reason)});
  }
  void refuse(const std::string& code, std::string reason) {
    made_.not_claimed.push_back({code, from_, to_, std::move(reason)});
  }
  bool claims(const std::string& code) const {
    return std::ranges::find(made_.claims, code, &Claim::code) != made_.claims.end();
  }
  ClaimDecision take() { return std::move(made_); }

 private:
  LocalDay from_;
  LocalDay to_;
  ClaimDecision made_;
};

bool is_met(const TimeTier& tier, SimDuration credited, bool live_contact) {
  const bool in_time = credited >= tier.at_least && (!tier.below || credited < *tier.below);
  return in_time && (live_contact || !tier.needs_live_contact);
}

std::string why_met(const TimeTier& tier, SimDuration credited) {
  return fmt::format("{} credited{}", spoken(credited),
                     tier.needs_live_contact ? " and a live contact" : "");
}

std::string why_not(const TimeTier& tier, SimDuration credited) {
  if (credited < tier.at_least) {
    return fmt::format("{} is below {}", spoken(credited), spoken(tier.at_least));
  }
  if (tier.below && credited >= *tier.below) {
    return fmt::format("{} is not below {}", spoken(credited), spoken(*tier.below));
  }
  return fmt::format("{} credited, but no live contact", spoken(credited));
}

// One of the tiers at most: the highest that is met.
void decide_tiers(const std::vector<TimeTier>& tiers, SimDuration credited, bool live_contact,
                  Decision& decision) {
  const TimeTier* billed = nullptr;
  for (const TimeTier& tier : tiers) {
    const bool higher = billed == nullptr || tier.at_least > billed->at_least;
    if (higher && is_met(tier, credited, live_contact)) billed = &tier;
  }
  for (const TimeTier& tier : tiers) {
    if (&tier == billed) {
      decision.claim(tier.code, 1, why_met(tier, credited));
    } else if (is_met(tier, credited, live_contact)) {
      decision.refuse(tier.code, fmt::format("{} takes its place", billed->code));
    } else {
      decision.refuse(tier.code, why_not(tier, credited));
    }
  }
}

void decide_add_on(const TimeAddOn& add_on, SimDuration credited, Decision& decision) {
  if (!decision.claims(add_on.base)) {
    decision.refuse(add_on.code,
                    fmt::format("only on top of {}, which the log does not support", add_on.base));
    return;
  }
  const auto whole_units = static_cast<int>((credited - add_on.after) / add_on.each);
  const int units = std::min(whole_units, add_on.max_units);
  if (units < 1) {
    decision.refuse(add_on.code, fmt::format("{} is below {}", spoken(credited),
                                             spoken(add_on.after + add_on.each)));
    return;
  }
  const std::string cap =
      units < whole_units ? fmt::format(", of which {} may be claimed", units) : "";
  decision.claim(add_on.code, units,
                 fmt::format("{} credited: {} × {} beyond {}{}", spoken(credited), whole_units,
                             spoken(add_on.each), spoken(add_on.after), cap));
}

void decide_time_codes(const std::vector<TimeTier>& tiers, const std::vector<TimeAddOn>& add_ons,
                       SimDuration credited, bool live_contact, Decision& decision) {
  decide_tiers(tiers, credited, live_contact, decision);
  for (const TimeAddOn& add_on : add_ons) decide_add_on(add_on, credited, decision);
}

void decide_set_up(const SetUpRule& rule, const PeriodFacts& facts, Decision& decision) {
  if (!facts.first_of_episode) {
    decision.refuse(rule.code, "once per episode, on its first period with enough days");
  } else if (!facts.set_up_done) {
    decision.refuse(rule.code, "no set-up and education is recorded");
  } else if (facts.reading_days < rule.days_min) {
    decision.refuse(rule.code,
                    fmt::format("{} with readings is below {}", spoken_days(facts.reading_days),
                                spoken_days(rule.days_min)));
  } else {
    decision.claim(rule.code, 1,
                   fmt::format("set up, and {} with readings", spoken_days(facts.reading_days)));
  }
}

// The tier by days. The highest has no upper end of its own: a calendar month may have 31 days.
const DeviceTier* tier_for(int days, const std::vector<DeviceTier>& tiers) {
  const DeviceTier* best = nullptr;
  for (const DeviceTier& tier : tiers) {
    const bool higher = best == nullptr || tier.days_min > best->days_min;
    if (days >= tier.days_min && higher) best = &tier;
  }
  const auto top = std::ranges::max_element(tiers, {}, &DeviceTier::days_min);
  return best == nullptr || best == &*top || days <= best->days_max ? best : nullptr;
}

void decide_device_codes(const PeriodFacts& facts, const std::vector<DeviceTier>& tiers,
                         Decision& decision) {
  const DeviceTier* billed = tier_for(facts.reading_days, tiers);
  for (const DeviceTier& tier : tiers) {
    if (&tier == billed) {
      decision.claim(tier.code, 1,
                     fmt::format("{} with readings", spoken_days(facts.reading_days)));
    } else if (facts.reading_days < tier.days_min) {
      decision.refuse(tier.code,
                      fmt::format("{} with readings is below {}", spoken_days(facts.reading_days),
                                  spoken_days(tier.days_min)));
    } else {
      decision.refuse(tier.code,
                      fmt::format("{} with readings is above {}", spoken_days(facts.reading_days),
                                  spoken_days(tier.days_max)));
    }
  }
}

void decide_practitioner(const PractitionerRule& rule, SimDuration credited,
                         std::span<const std::string> month_codes, Decision& decision) {
  const auto excluding = std::ranges::find_if(rule.excluded_by, [&](const std::string& code) {
    return std::ranges::find(month_codes, code) != month_codes.end();
  });
  if (credited < rule.at_least) {
    decision.refuse(rule.code, fmt::format("{} of practitioner time is below {}", spoken(credited),
                                           spoken(rule.at_least)));
  } else if (excluding != rule.excluded_by.end()) {
    decision.refuse(rule.code, fmt::format("not together with {}", *excluding));
  } else {
    decision.claim(rule.code, 1, fmt::format("{} of practitioner time", spoken(credited)));
  }
}

}  // namespace

ClaimDecision decide_month(const MonthFacts& facts, const RuleSet& rules) {
  Decision decision(facts.month.first_day(), facts.month.end_day() - days{1}, rules);
  decide_time_codes(rules.time_tiers, rules.add_ons, facts.rpm_credited, facts.rpm_live_contact,
                    decision);
  if (facts.ccm_credited > SimDuration::zero()) {
    // No CCM code in force asks for a live contact; one that did would find none recorded.
    constexpr bool kCcmLiveContact = false;
    decide_time_codes(rules.ccm_tiers, rules.ccm_add_ons, facts.ccm_credited, kCcmLiveContact,
                      decision);
  }
  return decision.take();
}

ClaimDecision decide_period(const PeriodFacts& facts, std::span<const std::string> month_codes,
                            const RuleSet& rules) {
  Decision decision(facts.first_day, facts.last_day, rules);
  if (facts.billed_elsewhere) {
    constexpr const char* kReason = "another practice was paid for this period";
    if (rules.set_up) decision.refuse(rules.set_up->code, kReason);
    for (const DeviceTier& tier : rules.device_tiers) decision.refuse(tier.code, kReason);
  } else {
    if (rules.set_up) decide_set_up(*rules.set_up, facts, decision);
    decide_device_codes(facts, rules.device_tiers, decision);
  }
  if (rules.practitioner && facts.practitioner_credited > SimDuration::zero()) {
    decide_practitioner(*rules.practitioner, facts.practitioner_credited, month_codes, decision);
  }
  return decision.take();
}

Cents price(const Claim& claim, const RuleSet& rules) {
  const auto rate = rules.rates.find(claim.code);
  CASELOAD_CHECK(rate != rules.rates.end(), "a code was claimed that has no rate");
  return rate->second * claim.units;
}

}  // namespace caseload::sim
