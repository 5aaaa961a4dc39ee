// The exports of another program, through the program, by a file that says how they are read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::filesystem::path kExports =
    std::filesystem::path{CASELOAD_SOURCE_DIR} / "tests/data/exports";

std::vector<std::string> arguments(const std::string& columns, std::vector<std::string> more) {
  std::vector<std::string> all{"bill",
                               "--time-log",
                               (kExports / "time_report.csv").string(),
                               "--readings",
                               (kExports / "hub_readings.csv").string(),
                               "--enrolments",
                               (kExports / "enrolments.txt").string(),
                               "--timezone",
                               "America/New_York",
                               "--month",
                               "2026-03",
                               "--columns",
                               columns};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST(BillColumns, ExportsOfAnotherProgramAreReadWithoutAScript) {
  const Ended ended = caseload(arguments((kExports / "columns.yaml").string(), {"--json"}));

  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  const json out = json::parse(ended.out);
  std::vector<std::string> codes;
  for (const json& claim : out.at("claims"))
    codes.push_back(claim.at("patient").get<std::string>() + " " +
                    claim.at("code").get<std::string>());
  EXPECT_THAT(codes, ElementsAre("00417 99457", "00417 99453", "00417 99454"));
  // Two minutes of the clock are none of the note's length; the front desk's count for nothing.
  for (const json& minutes : out.at("minutes")) {
    if (minutes.at("patient") == "00417") {
      EXPECT_EQ(minutes.at("credited_s"), 14 * 60 + 210 + 8 * 60);
    }
    if (minutes.at("patient") == "00422") {
      EXPECT_EQ(minutes.at("credited_s"), 12 * 60);
      EXPECT_EQ(minutes.at("lost_s").at("role"), 20 * 60);
    }
  }
  // Without consent there is no code.
  std::vector<std::string> why;
  for (const json& refused : out.at("not_claimed"))
    if (refused.at("patient") == "00422") why.push_back(refused.at("reason"));
  EXPECT_THAT(why, Contains(HasSubstr("9 days with readings, but the patient has not consented")));
  ASSERT_EQ(out.at("rejected").size(), 1U);
  EXPECT_EQ(out.at("rejected")[0].at("line"), 10);
  EXPECT_THAT(out.at("rejected")[0].at("why").get<std::string>(),
              HasSubstr("activity \"Fax received\": expected review"));
}

// The map that docs/bill.md shows, word for word, reads the log it is said to read.
TEST(BillColumns, TheMapInTheDocumentationReadsTheLog) {
  const Scratch scratch;
  const std::string page = read(std::filesystem::path{CASELOAD_SOURCE_DIR} / "docs/bill.md");
  const auto from = page.find("```yaml\n") + 8;
  const auto map = scratch.write("columns.yaml", page.substr(from, page.find("```", from) - from));

  const Ended ended =
      caseload({"bill", "--time-log", (kExports / "time_report.csv").string(), "--timezone",
                "America/New_York", "--columns", map.string(), "--json"});

  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_FALSE(json::parse(ended.out).at("claims").empty());
}

TEST(BillColumns, TheReportSaysByWhatTheFilesWereRead) {
  const Ended ended = caseload(arguments((kExports / "columns.yaml").string(), {}));

  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("columns.yaml says"));
  EXPECT_THAT(ended.out, HasSubstr("columns not used: Value"));
}

TEST(BillColumns, AColumnTheFileDoesNotHaveIsNamedWhereTheMapNamesIt) {
  const Scratch scratch;
  std::string map = read(kExports / "columns.yaml");
  const std::string theirs = "role: Credential";
  map.replace(map.find(theirs), theirs.size(), "role: Credentials");
  const std::string file = scratch.write("map.yaml", map).string();

  const Ended ended = caseload(arguments(file, {}));

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr(file + ":10:11: "));
  EXPECT_THAT(ended.err, HasSubstr("has no column \"Credentials\"; did you mean \"Credential\"?"));
  EXPECT_EQ(ended.out, "");
}

}  // namespace
}  // namespace caseload::system_test
