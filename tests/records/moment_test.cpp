#include "records/moment.hpp"

#include <gtest/gtest.h>

#include "scenarios/assemble/zone.hpp"

namespace caseload::records {
namespace {

const ZoneTable& new_york() {
  static const ZoneTable zone = *scenarios::zone_table("America/New_York");
  return zone;
}
// Arizona has no daylight saving time.
const ZoneTable& phoenix() {
  static const ZoneTable zone = *scenarios::zone_table("America/Phoenix");
  return zone;
}

std::string instant(std::string_view text, const ZoneTable& zone = new_york()) {
  const auto moment = parse_moment(text, zone);
  if (!moment) return std::string(moment.error());
  return moment->at ? iso(*moment->at) : "only a day";
}

TEST(Moment, WithoutAnOffsetItIsThePracticesOwnTime) {
  EXPECT_EQ(instant("2026-01-05T08:15"), "2026-01-05T13:15:00Z");
  EXPECT_EQ(instant("2026-07-05 08:15:30"), "2026-07-05T12:15:30Z");
  EXPECT_EQ(instant("2026-07-05T08:15", phoenix()), "2026-07-05T15:15:00Z");
}

TEST(Moment, AnOffsetWins) {
  EXPECT_EQ(instant("2026-01-05T13:15Z"), "2026-01-05T13:15:00Z");
  EXPECT_EQ(instant("2026-01-05T08:15:00-05:00"), "2026-01-05T13:15:00Z");
  EXPECT_EQ(instant("2026-01-05T18:45:00+0530"), "2026-01-05T13:15:00Z");
  EXPECT_EQ(instant("2026-01-05T08:15-05"), "2026-01-05T13:15:00Z");
}

TEST(Moment, TheDayIsThePracticesOwn) {
  EXPECT_EQ(iso(parse_moment("2026-03-01T02:00Z", new_york())->day), "2026-02-28");
  EXPECT_EQ(iso(parse_moment("2024-02-29T23:59", new_york())->day), "2024-02-29");
}

TEST(Moment, ADayAloneHasNoClock) { EXPECT_EQ(instant("2026-03-08"), "only a day"); }

TEST(Moment, FractionsAreKeptToTheMicrosecond) {
  const auto moment = parse_moment("2026-03-01T08:00:00.1234567Z", new_york());
  EXPECT_EQ(moment->at->time_since_epoch() % seconds{1}, SimDuration{123'456});
}

TEST(Moment, TheHourThatIsSkippedDoesNotExist) {
  EXPECT_EQ(instant("2026-03-08T01:59:59"), "2026-03-08T06:59:59Z");
  EXPECT_EQ(instant("2026-03-08T02:00"), "does not exist: the clocks were set forward over it");
  EXPECT_EQ(instant("2026-03-08T02:59:59"), "does not exist: the clocks were set forward over it");
  EXPECT_EQ(instant("2026-03-08T03:00"), "2026-03-08T07:00:00Z");
  EXPECT_EQ(instant("2026-03-08T02:30-05:00"), "2026-03-08T07:30:00Z");
  EXPECT_EQ(instant("2026-03-08T02:30", phoenix()), "2026-03-08T09:30:00Z");
}

TEST(Moment, OfTheHourThatComesTwiceTheEarlierIsMeant) {
  EXPECT_EQ(instant("2026-11-01T01:30"), "2026-11-01T05:30:00Z");
  EXPECT_EQ(instant("2026-11-01T01:30-05:00"), "2026-11-01T06:30:00Z");
  EXPECT_EQ(instant("2026-11-01T01:30", phoenix()), "2026-11-01T08:30:00Z");
}

TEST(Moment, WhatIsNotATimeIsRefused) {
  for (const std::string_view text : {"",
                                      "x",
                                      "2026",
                                      "2026-3-1",
                                      "2026-02-29",
                                      "2026-13-01",
                                      "2026-03-01T",
                                      "2026-03-01T24:00",
                                      "2026-03-01T08:60",
                                      "2026-03-01T08:15:60",
                                      "2026-03-01T08:15:00.",
                                      "2026-03-01T08:15x",
                                      "2026-03-01T08:15+",
                                      "2026-03-01T08:15+5",
                                      "2026-03-01T08:15+05:",
                                      "2026-03-01T08:15+05:00x",
                                      "2026-03-01T08:15+15",
                                      "2026-03-01Z",
                                      "-026-03-01",
                                      "03/01/2026 8:15",
                                      "2026-03-01T13:15 PM",
                                      "2026-03-01T00:15 AM",
                                      "2026-03-01T08:15 XM"})
    EXPECT_TRUE(instant(text).starts_with("expected")) << text << ": " << instant(text);
  EXPECT_TRUE(instant("1999-12-31T08:15").starts_with("is outside"));
  EXPECT_TRUE(instant("2038-01-01").starts_with("is outside"));
}

TEST(Moment, AClockOfTwiceTwelveHoursIsReadWhereItSaysWhichHalf) {
  EXPECT_EQ(instant("2026-03-01 8:15 PM"), instant("2026-03-01T20:15"));
  EXPECT_EQ(instant("2026-03-01T08:15AM"), instant("2026-03-01T08:15"));
  EXPECT_EQ(instant("2026-03-01 12:05:30 am"), instant("2026-03-01T00:05:30"));
}

}  // namespace
}  // namespace caseload::records
