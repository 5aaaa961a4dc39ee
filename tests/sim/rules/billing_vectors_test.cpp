// The test vectors of the domain paper (§5), from logged work and readings to codes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "sim/rules/claims.hpp"
#include "sim/rules/device_period.hpp"
#include "sim/rules/ledger.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAreArray;

using Codes = std::vector<std::string>;

const CalendarMonth kMarch = month(2026, 3);
const SimTime kMorning = at(day(2026, 3, 10), 9h);

// Readings on the first `days_with` days from `first`, `per_day` on each.
std::vector<SimTime> readings_on(int days_with, int per_day = 1, LocalDay first = day(2026, 3, 1)) {
  std::vector<SimTime> taken;
  for (int d = 0; d < days_with; ++d) {
    for (int i = 0; i < per_day; ++i) {
      taken.push_back(at(first + days{d}, 8h + i * 10min));
    }
  }
  return taken;
}

std::vector<SimTime> both(std::vector<SimTime> one, const std::vector<SimTime>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

TimeEntry by(Role role, TimeEntry entry) {
  entry.role = role;
  return entry;
}
TimeEntry for_program(Program program, TimeEntry entry) {
  entry.program = program;
  return entry;
}
TimeEntry voicemail(TimeEntry entry) {
  entry.activity = Activity::Voicemail;
  entry.live = false;
  return entry;
}

struct Facts {
  std::vector<TimeEntry> log;
  std::vector<Visit> visits = {};
  std::vector<SimTime> readings = {};
  bool billed_elsewhere = false;
  CalendarMonth month = kMarch;
};

// All codes of the month and of the 30 days from its first day, in order.
Codes codes(const Facts& facts, const RuleSet& rules) {
  const ZoneTable zone = new_york();
  const auto credited = [&](Program program) {
    return credit(facts.log, facts.visits, program, facts.month, zone, rules);
  };
  const DevicePeriod period{facts.month.first_day(), facts.month.first_day() + days{29}, 0};

  const Credit rpm = credited(Program::Rpm);
  ClaimDecision decided =
      decide_month({.month = facts.month,
                    .rpm = {.credited = rpm.credited, .live_contact = rpm.live_contact},
                    .ccm = {.credited = credited(Program::Ccm).credited}},
                   rules);
  const ClaimDecision of_period =
      decide_period({.first_day = period.first_day,
                     .last_day = period.last_day,
                     .reading_days = reading_days(period, facts.readings, zone),
                     .standing = {.billed_elsewhere = known(facts.billed_elsewhere)}},
                    {}, rules);
  decided.claims.insert(decided.claims.end(), of_period.claims.begin(), of_period.claims.end());

  Codes all;
  for (const Claim& claim : decided.claims) {
    all.push_back(claim.units == 1 ? claim.code : claim.code + "x" + std::to_string(claim.units));
  }
  std::ranges::sort(all);
  return all;
}

struct Vector {
  const char* says;
  Facts facts;
  Codes expected;
  RuleSet rules = medicare_2026();
};

std::array<Vector, 17> vectors() {
  return {
      Vector{"9:59, 16 days",
             {.log = {talk(kMorning, 9min + 59s)}, .readings = readings_on(16)},
             {"99454"}},
      Vector{"10:00, 15 days",
             {.log = {talk(kMorning, 10min)}, .readings = readings_on(15)},
             {"99445", "99470"}},
      Vector{"19:59, 16 days",
             {.log = {talk(kMorning, 19min + 59s)}, .readings = readings_on(16)},
             {"99454", "99470"}},
      Vector{
          "20:00, 1 day", {.log = {talk(kMorning, 20min)}, .readings = readings_on(1)}, {"99457"}},
      Vector{"39:59, 2 days",
             {.log = {talk(kMorning, 39min + 59s)}, .readings = readings_on(2)},
             {"99445", "99457"}},
      Vector{"40:00, 30 days",
             {.log = {talk(kMorning, 40min)}, .readings = readings_on(30)},
             {"99454", "99457", "99458"}},
      Vector{"60:00, no readings", {.log = {talk(kMorning, 60min)}}, {"99457", "99458x2"}},
      Vector{"45:00 of voicemails, 20 days",
             {.log = {voicemail(talk(kMorning, 45min))}, .readings = readings_on(20)},
             {"99454"}},
      Vector{"12 RPM and 12 CCM, 16 days",
             {.log = {talk(kMorning, 12min), for_program(Program::Ccm, talk(kMorning + 1h, 12min))},
              .readings = readings_on(16)},
             {"99454", "99470"}},
      Vector{"14 by a nurse while an MA works 10, 16 days",
             {.log = {talk(kMorning, 14min), by(Role::Ma, talk(kMorning + 2min, 10min))},
              .readings = readings_on(16)},
             {"99454", "99470"}},
      Vector{"25, of which 8 in an E/M visit, 16 days",
             {.log = {talk(kMorning, 25min)},
              .visits = {{PatientId{7}, kMorning + 17min, kMorning + 40min}},
              .readings = readings_on(16)},
             {"99454", "99470"}},
      Vector{"22 by a clerk, 16 days",
             {.log = {by(Role::Clerk, talk(kMorning, 22min))}, .readings = readings_on(16)},
             {"99454"}},
      Vector{"15 on 31 January and 5 on 1 February: January",
             {.log = {talk(at(day(2026, 1, 31), 23h + 45min), 20min)}, .month = month(2026, 1)},
             {"99470"}},
      Vector{"2025: 19:59, 15 days",
             {.log = {talk(at(day(2025, 3, 10), 9h), 19min + 59s)},
              .readings = readings_on(15, 1, day(2025, 3, 1)),
              .month = month(2025, 3)},
             {},
             medicare_2025()},
      Vector{"two practices, this one is not paid, 16 days",
             {.log = {}, .readings = readings_on(16), .billed_elsewhere = true},
             {}},
      Vector{"two devices, 16 days each",
             {.log = {}, .readings = both(readings_on(16), readings_on(16))},
             {"99454"}},
      Vector{"20 readings on 8 days",
             {.log = {}, .readings = both(readings_on(8, 2), readings_on(4))},
             {"99445"}},
  };
}

TEST(BillingVectors, EveryVectorOfTheDomainPaperHolds) {
  for (const Vector& vector : vectors()) {
    SCOPED_TRACE(vector.says);
    EXPECT_THAT(codes(vector.facts, vector.rules), ElementsAreArray(vector.expected));
  }
}

TEST(BillingVectors, TheFiveMinutesAfterMidnightEarnNothingInFebruary) {
  const Facts facts{.log = {talk(at(day(2026, 1, 31), 23h + 45min), 20min)},
                    .month = month(2026, 2)};

  EXPECT_THAT(codes(facts, medicare_2026()), ::testing::IsEmpty());
}

TEST(BillingVectors, ThePracticeThatIsPaidGetsItsDeviceCode) {
  const Facts facts{.log = {}, .readings = readings_on(16)};

  EXPECT_THAT(codes(facts, medicare_2026()), ElementsAreArray({"99454"}));
}

}  // namespace
}  // namespace caseload::sim
