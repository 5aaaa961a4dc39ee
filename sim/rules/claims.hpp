#pragma once

// From facts to codes: what the log of one patient supports, and why not more.
//
// Pure functions; the simulation, the reference backend and `bill` call the same ones. Facts that
// are not known are not assumed. "The log supports 99457", never "bill 99457".

#include <span>
#include <string>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::sim {

struct Claim {
  std::string code;
  int units = 1;
  LocalDay service_from;  // first day of the month or period
  LocalDay service_to;    // last day, inclusive
  std::string reason;     // "23 min 10 s credited and a live contact"
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

// One calendar month of one patient.
struct MonthFacts {
  CalendarMonth month;
  SimDuration rpm_credited{};  // see ledger.hpp
  bool rpm_live_contact = false;
  SimDuration ccm_credited{};
};
// One device period of one patient.
struct PeriodFacts {
  LocalDay first_day;
  LocalDay last_day;     // inclusive; 30 days under Rolling30
  int reading_days = 0;  // distinct local days with at least one reading, over all devices
  // No earlier period of this episode had the days that RuleSet::set_up asks for: set-up is billed
  // on the first period that has them.
  bool first_of_episode = false;
  bool set_up_done = false;
  bool billed_elsewhere = false;        // another practice was paid for this period
  SimDuration practitioner_credited{};  // 99091
};

// Under the set in force on the month's last day: the time codes and their add-ons, then those of
// CCM (of which nothing is said where no CCM minute was credited).
ClaimDecision decide_month(const MonthFacts& facts, const RuleSet& rules);
// Under the set in force on the period's last day: set-up, the device codes, practitioner time (of
// which nothing is said where there was none). `month_codes`: the time codes claimed for the months
// the period touches, for exclusivities.
ClaimDecision decide_period(const PeriodFacts& facts, std::span<const std::string> month_codes,
                            const RuleSet& rules);

// Units × national rate, in cents. Requires: every code has a rate in the set.
Cents price(const Claim& claim, const RuleSet& rules);

}  // namespace caseload::sim
