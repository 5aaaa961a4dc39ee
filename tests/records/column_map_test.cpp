#include "records/column_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "records/time_log.hpp"
#include "tests/records/practice_of.hpp"

namespace caseload::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string refusal(const std::string& map) {
  const auto maps = parse_column_maps("schema_version: 1\n" + map, "map.yaml");
  return maps ? "accepted" : maps.error().text;
}

// A time log read by a map: "row 2: 2026-03-02T13:05:00Z 12 min live", or why it was not.
std::vector<std::string> rows(const std::string& map, const std::string& log) {
  const auto maps = parse_column_maps("schema_version: 1\n" + map, "map.yaml");
  if (!maps) return {maps.error().text};
  const ZoneTable zone = *scenarios::zone_table("America/New_York");
  Practice practice;
  std::istringstream in(log);
  const auto read = read_time_log(in, "log.csv", zone, choose_rules("medicare")->book, practice,
                                  maps->time_log ? &*maps->time_log : nullptr);
  if (!read) return {read.error().text};
  std::vector<std::string> out;
  for (const LoggedRow& row : practice.log)
    out.push_back(practice.patients[row.patient] + " " + practice.staff[row.staff] + " " +
                  std::string(rules::name(static_cast<rules::Role>(row.role))) + " " +
                  std::string(rules::name(static_cast<rules::Activity>(row.activity))) + " " +
                  iso(row.start) + " " + spoken(row.length()) +
                  (static_cast<YesNoUnknown>(row.live) == YesNoUnknown::Yes ? " live" : ""));
  for (const Rejection& each : practice.rejections) out.push_back(each.why);
  return out;
}

const std::string kMap = R"(time_log:
  columns: {patient: MRN, staff: [First, Last], role: Title, start: [Day, From], activity: Type, live: Type, minutes: Length}
  always: {program: rpm}
  dates: [M/D/YYYY h:mm AM]
  duration: h:mm:ss
  words: {role: {"R.N.": rn}, activity: {Reached: check_in, Chart: review}, live: {Reached: yes, Chart: no}}
)";
const std::string kHeader = "MRN,First,Last,Title,Day,From,Type,Length\n";

TEST(ColumnMap, ColumnsAreJoinedWordsTranslatedAndWhatIsAlwaysTheSameIsSaidOnce) {
  EXPECT_THAT(rows(kMap, kHeader + "7,Ana,Ruiz,r.n.,3/2/2026,8:05 AM,REACHED,0:12:30\n"
                                   "7,Ana,,rn,3/2/2026,1:00 PM,Chart,0:00:45\n"),
              ElementsAre("7 Ana Ruiz rn check_in 2026-03-02T13:05:00Z 12 min 30 s live",
                          "7 Ana rn review 2026-03-02T18:00:00Z 45 s"));
}

TEST(ColumnMap, WhatItDoesNotKnowIsRejectedInItsOwnWords) {
  EXPECT_THAT(
      rows(kMap, kHeader + "7,Ana,Ruiz,rn,2.3.2026,8:05,Reached,0:12:30\n"
                           "7,Ana,Ruiz,rn,3/2/2026,8:05 AM,Reached,12.5\n"
                           "7,Ana,Ruiz,boss,3/2/2026,8:05 AM,Reached,0:1:00\n"),
      ElementsAre("start \"2.3.2026 8:05\": expected a time written as M/D/YYYY h:mm AM, as "
                  "map.yaml says",
                  "minutes \"12.5\": expected a length such as 0:12:30, as map.yaml says",
                  "role \"boss\": expected rn, lpn, ma, pharmacist, np, md or clerk"));
}

TEST(ColumnMap, LengthsAreInTheUnitItSays) {
  const std::string header = "patient,staff,role,start,end,activity,live,program,minutes\n";
  const std::string row = "7,Ana,rn,2026-03-02T08:00,,review,no,rpm,";
  const auto length = [&](const std::string& unit, const std::string& written) {
    return rows("time_log: {duration: \"" + unit + "\"}\n", header + row + written + "\n").at(0);
  };

  EXPECT_THAT(length("seconds", "90"), HasSubstr("1 min 30 s"));
  EXPECT_THAT(length("hours", "0.5"), HasSubstr("30 min"));
  EXPECT_THAT(length("minutes", "2.5"), HasSubstr("2 min 30 s"));
  EXPECT_THAT(length("m:ss", "75:05"), HasSubstr("75 min 5 s"));
  EXPECT_THAT(length("m:ss", "1:75"), HasSubstr("expected a length such as 12:30"));
}

TEST(ColumnMap, ATitleAboveTheHeaderAndAnotherEncodingAreRead) {
  EXPECT_THAT(rows("time_log: {header_line: 3, encoding: windows-1252}\n",
                   "Report, of \"March\n\npatient;staff;role;start;end;activity;live;program\n"
                   "7;N\xFA\xF1"
                   "ez \x80;rn;2026-03-02T08:00;2026-03-02T08:10;review;no;rpm\n"),
              ElementsAre("7 Núñez € rn review 2026-03-02T13:00:00Z 10 min"));
}

TEST(ColumnMap, AColumnTheFileDoesNotHaveIsNamedWhereTheMapNamesIt) {
  EXPECT_THAT(rows(kMap, "MRN,First,Last,Title,Day,Start,Type,Length\n"),
              ElementsAre("map.yaml:3:75: log.csv has no column \"From\""));
}

TEST(ColumnMap, EverythingThatIsWrongIsToldAtOnceWithItsPlace) {
  const std::string wrong = refusal(R"(time_log:
  columns: {pateint: MRN, start: Start}
  always: {program: rpn, start: today}
  words: {activity: {Call: checkin}, patient: {A: B}}
  dates: [MM-DD]
reading: {}
)");

  EXPECT_THAT(wrong,
              HasSubstr("map.yaml:3:13: time_log.columns.pateint: \"pateint\" is none of our "
                        "columns; did you mean \"patient\"?"));
  EXPECT_THAT(wrong, HasSubstr("map.yaml:4:21: time_log.always.program: \"rpn\": expected one of "
                               "rpm, ccm, rtm, other; did you mean \"rpm\"?"));
  EXPECT_THAT(wrong, HasSubstr("start is one of the file's columns above"));
  EXPECT_THAT(wrong, HasSubstr("map.yaml:5:28: time_log.words.activity.Call: \"checkin\": expected "
                               "one of review"));
  EXPECT_THAT(wrong, HasSubstr("patient has no words of ours"));
  EXPECT_THAT(wrong, HasSubstr("map.yaml:6:11: "));
  EXPECT_THAT(wrong, HasSubstr("unknown key \"reading\"; did you mean \"readings\"?"));
}

}  // namespace
}  // namespace caseload::records
