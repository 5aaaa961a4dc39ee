#include "records/time_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/records/practice_of.hpp"

namespace caseload::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(TimeLog, EveryBadRowIsRejectedWithItsReasonAndTheOthersCount) {
  const Billed out = billed({
      .log = "Ann,Bea,rn,2026-03-02T08:10,2026-03-02T08:00,review,no,rpm,\n"
             "Ann,Bea,rn,2026-03-02T08:10,2026-03-02T08:10,review,no,rpm,\n"
             "Ann,Bea,rn,2026-03-02T08:10,2026-03-03T08:11,review,no,rpm,\n"
             "Ann,Bea,nurse,2026-03-02T08:10,2026-03-02T08:20,review,no,rpm,\n"
             "Ann,Bea,rn,2026-03-02T08:10,2026-03-02T08:20,phone,no,rpm,\n"
             "Ann,Bea,rn,2026-03-02T08:10,2026-03-02T08:20,review,no,apcm,\n"
             "Ann,Bea,rn,2026-03-02T08:10,,review,no,rpm,\n"
             "Ann,Bea,rn,2026-03-02,2026-03-02,review,no,rpm,\n"
             "Ann,Bea,rn,,,review,no,rpm,12\n"
             "Ann,Bea,rn,2026-03-02T08:10,,review,no,rpm,0\n"
             "Ann,Bea,rn,2026-03-02T08:10,,review,no,rpm,-1\n"
             "Ann,Bea,rn,2026-03-02T08:10,,review,no,rpm,1441\n"
             "Ann,Bea,rn,2026-03-08T02:30,2026-03-08T03:30,review,no,rpm,\n"
             "Ann,Bea,rn,2024-03-02T08:10,2024-03-02T08:20,review,no,rpm,\n"
             ",Bea,rn,2026-03-02T08:10,2026-03-02T08:20,review,no,rpm,\n"
             "Ann,Bea,RN,2026-03-02T08:10,2026-03-02T08:20,Review,,RPM,\n",
  });

  EXPECT_THAT(
      out.rejected(),
      ElementsAre(
          "log:2: it ends before it starts", "log:3: it has no length",
          "log:4: it is longer than 24 hours",
          HasSubstr("log:5: role \"nurse\": expected rn, lpn, ma, pharmacist, np, md or clerk"),
          HasSubstr("log:6: activity \"phone\": expected review, triage, check_in"),
          HasSubstr("log:7: program \"apcm\": expected rpm, ccm, rtm or other"),
          HasSubstr("log:8: it has no length: neither"), HasSubstr("log:9: it has no length"),
          "log:10: it has no day: start is empty", "log:11: it has no length",
          "log:12: its minutes are negative", "log:13: it is longer than 24 hours",
          HasSubstr("log:14: start \"2026-03-08T02:30\" does not exist"),
          HasSubstr("log:15: no rule set is installed for March 2024"),
          "log:16: patient is empty"));
  EXPECT_THAT(out.minutes(), ElementsAre("Ann 2026-03 rpm 10 min of 10 min"));
}

TEST(TimeLog, AContactOfLessThanAMinuteIsAContactAndNoMinute) {
  const Billed out = billed({
      .log = "Ann,Bea,rn,2026-03-02T08:10,2026-03-02T08:10,check_in,yes,rpm,\n"
             "Ann,Bea,rn,2026-03-02T09:00,2026-03-02T09:12,review,no,rpm,\n"
             "Bob,Bea,rn,2026-03-02T08:10,2026-03-02T08:10,check_in,no,rpm,\n"
             "Bob,Bea,rn,2026-03-02,,check_in,yes,rpm,0\n",
      .enrolments = "Ann,2026-03-02,,yes,yes,yes\n",
  });

  EXPECT_THAT(out.minutes(), ElementsAre("Ann 2026-03 rpm 12 min of 12 min !"));
  EXPECT_THAT(out.supported(),
              ElementsAre("Ann 99470 2026-03-01: 12 min credited and a live contact"));
  EXPECT_THAT(out.rejected(), ElementsAre("log:4: it has no length", "log:5: it has no length"));
  ASSERT_EQ(out.bill.questions.size(), 1U);
  EXPECT_EQ(out.bill.questions[0].about, "contact_without_length");
}

TEST(TimeLog, AnEndAndMinutesMakeAStart) {
  const Billed out = billed({
      .log = "Ann,Bea,rn,,2026-03-02T08:10,review,no,rpm,5\n"
             "Ann,Bea,rn,2026-03-02T08:04,2026-03-02T08:06,review,no,rpm,\n",
  });

  EXPECT_THAT(out.minutes(), ElementsAre("Ann 2026-03 rpm 6 min of 7 min"));
}

TEST(TimeLog, WhereMinutesAreFewerThanFromStartToEndTheyWinAndItIsAsked) {
  const Billed out = billed({
      .log = "Ann,Bea,rn,2026-03-02T08:10,2026-03-02T08:40,check_in,yes,rpm,12\n",
  });

  EXPECT_THAT(out.minutes(), ElementsAre("Ann 2026-03 rpm 12 min of 12 min !"));
  ASSERT_EQ(out.bill.questions.size(), 1U);
  EXPECT_EQ(out.bill.questions[0].about, "shortened");
}

TEST(TimeLog, WithoutEndOrMinutesTheFileIsRefused) {
  std::istringstream in("patient,staff,role,start,activity,live,program\n");
  Practice practice;
  const auto read = read_time_log(in, "log.csv", ZoneTable::utc(), {}, practice);

  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().text, HasSubstr("the column end is missing"));
}

TEST(Readings, WhatWasTypedByHandMakesNoDay) {
  Exports exports{.readings = readings_on("Ann", "2026-03", 1, 30)};
  exports.readings += "Bob,cuff,2026-03-01T07:00,yes\nBob,cuff,2026-03-02T07:00,yes\n";
  const Billed out = billed(exports);

  EXPECT_EQ(out.practice.readings_by_hand, 2U);
  for (const std::string& line : out.supported()) EXPECT_THAT(line, ::testing::StartsWith("Ann"));
}

TEST(Enrolments, OfTwoThatOverlapTheLaterIsRejected) {
  const Billed out = billed({.log = {},
                             .readings = readings_on("Ann", "2026-03", 1, 30),
                             .enrolments = "Ann,2026-03-10,,yes,yes,yes\n"
                                           "Ann,2026-03-01,2026-03-10,yes,yes,yes\n"
                                           "Bob,2026-03-10,2026-03-09,yes,yes,yes\n"});

  EXPECT_THAT(out.rejected(),
              ElementsAre("enrolments:4: it ends before it starts",
                          "enrolments:2: it overlaps an earlier enrolment of the same patient"));
}

}  // namespace
}  // namespace caseload::records
