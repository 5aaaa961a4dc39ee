#include "scenarios/assemble/zone.hpp"

#include <gtest/gtest.h>

namespace caseload::scenarios {
namespace {

using namespace std::chrono;

SimTime at(year_month_day day, hours hour, minutes minute = minutes{0}) {
  return sys_days{day} + hour + minute;
}

TEST(ZoneTables, KnowDaylightSavingToTheSecond) {
  const auto zone = zone_table("America/New_York");
  ASSERT_TRUE(zone) << zone.error();

  EXPECT_EQ(zone->name(), "America/New_York");
  EXPECT_EQ(clock_face(zone->local(at(2026y / 3 / 8, 6h, 59min))), "01:59");
  EXPECT_EQ(clock_face(zone->local(at(2026y / 3 / 8, 7h))), "03:00");
  EXPECT_EQ(clock_face(zone->local(at(2026y / 11 / 1, 5h, 59min))), "01:59");
  EXPECT_EQ(clock_face(zone->local(at(2026y / 11 / 1, 6h))), "01:00");
  EXPECT_EQ(zone->periods().size(), 1U + 2U * 38U);  // 2000 to 2037
}

TEST(ZoneTables, KnowZonesWithoutDaylightSavingAndOtherNames) {
  EXPECT_EQ(zone_table("America/Phoenix")->periods().size(), 1U);
  EXPECT_EQ(zone_table("UTC")->periods().size(), 1U);
  EXPECT_TRUE(zone_table("US/Eastern"));
}

TEST(ZoneTables, AnOffsetThatIsNoPlaceIsDoubted) {
  for (const char* offset : {"EST", "MST", "HST", "Etc/GMT+5", "GMT"})
    EXPECT_TRUE(doubt_about(*zone_table(offset))) << offset;
  for (const char* meant : {"America/New_York", "America/Phoenix", "Pacific/Honolulu",
                            "America/Puerto_Rico", "EST5EDT", "UTC"})
    EXPECT_FALSE(doubt_about(*zone_table(meant))) << meant;
}

TEST(ZoneTables, SuggestTheNearestName) {
  EXPECT_EQ(zone_table("America/New_Yrok").error(),
            "unknown time zone; did you mean \"America/New_York\"?");
  EXPECT_EQ(zone_table("../../etc/passwd").error(),
            "unknown time zone; expected an IANA name such as America/New_York");
  EXPECT_FALSE(zone_table(""));
}

}  // namespace
}  // namespace caseload::scenarios
