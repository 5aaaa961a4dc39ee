// Remote therapeutic monitoring from a practice's exports: whose the readings are, and the twins of
// the codes of RPM.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/records/practice_of.hpp"

namespace caseload::records {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

const std::string kSetUp = "Ann,Bea,rn,2026-03-01T08:00,2026-03-01T08:30,set_up,yes,rtm,\n";
std::string call(int minutes, const std::string& program = "rtm") {
  return "Ann,Bea,rn,2026-03-10T09:00,2026-03-10T09:" + std::to_string(minutes) + ",check_in,yes," +
         program + ",\n";
}
// Ann enrolled for the whole of March; a reading of Zoe's on the last day shows how far the files
// go.
Billed march(const std::string& log, const std::string& header, const std::string& readings,
             const std::string& last) {
  return billed({.log = log,
                 .readings = readings + "Zoe,cuff,2026-03-31T07:00," + last + "\n",
                 .enrolments = "Ann,2026-03-01,,yes,yes,yes\n",
                 .readings_header = "patient,device,taken_at," + header});
}
std::vector<std::string> of_ann(std::vector<std::string> lines) {
  std::erase_if(lines, [](const std::string& line) { return !line.starts_with("Ann"); });
  return lines;
}
const Remark* remark(const std::vector<Remark>& remarks, const std::string& about) {
  for (const Remark& each : remarks)
    if (each.about == about) return &each;
  return nullptr;
}

TEST(Rtm, KindsSayWhoseTheReadingsAreAndForWhichSystem) {
  const auto codes = [](const std::string& kind, int days) {
    return of_ann(march(kSetUp + call(20), "kind", readings_on("Ann", "2026-03", 1, days, kind),
                        "blood pressure")
                      .supported());
  };

  EXPECT_THAT(codes("inhaler_use", 16),
              ElementsAre(StartsWith("Ann 98980"), StartsWith("Ann 98975"),
                          "Ann 98976 2026-03-01: 16 days with readings"));
  EXPECT_THAT(codes("Range of Motion", 15), Contains(StartsWith("Ann 98985 2026-03-01: 15 days")));
  EXPECT_THAT(codes("range-of-motion", 16), Contains(StartsWith("Ann 98977")));
  EXPECT_THAT(codes("mood", 2), Contains(StartsWith("Ann 98986")));
  EXPECT_THAT(codes("mood", 30), Contains(StartsWith("Ann 98978")));
  EXPECT_THAT(codes("inhaler_use", 1), ElementsAre(StartsWith("Ann 98980")));
}

TEST(Rtm, TimeMakesTheTwinsOfTheTimeCodes) {
  const auto codes = [](const std::string& log) {
    return of_ann(billed({.log = log}).supported());
  };

  EXPECT_THAT(codes(call(10)), ElementsAre(StartsWith("Ann 98979")));
  EXPECT_THAT(codes(call(40)), ElementsAre(StartsWith("Ann 98980"), StartsWith("Ann 98981")));
  EXPECT_THAT(
      billed({.log = "Ann,Bea,rn,2026-03-10T09:00,2026-03-10T09:25,review,no,rtm,\n"}).refused(),
      Contains("Ann 98980 2026-03-01: 25 min credited, but no live contact"));
}

TEST(Rtm, TheColumnProgramIsBelievedBeforeTheKind) {
  const Billed out =
      march("", "kind,program", readings_on("Ann", "2026-03", 1, 20, "range of motion,rpm"),
            "weight,rpm");

  EXPECT_THAT(of_ann(out.supported()), Contains(StartsWith("Ann 99454")));
  EXPECT_THAT(of_ann(out.supported()), Not(Contains(StartsWith("Ann 98"))));
}

TEST(Rtm, WhatPatientsReportCountsAndForRpmItDoesNot) {
  const std::string header = "manual,program,kind";

  EXPECT_THAT(of_ann(march("", header, readings_on("Ann", "2026-03", 1, 16, "yes,rtm,pain"),
                           "no,rpm,weight")
                         .supported()),
              Contains(StartsWith("Ann 98977")));
  EXPECT_THAT(of_ann(march("", header, readings_on("Ann", "2026-03", 1, 16, "yes,rpm,weight"),
                           "no,rpm,weight")
                         .supported()),
              IsEmpty());
}

TEST(Rtm, WithoutASystemThereIsSetUpAndNoDeviceCode) {
  const Billed out = march(kSetUp, "program", readings_on("Ann", "2026-03", 1, 20, "rtm"), "rpm");

  EXPECT_THAT(of_ann(out.supported()), ElementsAre(StartsWith("Ann 98975")));
  EXPECT_THAT(out.refused(), Contains("Ann 98976 2026-03-01: 20 days with readings, and nobody "
                                      "says whether of a respiratory device"));
  const Remark* said = remark(out.bill.unknown, "system_of_readings");
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->count, 20);
}

