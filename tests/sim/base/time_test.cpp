#include "sim/base/time.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "sim/base/check.hpp"

namespace caseload {
namespace {

using namespace std::chrono_literals;
using std::chrono::year;

TEST(Time, MinutesAreRoundedToTheMicrosecond) {
  EXPECT_EQ(from_minutes(20), 20min);
  EXPECT_EQ(from_minutes(0.5), 30s);
  EXPECT_EQ(from_minutes(1.0 / 60e6), 1us);
  EXPECT_EQ(from_minutes(0.4 / 60e6), 0us);
  EXPECT_EQ(from_minutes(-0.6 / 60e6), -1us);
  EXPECT_DOUBLE_EQ(to_minutes(19min + 59s), 19.0 + 59.0 / 60.0);
}

TEST(Time, MinutesOutOfRangeAreAFault) {
  EXPECT_THROW(from_minutes(1e9), CheckFailed);
  EXPECT_THROW(from_minutes(-1e9), CheckFailed);
  EXPECT_THROW(from_minutes(std::numeric_limits<double>::quiet_NaN()), CheckFailed);
}

TEST(Time, IsWrittenAsIso8601) {
  const SimTime morning{std::chrono::sys_days{year{2026} / 3 / 1} + 13h + 5min + 7s};

  EXPECT_EQ(iso(morning), "2026-03-01T13:05:07Z");
  EXPECT_EQ(iso(morning + 999'999us), "2026-03-01T13:05:07Z")
      << "truncated, never a second that has not begun";
  EXPECT_EQ(iso(SimTime{} - 1us), "1969-12-31T23:59:59Z");
  EXPECT_EQ(iso(LocalDay{year{2026} / 3 / 1}), "2026-03-01");
  EXPECT_EQ(clock_face(LocalTime{LocalDay{year{2026} / 3 / 1}} + 8h + 5min + 59s), "08:05");
  EXPECT_EQ(clock_face(LocalTime{LocalDay{year{2026} / 3 / 2}} - 1us), "23:59");
}

TEST(Time, DaysAreNumberedFrom1970) {
  EXPECT_EQ(day_number(LocalDay{year{1970} / 1 / 2}), 1U);
  EXPECT_EQ(day_number(LocalDay{year{2026} / 1 / 1}),
            20454U);  // date -u -d 2026-01-01 +%s, over 86400
}

}  // namespace
}  // namespace caseload
