// The published vectors of the rules, as a practice's CSV files through the program, and what its
// user meets besides.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kLog = "patient,staff,role,start,end,activity,live,program\n";
const std::string kReadings = "patient,device,taken_at,manual\n";
const std::string kEnrolments = "patient,start,end,established,consent,order,billed_elsewhere\n";

std::string readings(int days, const std::string& device = "cuff", int each_day = 1) {
  std::string text;
  for (int day = 1; day <= days; ++day)
    for (int i = 0; i < each_day; ++i)
      text += "Ann," + device + ",2026-03-" + (day < 10 ? "0" : "") + std::to_string(day) + "T0" +
              std::to_string(6 + i) + ":00,no\n";
  return text;
}

// Of nobody of interest: a reading on the last day shows that the files go that far.
const std::string kLastDay = "Zoe,cuff,2026-03-31T07:00,no\n";

std::string row(const std::string& staff, const std::string& role, const std::string& from,
                const std::string& to, const std::string& rest = "check_in,yes,rpm") {
  return "Ann," + staff + "," + role + ",2026-03-02T" + from + ",2026-03-02T" + to + "," + rest +
         "\n";
}

struct Vector {
  const char* name;
  std::string log;
  std::string readings;
  std::string codes;  // "99454 99457 99458x2", in order
  std::string rules = "medicare";
  std::string visits{};
  std::string elsewhere = "no";
};
void PrintTo(const Vector& vector, std::ostream* out) { *out << vector.name; }

class BillVectors : public ::testing::TestWithParam<Vector> {};

TEST_P(BillVectors, AreWhatTheLogSupports) {
  const Vector& vector = GetParam();
  const Scratch scratch;
  std::vector<std::string> arguments{
      "bill",
      "--time-log",
      scratch.write("log.csv", kLog + vector.log).string(),
      "--readings",
      scratch.write("readings.csv", kReadings + vector.readings + kLastDay).string(),
      "--enrolments",
      scratch
          .write("enrolments.csv",
                 kEnrolments + "Ann,2026-03-01,,yes,yes,yes," + vector.elsewhere + "\n")
          .string(),
      "--timezone",
      "America/New_York",
      "--rules",
      vector.rules,
      "--json"};
  if (!vector.visits.empty()) {
    arguments.emplace_back("--visits");
    arguments.push_back(
        scratch.write("visits.csv", "patient,start,end\n" + vector.visits).string());
  }

  const Ended ended = caseload(arguments);

  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  const json out = json::parse(ended.out);
  EXPECT_TRUE(out.at("rejected").empty()) << out.at("rejected");
  std::map<std::string, int> claimed;
  for (const json& claim : out.at("claims"))
    if (claim.at("patient") == "Ann" && claim.at("code") != "99453")
      claimed[claim.at("code")] = claim.at("units");
  std::string codes;
  for (const auto& [code, units] : claimed)
    codes += (codes.empty() ? "" : " ") + code + (units > 1 ? "x" + std::to_string(units) : "");
  EXPECT_EQ(codes, vector.codes);
}

