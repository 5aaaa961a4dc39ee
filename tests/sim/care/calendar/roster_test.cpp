#include "sim/care/calendar/roster.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/sim/care/people.hpp"

namespace caseload::care {
namespace {

using testing::day;
using testing::nurse;

const Holidays kNoHolidays;

SimDuration time_on(Duty duty, const std::vector<DutySpan>& spans) {
  SimDuration sum{};
  for (const DutySpan& span : spans) sum += span.duty == duty ? span.to - span.from : SimDuration{};
  return sum;
}

Shift monday_shift(const StaffMember& member) {
  return scheduled_shifts(member, day(2026, 3, 2), day(2026, 3, 3), ZoneTable::utc(), kNoHolidays,
                          {})[0];
}

TEST(Roster, AWeekHasFiveShiftsAndAHolidayNone) {
  const Holidays thursday({day(2026, 3, 5)});

  const auto shifts =
      scheduled_shifts(nurse(), day(2026, 3, 2), day(2026, 3, 9), ZoneTable::utc(), thursday, {});

  ASSERT_EQ(shifts.size(), 4U);
  EXPECT_EQ(shifts[0].day, day(2026, 3, 2));
  EXPECT_EQ(shifts[0].to - shifts[0].from, hours{8} + minutes{30});
  EXPECT_EQ(shifts[3].day, day(2026, 3, 6));
}

TEST(Roster, ShiftsKeepTheWallClockAcrossDaylightSaving) {
  const ZoneTable zone(
      "Test/Zone", {{SimTime{}, hours{-5}, "EST"},
                    {SimTime{day(2026, 3, 8).time_since_epoch() + hours{7}}, hours{-4}, "EDT"}});

  const auto shifts =
      scheduled_shifts(nurse(), day(2026, 3, 6), day(2026, 3, 10), zone, kNoHolidays, {});

  ASSERT_EQ(shifts.size(), 2U);
  EXPECT_EQ(shifts[0].from.time_since_epoch() % days{1}, hours{13});
  EXPECT_EQ(shifts[1].from.time_since_epoch() % days{1}, hours{12});
}

TEST(Roster, TheDutiesOfAShiftCoverItWithoutGapOrOverlap) {
  StaffMember member = nurse();
  member.rpm_share = 0.6;
  const Shift shift = monday_shift(member);

  const auto spans = duties(member, shift, ZoneTable::utc());

  ASSERT_FALSE(spans.empty());
  EXPECT_EQ(spans.front().from, shift.from);
  EXPECT_EQ(spans.back().to, shift.to);
  for (std::size_t i = 1; i < spans.size(); ++i) EXPECT_EQ(spans[i].from, spans[i - 1].to);
  EXPECT_EQ(time_on(Duty::Break, spans), minutes{30});
}

TEST(Roster, WhatIsLeftOfHuddleBreaksAndInBasketIsSharedBetweenRpmAndOtherWork) {
  StaffMember member = nurse();
  member.rpm_share = 0.6;

  const auto spans = duties(member, monday_shift(member), ZoneTable::utc());

  const SimDuration workable = hours{8} + minutes{30} - minutes{30} - minutes{15} - minutes{15};
  EXPECT_EQ(time_on(Duty::Rpm, spans), workable * 6 / 10);
  EXPECT_EQ(time_on(Duty::Other, spans), workable * 4 / 10 + minutes{30});
}

TEST(Roster, LeaveComesInWholeWeeksAndAddsUpToTheStatedNumber) {
  StaffMember member = nurse();
  member.sick_share = 0;
  member.leave_weeks = 3;

  double absent_days = 0;
  constexpr int kPeople = 40;
  for (std::uint32_t replication = 0; replication < kPeople; ++replication) {
    const auto shifts = scheduled_shifts(member, day(2025, 12, 29), day(2027, 1, 4),
                                         ZoneTable::utc(), kNoHolidays, {7, replication});
    std::map<std::int64_t, int> by_week;
    for (const Shift& shift : shifts) {
      if (shift.absent()) ++by_week[(shift.day - day(2025, 12, 29)).count() / 7];
    }
    for (const auto& [week, count] : by_week) EXPECT_EQ(count, 5) << "week " << week;
    absent_days += static_cast<double>(by_week.size()) * 5;
  }
  EXPECT_DOUBLE_EQ(absent_days / kPeople, 15);
}

TEST(Roster, SicknessTakesItsShareOfDaysInSpells) {
  StaffMember member = nurse();
  member.leave_weeks = 0;
  member.sick_share = 0.03;
  member.sick_spell_days = 3;
  for (std::size_t weekday = 0; weekday < 7; ++weekday) member.hours[weekday] = ClockSpan{480, 990};

  double sick = 0, spells = 0, all = 0;
  for (std::uint32_t replication = 0; replication < 600; ++replication) {
    bool before = false;
    for (const Shift& shift : scheduled_shifts(member, day(2026, 1, 1), day(2027, 1, 1),
                                               ZoneTable::utc(), kNoHolidays, {11, replication})) {
      ++all;
      sick += shift.absent();
      spells += shift.absent() && !before;
      before = shift.absent();
    }
  }
  // 219,000 days, 2,190 spells: the share's standard error is about 0.0009, the length's 0.06.
  EXPECT_NEAR(sick / all, 0.03, 0.003);
  EXPECT_NEAR(sick / spells, 3, 0.2);
}

TEST(Roster, LuckBelongsToRoleAndOrdinalNotToTheName) {
  StaffMember ana = nurse(0);
  StaffMember other = nurse(0);
  other.name = "Somebody else";
  other.wage_per_hour = Cents{9999};

  const auto absent_days = [](const StaffMember& member) {
    std::vector<LocalDay> days_away;
    for (const Shift& shift : scheduled_shifts(member, day(2026, 1, 1), day(2027, 1, 1),
                                               ZoneTable::utc(), kNoHolidays, {3, 1})) {
      if (shift.absent()) days_away.push_back(shift.day);
    }
    return days_away;
  };

  EXPECT_EQ(absent_days(ana), absent_days(other));
  EXPECT_NE(absent_days(ana), absent_days(nurse(1)));
}

}  // namespace
}  // namespace caseload::care
