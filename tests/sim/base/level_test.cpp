#include "sim/base/level.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

#include "sim/base/check.hpp"

namespace caseload {
namespace {

using namespace std::chrono_literals;

const SimTime kStart = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1};

TEST(Level, WeighsByTime) {
  Level line(kStart);

  line.set(kStart + 10s, 3);
  line.add(kStart + 30s, -2);

  EXPECT_EQ(line.value(), 1);
  EXPECT_EQ(line.until(kStart + 40s).area, (20 * 3 + 10 * 1) * 1'000'000);
  EXPECT_DOUBLE_EQ(line.until(kStart + 40s).mean(), 70.0 / 40.0);
}

TEST(Level, RemembersItsHighestValueHoweverBrief) {
  Level line(kStart, 2);
  EXPECT_EQ(line.highest(), 2);

  line.set(kStart + 1s, 9);
  line.set(kStart + 1s, 0);

  EXPECT_EQ(line.highest(), 9);
  EXPECT_EQ(line.until(kStart + 5s).area, 2'000'000) << "no time, no area";
}

TEST(Level, AWindowIsTheDifferenceOfTwoReadings) {
  Level line(kStart, 1);
  line.set(kStart + 10s, 4);
  const LevelReading open = line.read(kStart + 15s);  // in the middle of a stretch
  line.set(kStart + 20s, 0);
  const LevelReading close = line.read(kStart + 25s);
  line.set(kStart + 30s, 100);

  const LevelWindow window = close - open;

  EXPECT_EQ(window.length, 10s);
  EXPECT_EQ(window.area, 5 * 4 * 1'000'000);
  EXPECT_DOUBLE_EQ(window.mean(), 2.0);
}

TEST(Level, WindowsOfReplicationsAddUpInAnyOrder) {
  const LevelWindow day{.area = 7, .length = 2us};
  const LevelWindow week{.area = 1, .length = 6us};

  LevelWindow forwards = day;
  forwards.merge(week);
  LevelWindow backwards = week;
  backwards.merge(day);

  EXPECT_EQ(forwards.area, backwards.area);
  EXPECT_EQ(forwards.length, 8us);
  EXPECT_DOUBLE_EQ(forwards.mean(), 1.0);
}

// A million people over thirty years: 10^21, where 64 bits end at 9.2·10^18.
TEST(Level, IsExactWhere64BitsWouldOverflow) {
  Level panel(kStart, 1'000'000);
  const SimDuration thirty_years = days{10'957};

  panel.add(kStart + thirty_years, 1);

  const LevelWindow window = panel.until(kStart + thirty_years + 1us);
  EXPECT_EQ(window.area, LevelArea{1'000'000} * thirty_years.count() + 1'000'001);
  EXPECT_GT(window.area, LevelArea{std::numeric_limits<std::int64_t>::max()});
}

TEST(Level, ThePastIsClosed) {
  Level line(kStart);
  line.set(kStart + 10s, 1);

  EXPECT_THROW(line.set(kStart + 9s, 2), CheckFailed);
  EXPECT_THROW((void)line.read(kStart + 9s), CheckFailed);
  EXPECT_THROW((void)(line.read(kStart + 10s) - line.read(kStart + 11s)), CheckFailed);
  EXPECT_THROW((void)(line.read(kStart + 10s) - line.read(kStart + 10s)).mean(), CheckFailed);
}

}  // namespace
}  // namespace caseload
