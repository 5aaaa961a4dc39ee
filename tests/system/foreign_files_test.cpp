// What other people's files hold, on a terminal, in a spreadsheet, and in somebody else's account.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Red on a terminal, the same in one character, writing turned around, and a line of its own.
const std::string kLoud = "\x1b[31m\u009b1m\u202eAnn\nANSWER";
const std::string kFormula = "=cmd|'/c calc'!A0";
const std::string kLog = "patient,staff,role,start,end,activity,live,program\n";

std::string log_of(const std::string& patient, const std::string& staff) {
  return "\"" + patient + "\",\"" + staff +
         "\",rn,2026-03-02T08:00,2026-03-02T08:25,check_in,yes,rpm\n";
}

// No byte of C0 but line feeds, no DEL, no C1, no mark that turns the direction.
void expect_readable(const std::string& text, const std::string& where) {
  const bool controls = std::ranges::any_of(text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F;
  });
  EXPECT_FALSE(controls) << where << ": " << text;
  EXPECT_THAT(text, Not(HasSubstr("\u009b"))) << where;
  EXPECT_THAT(text, Not(HasSubstr("\u202e"))) << where;
}

std::vector<std::string> bill(const fs::path& log, const fs::path& out) {
  return {"bill", "--time-log", log.string(), "--timezone", "UTC", "--out", out.string()};
}

TEST(ForeignFiles, NothingInThemIsACommandToATerminal) {
  const Scratch scratch;
  const auto log = scratch.write(
      "log.csv", kLog + log_of(kLoud, kLoud) + "Bob,x,\x1b[2Jnurse,2026-03-02T08:00,,check_in,,\n");

  const Ended text = caseload(bill(log, scratch.path("out")));
  std::vector<std::string> as_json = bill(log, scratch.path("other"));
  as_json.emplace_back("--json");
  const Ended told = caseload(as_json);

  ASSERT_EQ(text.exit_code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("\n\\x1b[31m\\u009b1m\\u202eAnn\\nANSWER\n"));
  EXPECT_THAT(text.out, HasSubstr("role \"\\x1b[2Jnurse\""));
  EXPECT_EQ(json::parse(told.out).at("claims")[0].at("patient"), kLoud) << "the value itself";
  for (const Ended* ended : {&text, &told}) {
    expect_readable(ended->out, "stdout");
    expect_readable(ended->err, "stderr");
  }
  for (const char* file :
       {"claims.csv", "not_claimed.csv", "minutes.csv", "rejected.csv", "bill.json"}) {
    const std::string written = read(scratch.path("out") / file);
    EXPECT_THAT(written, Not(HasSubstr("\x1b"))) << file;
    EXPECT_THAT(written, Not(HasSubstr("\u009b"))) << file;
  }
}

TEST(ForeignFiles, NeitherIsWhatWasTyped) {
  const Scratch scratch;
  const auto clinic = scratch.write("clinic\x1b[31m.yaml", "nonsense: \"\x1b[31m\"\n");

  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"check", clinic.string()},
        {"plan", "no\x1b[31mfile"},
        {"run", "main_street_clinic", "--plan", kLoud},
        {"bill", "--time-log", "no\x1b[31mlog", "--timezone", "UTC"},
        {"bill", "--time-log", clinic.string(), "--timezone", kLoud},
        {"plan", "main_street_clinic", kLoud},
        {kLoud}}) {
    const Ended ended = caseload(arguments);
    EXPECT_EQ(ended.exit_code, 2) << ended.err;
    expect_readable(ended.out + ended.err, arguments.back());
  }
}

TEST(ForeignFiles, AFormulaIsTextInEveryTable) {
  const Scratch scratch;
  const auto log = scratch.write(
      "log.csv", kLog + log_of(kFormula, "+Bea") + log_of("-1", "@Cy") + log_of("Di;=1+1", "Bea"));

  ASSERT_EQ(caseload(bill(log, scratch.path("out"))).exit_code, 0);

  for (const char* file : {"claims.csv", "not_claimed.csv", "minutes.csv"}) {
    const std::string table = read(scratch.path("out") / file);
    for (const char* cell : {"\n\"'=cmd|'/c calc'!A0\",", "\n'-1,", "\n\"Di;'=1+1\","})
      EXPECT_THAT(table, HasSubstr(cell)) << file;
  }
}

