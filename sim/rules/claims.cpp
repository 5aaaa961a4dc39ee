#include "sim/rules/claims.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/wording.hpp"

namespace caseload::rules {
namespace {

bool contains(std::span<const std::string> codes, const std::string& code) {
  return std::ranges::find(codes, code) != codes.end();
}

// The days a decision is about, and what was decided so far.
class Decision {
 public:
  Decision(LocalDay from, LocalDay to, const RuleSet& rules) : from_(from), to_(to), rules_(rules) {
    CASELOAD_CHECK(rules.in_force_on(to), "a period is billed under the rules of its last day");
  }

  void claim(const std::string& code, int units, std::string reason,
             std::vector<std::string> unknown = {}) {
    made_.claims.push_back({code, units, from_, to_, std::move(reason), std::move(unknown)});
  }
  void refuse(const std::string& code, std::string reason) {
    made_.not_claimed.push_back({code, from_, to_, std::move(reason)});
  }
  bool claims(const std::string& code) const {
    return std::ranges::find(made_.claims, code, &Claim::code) != made_.claims.end();
  }

  // All claims of a programme have been made since the last call: are they in order?
  void weigh(Program program, const Documentation& documentation) {
    std::string unmet;
    std::vector<std::string> unknown;
    bool held = false;
    for (const Need need : rules_.needs.at(static_cast<std::size_t>(program))) {
      const YesNoUnknown fact = met(need, documentation);
      if (fact == YesNoUnknown::Unknown) unknown.emplace_back(unknown_words(need));
      if (fact != YesNoUnknown::No) continue;
      if (need == Need::SignOff) held = true;
      else unmet += fmt::format("{}{}", unmet.empty() ? ", but " : " and ", unmet_words(need));
    }
    for (std::size_t i = weighed_; i < made_.claims.size(); ++i) {
      Claim& claim = made_.claims[i];
      if (!unmet.empty()) refuse(claim.code, claim.reason + unmet);
      claim.unknown.insert(claim.unknown.end(), unknown.begin(), unknown.end());
      claim.held = held;
    }
    if (!unmet.empty()) made_.claims.resize(weighed_);
    weighed_ = made_.claims.size();
  }

  // Of all claims since the last weigh().
  void doubt(std::string_view unknown) {
    for (std::size_t i = weighed_; i < made_.claims.size(); ++i)
      made_.claims[i].unknown.emplace_back(unknown);
  }

  // Which codes give way, in the order of the rules.
  ClaimDecision take(std::span<const std::string> beside) {
    for (const Exclusion& exclusion : rules_.exclusions) {
      const auto excluding = find_excluding(exclusion, beside);
      if (excluding.empty()) continue;
      std::erase_if(made_.claims, [&](const Claim& claim) {
        if (!contains(exclusion.codes, claim.code)) return false;
        refuse(claim.code, fmt::format("{}, but not together with {}", claim.reason, excluding));
        return true;
      });
    }
    return std::move(made_);
  }

 private:
  std::string find_excluding(const Exclusion& exclusion,
                             std::span<const std::string> beside) const {
    for (const std::string& code : exclusion.beside) {
      if (claims(code) || contains(beside, code)) return code;
    }
    return {};
  }

