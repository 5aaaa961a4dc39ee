// The test vectors of the domain paper (§5), from logged work and readings to codes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/sim/rules/patient_month.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAreArray;

const SimTime kMorning = at(day(2026, 3, 10), 9h);

std::vector<SimTime> both(std::vector<SimTime> one, const std::vector<SimTime>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
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

// The same patients a year earlier: below 20 minutes and 16 days there was nothing.
TEST(BillingVectors, In2025TheShortMonthAndTheShortPeriodEarnedNothing) {
  for (Vector vector : vectors()) {
    if (vector.rules.name == "medicare-2025") continue;
    SCOPED_TRACE(vector.says);
    Codes expected;
    for (const std::string& code : vector.expected)
      if (code != "99470" && code != "99445") expected.push_back(code);
    vector.facts.month = vector.facts.month.plus(-12);
    const days back = vector.facts.month.plus(12).first_day() - vector.facts.month.first_day();
    const auto year_earlier = [&](SimTime& when) { when -= back; };
    for (TimeEntry& entry : vector.facts.log) year_earlier(entry.start), year_earlier(entry.end);
    for (Visit& visit : vector.facts.visits) year_earlier(visit.start), year_earlier(visit.end);
    for (SimTime& taken : vector.facts.readings) year_earlier(taken);

    EXPECT_THAT(codes(vector.facts, medicare_2025()), ElementsAreArray(expected));
  }
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
}  // namespace caseload::rules