// What was written goes in again as another log: the patients are the same. One of them comes as a
// spreadsheet writes it.
TEST(ForeignFiles, OurOwnReaderGetsThePatientBack) {
  const Scratch scratch;
  const auto log = scratch.write("log.csv", kLog + log_of(kFormula, "Bea") + log_of("'-1", "Bea"));
  ASSERT_EQ(caseload(bill(log, scratch.path("out"))).exit_code, 0);
  std::string again = kLog;
  std::istringstream table(read(scratch.path("out") / "claims.csv"));
  std::string line;
  for (std::getline(table, line); std::getline(table, line);)
    again += line.substr(0, line.find(",99457")) +
             ",Bea,rn,2026-03-02T08:00,2026-03-02T08:25,check_in,yes,rpm\n";

  std::vector<std::string> arguments = bill(scratch.write("again.csv", again), scratch.path("two"));
  arguments.emplace_back("--json");
  const Ended ended = caseload(arguments);

  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  std::vector<std::string> patients;
  for (const json& claim : json::parse(ended.out).at("claims"))
    patients.push_back(claim.at("patient"));
  EXPECT_THAT(patients, ::testing::UnorderedElementsAre(kFormula, "-1"));
}

TEST(ForeignFiles, PatientDataAreReadableByTheirOwnerAlone) {
  const Scratch scratch;
  const mode_t before = ::umask(022);
  const auto log = scratch.write("log.csv", kLog + log_of("Ann", "Bea"));
  const auto state = scratch.write(
      "state.csv", "patient,minutes,live_contact,reading_days,enrolled\nAnn,4,yes,9,2026-03-01\n");
  const Ended billed = caseload(bill(log, scratch.path("bill/march")));
  const Ended planned =
      caseload({"plan", "main_street_clinic", "--as-of", "2026-03-18", "--state", state.string(),
                "--replications", "1", "--quiet", "--out", scratch.path("as_of").string()});
  const Ended ran = caseload({"run", "main_street_clinic", "--wire", "embedded", "--db",
                              scratch.path("store.db").string(), "--quiet", "--json"});
  ::umask(before);

  ASSERT_EQ(billed.exit_code, 0) << billed.err;
  ASSERT_EQ(planned.exit_code, 0) << planned.err;
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto open_to_others = [](const fs::path& path) {
    using enum fs::perms;
    return (fs::status(path).permissions() & (group_all | others_all)) != none;
  };
  int files = 0;
  for (const char* root : {"bill", "as_of"}) {
    EXPECT_FALSE(open_to_others(scratch.path(root))) << root;
    for (const auto& entry : fs::recursive_directory_iterator(scratch.path(root))) {
      EXPECT_FALSE(open_to_others(entry)) << entry;
      files += entry.is_regular_file() ? 1 : 0;
    }
  }
  EXPECT_EQ(files, 5 + 4);
  EXPECT_FALSE(open_to_others(scratch.path("store.db")));
}

TEST(ForeignFiles, RowsThatAreLeftOutAreSaidInTheAnswerAndOnStderr) {
  const Scratch scratch;
  const auto log = scratch.write(
      "log.csv", kLog + log_of("Ann", "Bea") + "Bob,Bea,rn,yesterday,,check_in,yes,rpm\n");
  std::vector<std::string> quiet = bill(log, scratch.path("out"));
  quiet.emplace_back("--quiet");

  const Ended ended = caseload(quiet);

  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.out, HasSubstr("Left out of all this: 1 of 2 rows (start: 1), which could"));
  EXPECT_THAT(ended.err, HasSubstr("1 of 2 rows (start: 1) were not used"));

  const auto state = scratch.write("state.csv",
                                   "patient,minutes,live_contact,reading_days,enrolled\n"
                                   "Ann,4,yes,9,2026-03-01\nBob,x,yes,9,2026-03-01\n");
  const Ended planned = caseload({"plan", "main_street_clinic", "--as-of", "2026-03-18", "--state",
                                  state.string(), "--replications", "1", "--quiet"});
  EXPECT_EQ(planned.exit_code, 0) << planned.err;
  EXPECT_THAT(planned.out, HasSubstr("Left out: 1 of 2 rows (minutes: 1)"));
  EXPECT_THAT(planned.err, HasSubstr("state.csv:3: not used: minutes \"x\""));
}

}  // namespace
}  // namespace caseload::system_test