INSTANTIATE_TEST_SUITE_P(
    Published, BillVectors,
    ::testing::Values(
        Vector{"JustUnderTen", row("Bea", "rn", "08:00", "08:09:59"), readings(16), "99454"},
        Vector{"Ten", row("Bea", "rn", "08:00", "08:10"), readings(15), "99445 99470"},
        Vector{"JustUnderTwenty", row("Bea", "rn", "08:00", "08:19:59"), readings(16),
               "99454 99470"},
        Vector{"Twenty", row("Bea", "rn", "08:00", "08:20"), readings(1), "99457"},
        Vector{"JustUnderForty", row("Bea", "rn", "08:00", "08:39:59"), readings(2), "99445 99457"},
        Vector{"Forty", row("Bea", "rn", "08:00", "08:40"), readings(30), "99454 99457 99458"},
        Vector{"Sixty", row("Bea", "rn", "08:00", "09:00"), readings(0), "99457 99458x2"},
        Vector{"VoicemailsOnly",
               row("Bea", "rn", "08:00", "08:45", "review,no,rpm") +
                   row("Bea", "rn", "09:00", "09:02", "voicemail,no,rpm"),
               readings(20), "99454"},
        Vector{"TwelveAndTwelve",
               row("Bea", "rn", "08:00", "08:12") +
                   row("Bea", "rn", "09:00", "09:12", "check_in,yes,ccm"),
               readings(16), "99454 99470"},
        Vector{"TwoAtTheSameTime",
               row("Bea", "rn", "08:00", "08:14") + row("Cy", "ma", "08:02", "08:12"), readings(16),
               "99454 99470"},
        Vector{"PartlyInAVisit", row("Bea", "rn", "08:00", "08:25"), readings(16), "99454 99470",
               "medicare", "Ann,2026-03-02T08:17,2026-03-02T09:00\n"},
        Vector{"AtTheFrontDesk", row("Dee", "clerk", "08:00", "08:22"), readings(16), "99454"},
        Vector{"By2025sRules", row("Bea", "rn", "08:00", "08:15"), readings(15), "",
               "medicare-2025"},
        Vector{"PaidElsewhere", "", readings(16), "", "medicare", "", "yes"},
        Vector{"TwoDevices", "", readings(16, "cuff") + readings(16, "scale"), "99454"},
        Vector{"TwentyOnEightDays", "", readings(8, "cuff", 3), "99445"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Bill, FifteenMinutesInJanuaryAndFiveInFebruaryAreNotTwenty) {
  const Scratch scratch;
  const auto log = scratch.write(
      "log.csv", kLog +
                     "Ann,Bea,rn,2026-01-31T08:00,2026-01-31T08:15,check_in,yes,rpm\n"
                     "Ann,Bea,rn,2026-02-01T08:00,2026-02-01T08:05,check_in,yes,rpm\n");

  const Ended ended =
      caseload({"bill", "--time-log", log.string(), "--timezone", "America/New_York"});

  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("This contains patient data"));
  EXPECT_THAT(ended.out, HasSubstr("the log supports 99470: 15 min credited and a live contact"));
  EXPECT_THAT(ended.out, Not(HasSubstr("the log supports 99457")));
  EXPECT_THAT(ended.out, HasSubstr("not 99470: 5 min is below 10 min"));
}

TEST(Bill, WritesItsFilesAndRefusesOthers) {
  const Scratch scratch;
  const auto log = scratch.write("log.csv", kLog + row("Bea", "rn", "08:00", "08:20") + "x\n");
  const auto out = scratch.path("out");
  const std::vector<std::string> arguments{"bill",       "--time-log",       log.string(),
                                           "--timezone", "America/New_York", "--out",
                                           out.string(), "--quiet"};

  ASSERT_EQ(caseload(arguments).exit_code, 0);
  EXPECT_THAT(read(out / "claims.csv"), HasSubstr("Ann,99457,1,2026-03,,,"));
  EXPECT_THAT(read(out / "minutes.csv"), HasSubstr("Ann,2026-03,rpm,1,20.0000,20.0000,"));
  EXPECT_THAT(read(out / "rejected.csv"), HasSubstr("log.csv,3,1 field here and 8 in the header"));
  EXPECT_EQ(json::parse(read(out / "bill.json")).at("claims").size(), 1U);

  const auto taken = scratch.path("taken");
  std::filesystem::create_directory(taken);
  scratch.write("taken/notes.txt", "mine");
  std::vector<std::string> elsewhere = arguments;
  elsewhere[6] = taken.string();
  EXPECT_EQ(caseload(elsewhere).exit_code, 2);
}

TEST(Bill, BadInputIsToldAtOnceAndNothingIsWritten) {
  const Scratch scratch;
  const auto log = scratch.write("log.csv", "pateint,staff,role,start,end,activity,live,program\n");
  const auto readings = scratch.write("readings.csv", "patient,device,when\n");

  const Ended ended = caseload({"bill", "--time-log", log.string(), "--readings", readings.string(),
                                "--timezone", "America/New_York"});

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.out, "");
  EXPECT_THAT(ended.err, HasSubstr("the column patient is missing; did you mean \"pateint\"?"));
  EXPECT_THAT(ended.err, HasSubstr("the column taken_at is missing"));
  EXPECT_THAT(caseload({"bill", "--time-log", log.string(), "--timezone", "America/New_Yrok"}).err,
              HasSubstr("did you mean \"America/New_York\"?"));
  EXPECT_THAT(
      caseload({"bill", "--time-log", log.string(), "--timezone", "UTC", "--month", "2024-03"}).err,
      HasSubstr("--month 2024-03: no rule set is installed for it"));
}

TEST(Bill, BothRulesAreHeldAgainstEachOther) {
  const Scratch scratch;
  const auto log = scratch.write("log.csv", kLog + row("Bea", "rn", "08:00", "08:15"));

  const Ended ended =
      caseload({"bill", "--time-log", log.string(), "--timezone", "America/New_York",
                "--compare-rules", "medicare-2025", "medicare-2026"});

  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("From medicare-2025 to medicare-2026: $26.05"));
}

}  // namespace
}  // namespace caseload::system_test
