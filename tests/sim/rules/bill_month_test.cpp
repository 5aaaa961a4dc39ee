// What a patient's months and device periods do to each other's codes.

#include "sim/rules/bill_month.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/rules/medicare_rule_sets.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> codes(const ClaimDecision& decision) {
  std::vector<std::string> all;
  for (const Claim& claim : decision.claims) all.push_back(claim.code);
  return all;
}

RuleBook book() { return {{medicare_2025(), medicare_2026()}}; }

ProgramMonth minutes_of(SimDuration credited) {
  return {.credited = credited, .live_contact = true, .documentation = kComplete};
}

PeriodFacts thirty_days(LocalDay first, int reading_days, Program program = Program::Rpm) {
  return {.first_day = first,
          .last_day = first + days{29},
          .program = program,
          .reading_days = reading_days,
          .days_of_system = {reading_days},
          .documentation = kComplete};
}

TEST(BillMonth, TheMonthsCodesStandBeforeThoseOfItsPeriods) {
  const MonthFacts march{.month = month(2026, 3), .rpm = minutes_of(25min)};
  const PeriodFacts period = thirty_days(day(2026, 2, 10), 18);

  EXPECT_THAT(codes(bill_month(march, {&period, 1}, book())), ElementsAre("99457", "99454"));
}

TEST(BillMonth, WhoWasNotEnrolledHasPeriodsOnly) {
  const PeriodFacts period = thirty_days(day(2026, 2, 10), 18);

  const ClaimDecision decision = bill_month(std::nullopt, {&period, 1}, book());

  EXPECT_THAT(codes(decision), ElementsAre("99454"));
  for (const NotClaimed& refused : decision.not_claimed) EXPECT_NE(refused.code, "99457");
}

TEST(BillMonth, EachIsJudgedUnderTheSetOfItsLastDay) {
  const MonthFacts december{.month = month(2025, 12), .rpm = minutes_of(15min)};
  const std::vector<PeriodFacts> periods{thirty_days(day(2025, 11, 20), 10),
                                         thirty_days(day(2025, 12, 20), 10)};

  const PatientBill bill = bill_months({&december, 1}, periods, book());

  EXPECT_THAT(codes(bill.months[0].decision), IsEmpty()) << "99470 came with 2026";
  EXPECT_THAT(codes(bill.periods[0].decision), IsEmpty());
  EXPECT_THAT(codes(bill.periods[1].decision), ElementsAre("99445"));
}

TEST(BillMonths, AMonthGivesWayToThePeriodsItTouchesAndToNoOthers) {
  const std::vector<MonthFacts> months{
      {.month = month(2026, 1), .own = Program::Rtm, .rtm = minutes_of(25min)},
      {.month = month(2026, 3), .own = Program::Rtm, .rtm = minutes_of(25min)}};
  const PeriodFacts period = thirty_days(day(2026, 2, 10), 18);  // to 11 March

  const PatientBill bill = bill_months(months, {&period, 1}, book());

  EXPECT_THAT(codes(bill.months[0].decision), ElementsAre("98980"));
  EXPECT_THAT(bill.months[0].beside, IsEmpty());
  EXPECT_THAT(codes(bill.months[1].decision), IsEmpty());
  EXPECT_THAT(bill.months[1].beside, ElementsAre("99454"));
  EXPECT_EQ(bill.months[1].decision.not_claimed.back().reason,
            "25 min credited and a live contact, but not together with 99454");
}

TEST(BillMonths, APeriodOfTherapyGivesWayToWhatItTouchesOfBothKinds) {
  const PeriodFacts therapy = thirty_days(day(2026, 3, 1), 20, Program::Rtm);
  const MonthFacts march{.month = month(2026, 3), .rpm = minutes_of(25min)};
  const MonthFacts may{.month = month(2026, 5), .rpm = minutes_of(25min)};
  const std::vector<PeriodFacts> with_device{therapy, thirty_days(day(2026, 2, 10), 18)};
  const std::vector<PeriodFacts> device_before{therapy, thirty_days(day(2026, 1, 10), 18)};

  EXPECT_THAT(codes(bill_months({&march, 1}, {&therapy, 1}, book()).periods[0].decision),
              IsEmpty());
  EXPECT_THAT(codes(bill_months({&may, 1}, {&therapy, 1}, book()).periods[0].decision),
              ElementsAre("98976"));
  EXPECT_THAT(codes(bill_months({}, with_device, book()).periods[0].decision), IsEmpty());
  EXPECT_THAT(codes(bill_months({}, device_before, book()).periods[0].decision),
              ElementsAre("98976"));
}

}  // namespace
}  // namespace caseload::rules
