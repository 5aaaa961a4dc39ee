// What vendors' pages say wrongly (domain paper §1.8): for each, a patient whose month tells the
// error from the rule, and what a program that believed the page would have said.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/rules/patient_month.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAreArray;
using ::testing::Not;

const SimTime kMorning = at(day(2026, 3, 10), 9h);

void expect_rule_not_page(const Facts& facts, const Codes& by_rule, const Codes& by_page) {
  EXPECT_THAT(codes(facts, medicare_2026()), ElementsAreArray(by_rule));
  EXPECT_THAT(codes(facts, medicare_2026()), Not(ElementsAreArray(by_page)));
}

TEST(VendorErrors, ReviewCountsBesideTalk) {  // "asynchronous review time does not count"
  const Facts facts{.log = {talk(kMorning, 12min), review(talk(kMorning + 1h, 10min))}};
  RuleSet page = medicare_2026();
  page.activity_counts[static_cast<std::size_t>(Activity::Review)] = false;

  expect_rule_not_page(facts, {"99457"}, codes(facts, page));
  EXPECT_THAT(codes(facts, page), ElementsAreArray({"99470"}));
}

TEST(VendorErrors, TheTwentyMinutesNeedNoSixteenDays) {  // "16 days needed for 99457"
  expect_rule_not_page({.log = {talk(kMorning, 25min)}, .readings = readings_on(5)},
                       {"99445", "99457"}, {"99445"});
}

TEST(VendorErrors, MinutesAndDevicesAreClaimedTogether) {  // "99457 cannot be bundled with 99454"
  const Facts facts{.log = {talk(kMorning, 25min)}, .readings = readings_on(20)};
  RuleSet page = medicare_2026();
  page.exclusions.push_back({.codes = {"99454"}, .beside = {"99457"}});

  expect_rule_not_page(facts, {"99454", "99457"}, codes(facts, page));
  EXPECT_THAT(codes(facts, page), ElementsAreArray({"99457"}));
}

TEST(VendorErrors, TheTwentyMinutesAreAMonthsAndNotAPeriods) {  // "99457 is per 30-day period"
  const std::vector<TimeEntry> log{talk(at(day(2026, 3, 25), 9h), 12min),
                                   talk(at(day(2026, 4, 5), 9h), 12min)};

  for (const CalendarMonth each : {month(2026, 3), month(2026, 4)})
    expect_rule_not_page({.log = log, .month = each}, {"99470"}, {"99457"});
}

TEST(VendorErrors, TherapeuticMonitoringHasCodesOfItsOwn) {  // "99457 applies to RTM"
  expect_rule_not_page({.log = {for_program(Program::Rtm, talk(kMorning, 25min))}}, {"98980"},
                       {"99457"});
}

TEST(VendorErrors, AShortRespiratoryPeriodNeedsTwoDays) {  // "98984 needs 16 or more days"
  expect_rule_not_page({.log = {for_program(Program::Rtm, talk(kMorning, 25min))},
                        .readings = readings_on(5),
                        .device = Program::Rtm},
                       {"98980", "98984"}, {"98980"});
}

}  // namespace
}  // namespace caseload::rules
