#pragma once

// From facts to codes: what the log of one patient supports, and why not more.
//
// Pure functions, of one month or one device period by itself; what all of a patient's come to,
// beside each other, is said in bill_month.hpp. Facts that are not known are not assumed. "The log
// supports 99457", never "bill 99457".

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::rules {

struct Claim {
  std::string code;
  int units = 1;
  LocalDay service_from;  // first day of the month or period
  LocalDay service_to;    // last day, inclusive
  std::string reason;     // "23 min 10 s credited and a live contact"
  // What the rules ask for and nobody said: "order: unknown". Empty: everything is known.
  std::vector<std::string> unknown{};
  bool held = false;  // supported, and waits for the practitioner's signature
};
struct NotClaimed {
  std::string code;
  LocalDay service_from;
  LocalDay service_to;
  std::string reason;  // "19 min 59 s is below 20 min"
};
struct ClaimDecision {
  std::vector<Claim> claims;
  std::vector<NotClaimed> not_claimed;
};

// One programme's part of a patient's calendar month.
struct ProgramMonth {
  SimDuration credited{};  // see ledger.hpp
  bool live_contact = false;
  Documentation documentation{};
};
// One calendar month of one patient. Of a programme nothing is said where no minute was credited,
// except of the patient's own.
struct MonthFacts {
  CalendarMonth month;
  Program own = Program::Rpm;  // Rpm or Rtm
  ProgramMonth rpm{};
  ProgramMonth ccm{};
  ProgramMonth rtm{};
};
// One device period of one patient and programme.
struct PeriodFacts {
  LocalDay first_day;
  LocalDay last_day;               // inclusive; 30 days under Rolling30
  Program program = Program::Rpm;  // whose devices: Rpm or Rtm
  // Distinct local days with at least one reading that counts, over all devices.
  int reading_days = 0;
  // Of an RTM period: those of each system the patient has a device for. Where there is none, what
  // the devices watch over is not known.
  std::array<std::optional<int>, kRtmSystems> days_of_system{};
  // Whether all those days are known to be this programme's.
  YesNoUnknown readings_are_its_own = YesNoUnknown::Yes;
  // No earlier period of this episode had the days that RuleSet::set_up asks for: set-up is billed
  // on the first period that has them.
  YesNoUnknown first_of_episode = YesNoUnknown::No;
  YesNoUnknown set_up_done = YesNoUnknown::No;
  SimDuration practitioner_credited{};  // 99091; of an RPM period
  Documentation documentation{};
};

// Under the set in force on the month's last day: the time codes and their add-ons, then those of
// CCM and RTM. `beside`: codes claimed for the device periods the month touches, for exclusions.
//
// Where the rules need what is known to be absent, a code the minutes support is refused for it;
// what is not known is said with the claim, and a missing signature holds it.
ClaimDecision decide_month(const MonthFacts& facts, const RuleSet& rules,
                           std::span<const std::string> beside = {});
// Under the set in force on the period's last day: set-up, the device codes, practitioner time (of
// which nothing is said where there was none). `beside`: the codes claimed for the months the
// period touches and, for an RTM period, for the RPM periods it touches.
ClaimDecision decide_period(const PeriodFacts& facts, std::span<const std::string> beside,
                            const RuleSet& rules);

// Units × national rate, in cents; nothing for a contractor-priced code. Requires: the set bills
// the code.
std::optional<Cents> price(const Claim& claim, const RuleSet& rules);

}  // namespace caseload::rules
