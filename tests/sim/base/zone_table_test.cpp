#include "sim/base/zone_table.hpp"

#include <gtest/gtest.h>

#include "sim/base/calendar.hpp"
#include "sim/base/check.hpp"

namespace caseload {
namespace {

using namespace std::chrono_literals;
using std::chrono::March;
using std::chrono::November;
using std::chrono::year;

SimTime at(int y, unsigned month, unsigned day, SimDuration of_day) {
  return SimTime{std::chrono::sys_days{year{y} / month / day}} + of_day;
}

LocalTime wall(int y, unsigned month, unsigned day, SimDuration of_day) {
  return LocalTime{LocalDay{year{y} / month / day}} + of_day;
}

// Transitions at 02:00 local on the second Sunday of March and the first of November: 15 U.S.C.
// 260a.
ZoneTable new_york() {
  return {"America/New_York",
          {{at(2025, 11, 2, 6h), -5h, "EST"},
           {at(2026, 3, 8, 7h), -4h, "EDT"},
           {at(2026, 11, 1, 6h), -5h, "EST"},
           {at(2027, 3, 14, 7h), -4h, "EDT"}}};
}

hours length(const ZoneTable& zone, CalendarMonth month) {
  return std::chrono::duration_cast<hours>(zone.midnight(month.end_day()) -
                                           zone.midnight(month.first_day()));
}

TEST(ZoneTable, ShowsTheWallClockOnEitherSideOfATransition) {
  const ZoneTable zone = new_york();

  EXPECT_EQ(zone.local(at(2026, 3, 8, 7h) - 1us), wall(2026, 3, 8, 2h) - 1us);
  EXPECT_EQ(zone.local(at(2026, 3, 8, 7h)), wall(2026, 3, 8, 3h));
  EXPECT_EQ(zone.local(at(2026, 11, 1, 6h) - 1us), wall(2026, 11, 1, 2h) - 1us);
  EXPECT_EQ(zone.local(at(2026, 11, 1, 6h)), wall(2026, 11, 1, 1h));
}

TEST(ZoneTable, AnAmbiguousTimeIsItsEarlierReading) {
  const ZoneTable zone = new_york();

  EXPECT_EQ(zone.utc(wall(2026, 11, 1, 1h)), at(2026, 11, 1, 5h));
  EXPECT_EQ(zone.utc(wall(2026, 11, 1, 1h + 30min)), at(2026, 11, 1, 5h + 30min));
  EXPECT_EQ(zone.utc(wall(2026, 11, 1, 2h) - 1us), at(2026, 11, 1, 6h) - 1us);
  EXPECT_EQ(zone.utc(wall(2026, 11, 1, 2h)), at(2026, 11, 1, 7h)) << "no longer ambiguous";
  EXPECT_TRUE(zone.exists(wall(2026, 11, 1, 1h + 30min)));
}

TEST(ZoneTable, ASkippedTimeIsTheInstantOfTheTransition) {
  const ZoneTable zone = new_york();

  for (const SimDuration of_day :
       {SimDuration{2h}, SimDuration{2h + 30min}, SimDuration{3h - 1us}}) {
    EXPECT_EQ(zone.utc(wall(2026, 3, 8, of_day)), at(2026, 3, 8, 7h)) << of_day.count();
    EXPECT_FALSE(zone.exists(wall(2026, 3, 8, of_day))) << of_day.count();
  }
  EXPECT_TRUE(zone.exists(wall(2026, 3, 8, 2h) - 1us));
  EXPECT_TRUE(zone.exists(wall(2026, 3, 8, 3h)));
}

TEST(ZoneTable, MonthsOfTheYearLastAsLongAsTheirClocksSay) {
  const ZoneTable zone = new_york();

  EXPECT_EQ(length(zone, {year{2026} / 2}), 672h);
  EXPECT_EQ(length(zone, {year{2026} / March}), 743h);
  EXPECT_EQ(length(zone, {year{2026} / 4}), 720h);
  EXPECT_EQ(length(zone, {year{2026} / 10}), 744h);
  EXPECT_EQ(length(zone, {year{2026} / November}), 721h);
  EXPECT_EQ(length(zone, {year{2026} / 12}), 744h);
}

TEST(ZoneTable, EveryInstantThatIsNotRepeatedComesBackFromItsWallClock) {
  const ZoneTable zone = new_york();

  for (SimTime time = at(2026, 1, 1, 0h); time < at(2027, 4, 1, 0h); time += 10min) {
    const bool second_reading = at(2026, 11, 1, 6h) <= time && time < at(2026, 11, 1, 7h);
    const SimTime expected = second_reading ? time - 1h : time;
    ASSERT_EQ(zone.utc(zone.local(time)), expected) << iso(time);
  }
}

TEST(ZoneTable, TheLocalDayTurnsAtLocalMidnight) {
  const ZoneTable zone = new_york();

  EXPECT_EQ(zone.local_day(at(2026, 7, 4, 4h) - 1us), LocalDay{year{2026} / 7 / 3});
  EXPECT_EQ(zone.local_day(at(2026, 7, 4, 4h)), LocalDay{year{2026} / 7 / 4});
}

TEST(ZoneTable, TheFirstAndLastOffsetsReachBeyondTheTable) {
  const ZoneTable zone = new_york();

  EXPECT_EQ(zone.local(at(1999, 7, 1, 12h)), wall(1999, 7, 1, 7h));
  EXPECT_EQ(zone.utc(wall(1999, 7, 1, 7h)), at(1999, 7, 1, 12h));
  EXPECT_EQ(zone.local(at(2030, 1, 1, 12h)), wall(2030, 1, 1, 8h));
  EXPECT_EQ(zone.utc(wall(2030, 1, 1, 8h)), at(2030, 1, 1, 12h));
}

TEST(ZoneTable, UtcIsItself) {
  EXPECT_EQ(ZoneTable::utc().utc(wall(2026, 3, 8, 2h + 30min)), at(2026, 3, 8, 2h + 30min));
  EXPECT_EQ(ZoneTable::utc().local(at(1960, 1, 1, 0h)), wall(1960, 1, 1, 0h));
}

TEST(ZoneTable, RefusesATableWithoutOrder) {
  const SimTime noon = at(2026, 1, 1, 12h);

  EXPECT_THROW(ZoneTable("none", {}), CheckFailed);
  EXPECT_THROW(ZoneTable("twice", {{noon, 0s, "A"}, {noon, 1h, "B"}}), CheckFailed);
  EXPECT_THROW(ZoneTable("back", {{noon, 0s, "A"}, {noon - 1h, 1h, "B"}}), CheckFailed);
}

}  // namespace
}  // namespace caseload
