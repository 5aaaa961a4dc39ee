#include "sim/experiment/working_days.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::experiment {
namespace {

TEST(WorkingDays, AreThoseOnWhichAnybodyWorks) {
  Scenario practice = testing::practice();
  practice.holidays = Holidays(us_federal_holidays(std::chrono::year{2026}));
  const auto in = [&](unsigned month) {
    return working_days(practice, {std::chrono::year{2026} / std::chrono::month{month}});
  };

  EXPECT_EQ(in(2).open, 19);
  EXPECT_EQ(in(2).closed_by_holiday, 1);
  EXPECT_EQ(in(3).open, 22);
  EXPECT_EQ(in(3).closed_by_holiday, 0);
  EXPECT_EQ(in(11).open, 19);
  EXPECT_EQ(in(11).closed_by_holiday, 2);
  EXPECT_EQ(in(12).open, 22);
}

TEST(WorkingDays, AHolidayOnADayOffTakesNothing) {
  Scenario practice = testing::practice();
  practice.holidays = Holidays({LocalDay{std::chrono::year{2026} / 3 / 8}});  // a Sunday

  EXPECT_EQ(working_days(practice, testing::kMarch2026).closed_by_holiday, 0);
}

}  // namespace
}  // namespace caseload::experiment
