#pragma once

// From what happened to one patient to the codes of a month: ledger, device period and claims, in
// the way in which every caller goes through them.

#include <algorithm>
#include <string>
#include <vector>

#include "sim/rules/bill_month.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/device_period.hpp"
#include "sim/rules/ledger.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::rules::testing {

using Codes = std::vector<std::string>;

struct Facts {
  std::vector<TimeEntry> log;
  std::vector<Visit> visits = {};
  std::vector<SimTime> readings = {};
  bool billed_elsewhere = false;
  CalendarMonth month = testing::month(2026, 3);
  Program device = Program::Rpm;  // whose the readings are
  RtmSystem system = RtmSystem::Respiratory;
};

// Readings on the first `days_with` days from `first`, `per_day` on each.
inline std::vector<SimTime> readings_on(int days_with, int per_day = 1,
                                        LocalDay first = day(2026, 3, 1)) {
  std::vector<SimTime> taken;
  for (int d = 0; d < days_with; ++d) {
    for (int i = 0; i < per_day; ++i) {
      taken.push_back(at(first + days{d}, hours{8} + i * minutes{10}));
    }
  }
  return taken;
}

inline TimeEntry by(Role role, TimeEntry entry) {
  entry.role = role;
  return entry;
}
inline TimeEntry for_program(Program program, TimeEntry entry) {
  entry.program = program;
  return entry;
}
// The same work without the patient.
inline TimeEntry review(TimeEntry entry) {
  entry.activity = Activity::Review;
  entry.live = false;
  return entry;
}
inline TimeEntry voicemail(TimeEntry entry) {
  entry.activity = Activity::Voicemail;
  entry.live = false;
  return entry;
}

// The claims of the month and of the 30 days from its first day.
inline std::vector<Claim> claims(const Facts& facts, const RuleSet& rules) {
  const ZoneTable zone = new_york();
  const auto of = [&](Program program) {
    const Credit credit = rules::credit(facts.log, facts.visits, program, facts.month, zone, rules);
    return ProgramMonth{
        .credited = credit.credited,
        .live_contact = credit.live_contact,
        .documentation = {.billed_elsewhere = rules::yes_or_no(facts.billed_elsewhere)}};
  };
  const DevicePeriod period{facts.month.first_day(), facts.month.first_day() + days{29}, 0};

  const Credit practitioner = credit_between(facts.log, facts.visits, Program::Rpm,
                                             period.first_day, period.last_day, zone, rules);
  PeriodFacts device{
      .first_day = period.first_day,
      .last_day = period.last_day,
      .program = facts.device,
      .reading_days = reading_days(period, facts.readings, zone),
      .practitioner_credited = practitioner.practitioner,
      .documentation = {.billed_elsewhere = rules::yes_or_no(facts.billed_elsewhere)}};
  if (facts.device == Program::Rtm)
    device.days_of_system.at(static_cast<std::size_t>(facts.system)) = device.reading_days;
  return bill_month(MonthFacts{.month = facts.month,
                               .rpm = of(Program::Rpm),
                               .ccm = of(Program::Ccm),
                               .rtm = of(Program::Rtm)},
                    {&device, 1}, {{rules}})
      .claims;
}

// "99457", "99458x2": in order.
inline Codes codes(const Facts& facts, const RuleSet& rules) {
  Codes all;
  for (const Claim& claim : claims(facts, rules))
    all.push_back(claim.units == 1 ? claim.code : claim.code + "x" + std::to_string(claim.units));
  std::ranges::sort(all);
  return all;
}

}  // namespace caseload::rules::testing