  LocalDay from_;
  LocalDay to_;
  const RuleSet& rules_;
  ClaimDecision made_;
  std::size_t weighed_ = 0;  // claims whose standing has been looked at
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
                       const ProgramMonth& facts, Program program, Decision& decision) {
  decide_tiers(tiers, facts.credited, facts.live_contact, decision);
  for (const TimeAddOn& add_on : add_ons) decide_add_on(add_on, facts.credited, decision);
  decision.weigh(program, facts.documentation);
}

void decide_set_up(const SetUpRule& rule, const PeriodFacts& facts, Decision& decision) {
  if (facts.first_of_episode == YesNoUnknown::No) {
    decision.refuse(rule.code, "once per episode, on its first period with enough days");
  } else if (facts.set_up_done == YesNoUnknown::No) {
    decision.refuse(rule.code, "no set-up and education is recorded");
  } else if (facts.reading_days < rule.days_min) {
    decision.refuse(rule.code,
                    fmt::format("{} with readings is below {}", spoken_days(facts.reading_days),
                                spoken_days(rule.days_min)));
  } else {
    std::vector<std::string> unknown;
    if (facts.first_of_episode == YesNoUnknown::Unknown)
      unknown.emplace_back("first period of the episode: unknown");
    if (facts.set_up_done == YesNoUnknown::Unknown)
      unknown.emplace_back("set-up and education: unknown");
    const std::string days = spoken_days(facts.reading_days) + " with readings";
    decision.claim(rule.code, 1, unknown.empty() ? "set up, and " + days : days,
                   std::move(unknown));
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

// `but`: why the code that the days support is refused all the same; empty: it is not.
void decide_device_codes(int days, const std::vector<DeviceTier>& tiers, Decision& decision,
                         const std::vector<std::string>& unknown = {}, std::string_view but = {}) {
  const DeviceTier* billed = tier_for(days, tiers);
  const std::string with_readings = spoken_days(days) + " with readings";
  for (const DeviceTier& tier : tiers) {
    if (&tier == billed) {
      if (but.empty()) decision.claim(tier.code, 1, with_readings, unknown);
      else decision.refuse(tier.code, fmt::format("{}{}", with_readings, but));
    } else if (days < tier.days_min) {
      decision.refuse(tier.code,
                      fmt::format("{} is below {}", with_readings, spoken_days(tier.days_min)));
    } else {
      decision.refuse(tier.code,
                      fmt::format("{} is above {}", with_readings, spoken_days(tier.days_max)));
    }
  }
}

std::string in_words(RtmSystem system) {
  std::string words(name(system));
  std::ranges::replace(words, '_', ' ');
  return words;
}

// Each system has codes of its own.
void decide_rtm_device_codes(const PeriodFacts& facts, const RuleSet& rules, Decision& decision) {
  const auto known = std::ranges::count_if(
      facts.days_of_system, [](const std::optional<int>& days) { return days.has_value(); });
  const auto supported = std::ranges::count_if(
      facts.days_of_system, [](const std::optional<int>& days) { return days.value_or(0) > 0; });
  // No source says whether two systems may be claimed beside each other.
  std::vector<std::string> unknown;
  if (supported > 1) unknown.emplace_back("devices for two systems in one period: unknown");
  for (std::size_t system = 0; system < facts.days_of_system.size(); ++system) {
    const std::vector<DeviceTier>& tiers = rules.rtm_device_tiers.at(system);
    if (const std::optional<int> days = facts.days_of_system.at(system))
      decide_device_codes(*days, tiers, decision, unknown);
    else if (known == 0)
      decide_device_codes(facts.reading_days, tiers, decision, {},
                          fmt::format(", and nobody says whether of a {} device",
                                      in_words(static_cast<RtmSystem>(system))));
  }
}

void decide_practitioner(const PractitionerRule& rule, SimDuration credited, Decision& decision) {
  if (credited < rule.at_least) {
    decision.refuse(rule.code, fmt::format("{} of practitioner time is below {}", spoken(credited),
                                           spoken(rule.at_least)));
  } else {
    decision.claim(rule.code, 1, fmt::format("{} of practitioner time", spoken(credited)));
  }
}

}  // namespace

ClaimDecision decide_month(const MonthFacts& facts, const RuleSet& rules,
                           std::span<const std::string> beside) {
  Decision decision(facts.month.first_day(), facts.month.end_day() - days{1}, rules);
  const auto worked = [](const ProgramMonth& program) {
    return program.credited > SimDuration::zero();
  };
  if (worked(facts.rpm) || (!worked(facts.rtm) && facts.own == Program::Rpm))
    decide_time_codes(rules.time_tiers, rules.add_ons, facts.rpm, Program::Rpm, decision);
  if (worked(facts.ccm))
    decide_time_codes(rules.ccm_tiers, rules.ccm_add_ons, facts.ccm, Program::Ccm, decision);
  if (worked(facts.rtm) || (!worked(facts.rpm) && facts.own == Program::Rtm))
    decide_time_codes(rules.rtm_tiers, rules.rtm_add_ons, facts.rtm, Program::Rtm, decision);
  return decision.take(beside);
}

ClaimDecision decide_period(const PeriodFacts& facts, std::span<const std::string> beside,
                            const RuleSet& rules) {
  Decision decision(facts.first_day, facts.last_day, rules);
  const bool rtm = facts.program == Program::Rtm;
  CASELOAD_CHECK(rtm || facts.program == Program::Rpm, "only RPM and RTM have device periods");
  const std::optional<SetUpRule>& set_up = rtm ? rules.rtm_set_up : rules.set_up;
  if (set_up) decide_set_up(*set_up, facts, decision);
  if (rtm) decide_rtm_device_codes(facts, rules, decision);
  else decide_device_codes(facts.reading_days, rules.device_tiers, decision);
  if (facts.readings_are_its_own == YesNoUnknown::Unknown)
    decision.doubt("programme of the readings: unknown");
  if (!rtm && rules.practitioner && facts.practitioner_credited > SimDuration::zero())
    decide_practitioner(*rules.practitioner, facts.practitioner_credited, decision);
  decision.weigh(facts.program, facts.documentation);
  return decision.take(beside);
}

std::optional<Cents> price(const Claim& claim, const RuleSet& rules) {
  if (rules.contractor_priced.contains(claim.code)) return std::nullopt;
  const auto rate = rules.rates.find(claim.code);
  CASELOAD_CHECK(rate != rules.rates.end(), "a code was claimed that has no rate");
  return rate->second * claim.units;
}

}  // namespace caseload::rules