TEST(Rtm, DevicesForTwoSystemsAreBothSupportedAndWhetherBothMayBeClaimedIsUnknown) {
  const Billed out = march(
      "", "kind",
      readings_on("Ann", "2026-03", 1, 16, "pain") + readings_on("Ann", "2026-03", 10, 12, "mood"),
      "weight");

  EXPECT_THAT(of_ann(out.supported()), Contains(StartsWith("Ann 98977")));
  EXPECT_THAT(of_ann(out.supported()), Contains("Ann 98986 2026-03-01: 3 days with readings"));
  EXPECT_THAT(out.bill.facts, Contains("devices for two systems in one period: unknown"));
}

// Rpm and rtm are never both claimed for a period.
TEST(Rtm, GivesWayToRpmAndTheConflictIsSaid) {
  const Billed out = march(
      call(25), "kind",
      readings_on("Ann", "2026-03", 1, 20, "pain") + readings_on("Ann", "2026-03", 1, 3, "weight"),
      "weight");

  EXPECT_THAT(of_ann(out.supported()),
              ElementsAre(StartsWith("Ann 99453"), StartsWith("Ann 99445")));
  EXPECT_THAT(out.refused(),
              Contains("Ann 98977 2026-03-01: 20 days with readings, but not together with 99453"));
  EXPECT_THAT(out.refused(), Contains(StartsWith("Ann 98980 2026-03-01: 25 min credited")));
  const Remark* asked = remark(out.bill.questions, "both_programmes");
  ASSERT_NE(asked, nullptr);
  EXPECT_THAT(asked->examples,
              ElementsAre("patient Ann, March 2026", "patient Ann, 30 days from 2026-03-01"));
}

TEST(Rtm, APatientOfRtmAloneHasNoLinesOfRpm) {
  const Billed out = march(call(5), "kind", readings_on("Ann", "2026-03", 1, 20, "pain"), "weight");

  EXPECT_THAT(of_ann(out.refused()), Not(Contains(HasSubstr("Ann 99"))));
  EXPECT_THAT(of_ann(out.refused()), Contains(StartsWith("Ann 98980")));
}

TEST(Rtm, ReadingsOfWhichNobodySaysWhoseAreNotDecidedForAPatientOfRtmAlone) {
  const Billed out = march(call(25), "manual", readings_on("Ann", "2026-03", 1, 20, "no"), "no");

  EXPECT_THAT(of_ann(out.supported()), ElementsAre(StartsWith("Ann 98980")));
  ASSERT_THAT(out.bill.open, Contains(::testing::Field(&OpenPeriod::program, rules::Program::Rtm)));
  EXPECT_EQ(out.bill.words[out.bill.open.front().reason],
            "the readings do not say whose they are, and the log has RTM time only");
}

TEST(Rtm, BesideRtmTheProgrammeOfOtherReadingsIsUnknown) {
  const Billed out =
      march("", "kind",
            readings_on("Ann", "2026-03", 1, 18, "") + readings_on("Ann", "2026-03", 1, 1, "pain") +
                readings_on("Ann", "2026-03", 1, 1, "weight"),
            "weight");

  EXPECT_THAT(of_ann(out.supported()), Contains(StartsWith("Ann 99454")));
  EXPECT_THAT(out.bill.facts, Contains("programme of the readings: unknown"));
  // Of a practice without a word of RTM it is said once.
  const Billed plain = march("", "manual", readings_on("Ann", "2026-03", 1, 18), "no");
  EXPECT_THAT(plain.bill.facts, Not(Contains("programme of the readings: unknown")));
  EXPECT_NE(remark(plain.bill.unknown, "programme_of_readings"), nullptr);
}

TEST(Rtm, AReadingIsOfRpmOrOfRtm) {
  const Billed out = billed({.readings = "Ann,cuff,2026-03-01T07:00,ccm\n",
                             .readings_header = "patient,device,taken_at,program"});

  EXPECT_THAT(out.rejected(), ElementsAre("readings:2: program \"ccm\": expected rpm or rtm"));
}

TEST(ReadingSorts, AreFewAndAFileWithMoreKindsIsStillRead) {
  ReadingSorts sorts;
  for (std::uint32_t i = 0; i < ReadingSorts::kMost + 10; ++i)
    sorts.number({.program = {}, .kind = "kind " + std::to_string(i)});

  EXPECT_THAT(sorts.all(), SizeIs(ReadingSorts::kMost + 1));
  EXPECT_EQ(sorts.all()[sorts.number({.program = {}, .kind = "another"})].kind, "");
  EXPECT_EQ(sorts.all()[sorts.number({.program = {}, .kind = "kind 7"})].kind, "kind 7");
}

}  // namespace
}  // namespace caseload::records
