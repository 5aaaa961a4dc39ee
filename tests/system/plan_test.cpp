// caseload plan and check, from the outside.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

using namespace std::chrono_literals;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr const char* kClinic = "main_street_clinic";

std::vector<std::string> small_plan(const std::filesystem::path& out, const std::string& threads) {
  return {"plan",    kClinic,     "--replications", "3",     "--months",  "2026-03",
          "--quiet", "--threads", threads,          "--out", out.string()};
}

TEST(Plan, TheSameSeedGivesTheSameBytesForAnyNumberOfThreads) {
  const Scratch scratch;

  for (const char* threads : {"1", "2", "4"}) {
    const Ended ended = caseload(small_plan(scratch.path(threads), threads));
    EXPECT_THAT(ended.exit_code, AnyOf(0, 1, 3)) << ended.err;
  }
  const Ended again = caseload(small_plan(scratch.path("again"), "2"));
  EXPECT_THAT(again.exit_code, AnyOf(0, 1, 3)) << again.err;

  const std::string one = read(scratch.path("1") / "plan.json");
  EXPECT_FALSE(one.empty());
  EXPECT_EQ(one, read(scratch.path("2") / "plan.json"));
  EXPECT_EQ(one, read(scratch.path("4") / "plan.json"));
  EXPECT_EQ(one, read(scratch.path("again") / "plan.json"));
  EXPECT_EQ(read(scratch.path("1") / "csv" / "runs.csv"),
            read(scratch.path("4") / "csv" / "runs.csv"));
}

TEST(Plan, AnotherSeedGivesOtherNumbers) {
  const Ended one = caseload({"plan", kClinic, "--replications", "1", "--months", "2026-03",
                              "--json", "--quiet", "--seed", "1"});
  const Ended two = caseload({"plan", kClinic, "--replications", "1", "--months", "2026-03",
                              "--json", "--quiet", "--seed", "2"});

  EXPECT_NE(nlohmann::json::parse(one.out)["fingerprint"],
            nlohmann::json::parse(two.out)["fingerprint"]);
}

TEST(Plan, JsonOnStdoutIsTheFileItWrites) {
  const Scratch scratch;

  const Ended ended = caseload({"plan", kClinic, "--replications", "2", "--months", "2026-03",
                                "--json", "--quiet", "--out", scratch.path("out").string()});

  EXPECT_EQ(ended.out, read(scratch.path("out") / "plan.json"));
  EXPECT_EQ(nlohmann::json::parse(ended.out)["plans"].back()["name"], "unlimited");
}

TEST(Plan, ExitCodeIsTheVerdict) {
  const Ended ended = caseload(
      {"plan", kClinic, "--replications", "3", "--months", "2026-03", "--json", "--quiet"});

  bool yes = false, too_close = false;
  for (const auto& plan : nlohmann::json::parse(ended.out)["plans"]) {
    if (plan["name"] == "unlimited") continue;
    const std::string answer = plan["verdict"];
    yes = yes || answer == "yes";
    too_close = too_close || answer == "too_close";
  }
  EXPECT_EQ(ended.exit_code, yes ? 0 : too_close ? 3 : 1);
}

TEST(Plan, WhatSoFewReplicationsCannotShowIsSaidBeforehand) {
  const Ended plan = caseload({"plan", kClinic, "--replications", "2", "--months", "2026-03"});
  EXPECT_THAT(plan.err, HasSubstr("with 2 replications no plan can be shown to hold"));
  EXPECT_THAT(plan.err, HasSubstr("(--replications 59)"));

  const Ended panel =
      caseload({"plan", kClinic, "--panel", "100", "--months", "2026-03", "--replications", "2"});
  EXPECT_THAT(panel.err, HasSubstr("(--replications 59)"));
}

TEST(Plan, OtherResultsAreNotOverwrittenWithoutForce) {
  const Scratch scratch;
  std::vector<std::string> arguments = small_plan(scratch.path("out"), "2");
  ASSERT_THAT(caseload(arguments).exit_code, AnyOf(0, 1, 3));
  const std::string before = read(scratch.path("out") / "plan.json");

  arguments.insert(arguments.end(), {"--seed", "2"});
  const Ended refused = caseload(arguments);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_EQ(read(scratch.path("out") / "plan.json"), before);

  arguments.push_back("--force");
  EXPECT_THAT(caseload(arguments).exit_code, AnyOf(0, 1, 3));
  EXPECT_NE(read(scratch.path("out") / "plan.json"), before);
}

TEST(Plan, InterruptedItKeepsABalancedPrefix) {
  const Scratch scratch;
  Program program{
      {"plan", kClinic, "--replications", "100000", "--out", scratch.path("out").string()}};
  std::this_thread::sleep_for(3s);
  ASSERT_TRUE(program.running());

  program.signal(SIGINT);
  const Ended ended = program.wait();

  EXPECT_EQ(ended.exit_code, 130) << ended.err;
  const auto json = nlohmann::json::parse(read(scratch.path("out") / "plan.json"));
  EXPECT_EQ(json["partial"], true);
  EXPECT_GT(json["replications"], 0);
  for (const auto& plan : json["plans"]) EXPECT_EQ(plan["replications"], json["replications"]);
}

TEST(Plan, ABudgetStopsInTime) {
  const auto begun = std::chrono::steady_clock::now();

  const Ended ended = caseload(
      {"plan", kClinic, "--replications", "1000000", "--budget", "2s", "--json", "--quiet"});

  EXPECT_LT(std::chrono::steady_clock::now() - begun, 20s);
  EXPECT_THAT(ended.exit_code, AnyOf(0, 1, 3)) << ended.err;
  EXPECT_EQ(nlohmann::json::parse(ended.out)["partial"], true);
}

TEST(Check, SaysWhatWasUnderstood) {
  const Ended ended = caseload({"check", kClinic});

  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("320 patients"));
  EXPECT_THAT(ended.out, HasSubstr("Load by plan"));
  EXPECT_LE(std::ranges::count(ended.out, '\n'), 29);
}

TEST(Check, DetailsFollowOnRequest) {
  const Ended brief = caseload({"check", kClinic});
  const Ended ended = caseload({"check", kClinic, "--details"});

  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, StartsWith(brief.out));
  EXPECT_THAT(ended.out, HasSubstr("America/New_York"));
  EXPECT_THAT(ended.out, HasSubstr("An estimate, not a bound"));
}

// A practice that plans a year for which no rules are published yet.
std::string of_next_year(const std::string& more) {
  return "schema_version: 1\ntimezone: America/New_York\nmonths: 2027-01\npanel: {patients: 40}\n"
         "staff:\n  - {name: Ana, role: rn, rpm_share: 1}\n"
         "  - {name: Nora, role: np, rpm_share: .1}\n"
         "plans: [{name: today, staff: [Ana, Nora]}]\n" +
         more;
}

TEST(RulesCarriedForward, AreAskedForByAKeyThatTheErrorNames) {
  const Scratch scratch;
  const auto file = scratch.write("next.yaml", of_next_year(""));

  const Ended ended = caseload({"check", file.string()});

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("installed: medicare-2025 (2025-01-01 to 2025-12-31), "
                                   "medicare-2026 (2026-01-01 to 2026-12-31)"));
  EXPECT_THAT(ended.err, HasSubstr("add rules_carry_forward: 2027"));
}

TEST(RulesCarriedForward, AreMarkedInEveryOutput) {
  const Scratch scratch;
  const std::string file =
      scratch.write("next.yaml", of_next_year("rules_carry_forward: 2027\n")).string();
  const std::string out = scratch.path("out").string();
  const std::vector<std::vector<std::string>> texts{
      {"check", file},
      {"plan", file, "--replications", "2", "--quiet", "--out", out},
      {"plan", file, "--replications", "1", "--compare-rules", "medicare-2025", "medicare-2026"},
      {"run", file, "--quiet"},
      {"run", file, "--trace", "3", "--quiet"}};

  for (const auto& arguments : texts)
    EXPECT_THAT(caseload(arguments).out,
                HasSubstr("From January 2027 on, medicare-2026 (carried forward) stands in"))
        << arguments[0] << " " << arguments.back();

  for (std::vector<std::string> arguments : texts) {
    arguments.emplace_back("--json");
    const Ended ended = caseload(arguments);
    EXPECT_EQ(nlohmann::json::parse(ended.out)["months_under_carried_rules"],
              nlohmann::json{"2027-01"})
        << arguments[0];
  }
  EXPECT_THAT(read(scratch.path("out") / "csv" / "codes.csv"),
              HasSubstr("medicare-2026 (carried forward)"));
}

TEST(Warnings, OfATimeZoneThatIsAnOffsetAreShownByCheckAndPlan) {
  const Scratch scratch;
  std::string text = of_next_year("rules_carry_forward: 2027\n");
  text.replace(text.find("America/New_York"), 16, "EST");
  const std::string file = scratch.write("est.yaml", text).string();

  EXPECT_THAT(caseload({"check", file}).out, HasSubstr("without daylight saving"));
  EXPECT_THAT(caseload({"plan", file, "--replications", "1", "--quiet"}).err,
              HasSubstr("without daylight saving"));
}

TEST(Check, ALibraryScenarioIsFoundUnderTheNameOfItsFile) {
  const Ended ended = caseload({"check", "scenarios/library/main_street_clinic.yaml"});

  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.err, HasSubstr("built into this program"));
}

TEST(Check, AFileWinsOverTheLibrary) {
  const Scratch scratch;
  const auto file = scratch.write("main_street_clinic.yaml", "schema_version: 1\nnonsense: true\n");

  const Ended ended = caseload({"check", file.string()});

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("main_street_clinic.yaml:2:"));
}

struct Bad {
  const char* name;
  std::vector<std::string> arguments;
  const char* said;
};
class BadInput : public ::testing::TestWithParam<Bad> {};

TEST_P(BadInput, IsExitTwoAndSaysWhy) {
  const Ended ended = caseload(GetParam().arguments);

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.out, IsEmpty());
  EXPECT_THAT(ended.err, HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    CommandLine, BadInput,
    ::testing::Values(
        Bad{"NoCommand", {}, "needs a command"}, Bad{"UnknownCommand", {"emulate"}, "emulate"},
        Bad{"UnknownOption", {"plan", kClinic, "--nurses", "3"}, "--nurses"},
        Bad{"NoSuchFile", {"check", "no_such_clinic.yaml"}, "main_street_clinic"},
        Bad{"ADirectory", {"check", "/tmp"}, "/tmp"},
        Bad{"NoReplications", {"plan", kClinic, "--replications", "0"}, "--replications"},
        Bad{"SeedInWords", {"plan", kClinic, "--seed", "one"}, "--seed"},
        Bad{"NoSuchMonth", {"plan", kClinic, "--months", "2026-13"}, "2026-13"},
        Bad{"MonthTwice", {"plan", kClinic, "--months", "2026-03,2026-03"}, "twice"},
        Bad{"MonthWithoutRules", {"plan", kClinic, "--months", "2031-03"}, "no rule set"},
        Bad{"BudgetWithoutUnit", {"plan", kClinic, "--budget", "60"}, "--budget"},
        Bad{"NoSuchPlan", {"run", kClinic, "--plan", "9 RN"}, "1 RN"},
        Bad{"NoSuchPatient", {"run", kClinic, "--trace", "99999", "--month", "2026-03"}, "99999"},
        Bad{"WireWithoutPort", {"run", kClinic, "--wire", "localhost"}, "localhost"},
        Bad{"StoreWithoutBackend",
            {"run", kClinic, "--db", "/nowhere/store.db"},
            "--wire embedded"},
        Bad{"StoreInMemory",
            {"run", kClinic, "--wire", "embedded", "--db", ":memory:"},
            "SQLite would keep this in memory"},
        Bad{"BackendWithoutAFile", {"backend", "--db", ""}, "--db: expected the name of a file"},
        Bad{"BackendInMemory", {"backend", "--db", "file::memory:"}, "not a URI"},
        Bad{"BackendOnADevice", {"backend", "--db", "/dev/null"}, "this is a device"},
        Bad{"VerifyingNothing", {"backend", "--verify", "/nowhere/store.db"}, "No such file"},
        Bad{"BackendOnThePublicNet", {"backend", "--listen", "0.0.0.0:0"}, "loopback"}),
    [](const auto& param) { return std::string{param.param.name}; });

TEST(BadInputFiles, NothingIsWritten) {
  const Scratch scratch;
  const auto file = scratch.write("broken.yaml", "schema_version: 1\npanel: {patients: -3}\n");

  const Ended ended = caseload({"plan", file.string(), "--out", scratch.path("out").string()});

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_FALSE(std::filesystem::exists(scratch.path("out")));
}

TEST(BadInputFiles, AHundredMegabytesAreRefusedUnread) {
  const Scratch scratch;
  const auto file = scratch.write("huge.yaml", "");
  std::filesystem::resize_file(file, 100'000'000);

  const Ended ended = caseload({"check", file.string()});

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("huge.yaml"));
}

TEST(Program, HelpAndVersionAreNoErrors) {
  EXPECT_EQ(caseload({"--help"}).exit_code, 0);
  EXPECT_EQ(caseload({"plan", "--help"}).exit_code, 0);
  const Ended version = caseload({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_THAT(version.out, StartsWith("caseload 0."));
}

TEST(Program, AFullDiskIsNotSuccess) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  const std::string command =
      std::string{CASELOAD_BINARY} + " check main_street_clinic > /dev/full 2> /dev/null";

  EXPECT_NE(std::system(command.c_str()), 0);
}

// Where four patients stand; the fourth row cannot be.
constexpr const char* kState =
    "patient,minutes,live_contact,reading_days,enrolled,acuity,last_reading\n"
    "MRN-1041,14.5,yes,11,2025-11-20,low,2026-03-17T07:12\n"
    "MRN-1042,0,no,4,2026-03-10,high,2026-03-14T07:40\n"
    "MRN-1043,22,yes,12,2025-12-02,low,2026-03-17T06:55\n"
    "MRN-1044,many,yes,12,2025-12-02,low,2026-03-17T06:55\n";

std::vector<std::string> as_of(const std::filesystem::path& state, const std::string& day) {
  return {"plan",         kClinic,          "--as-of", day,      "--state",
          state.string(), "--replications", "3",       "--quiet"};
}

TEST(AsOf, KeepsPatientsOutOfWhatIsPassedOn) {
  const Scratch scratch;
  std::vector<std::string> arguments = as_of(scratch.write("state.csv", kState), "2026-03-18");
  arguments.insert(arguments.end(), {"--out", scratch.path("out").string()});

  const Ended ended = caseload(arguments);

  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("of the 3 patients"));
  EXPECT_THAT(ended.err, HasSubstr("state.csv:5: not used: minutes \"many\""));
  const std::string list = read(scratch.path("out") / "patients_due.csv");
  EXPECT_THAT(list, HasSubstr("contains_patient_data"));
  for (const std::string& text : {ended.out, read(scratch.path("out") / "as_of.json"), list,
                                  read(scratch.path("out") / "patients_due.txt")})
    EXPECT_THAT(text, ::testing::Not(HasSubstr("MRN-")));
  const auto permissions =
      std::filesystem::status(scratch.path("out") / "patients_due.csv").permissions();
  EXPECT_EQ(permissions, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);

  arguments.insert(arguments.end(), {"--show-ids", "--force"});
  EXPECT_EQ(caseload(arguments).exit_code, 0);
  EXPECT_THAT(read(scratch.path("out") / "patients_due.csv"), HasSubstr("\nMRN-1042,3,high,"));
}

TEST(AsOf, WhatCannotBeIsRefusedBeforeAnythingIsWritten) {
  const Scratch scratch;
  const auto state = scratch.write("state.csv", kState);

  for (const std::vector<std::string>& arguments :
       {as_of(state, "2026-02-30"), as_of(state, "2031-03-18"),
        as_of(scratch.path("none.csv"), "2026-03-18"),
        as_of(scratch.write("empty.csv", "patient,minutes\n"), "2026-03-18"),
        std::vector<std::string>{"plan", kClinic, "--as-of", "2026-03-18"}}) {
    const Ended ended = caseload(arguments);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.out, IsEmpty());
    EXPECT_THAT(ended.err, ::testing::Not(IsEmpty()));
  }
}

TEST(PanelSweep, SaysWhichPanelEachTeamWouldCarry) {
  const Scratch scratch;
  const Ended ended =
      caseload({"plan", kClinic, "--panel", "900,100", "--months", "2026-03", "--replications", "2",
                "--quiet", "--json", "--out", scratch.path("out").string()});

  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = nlohmann::json::parse(ended.out);
  EXPECT_EQ(json["panels"], nlohmann::json::parse("[100, 900]"));
  EXPECT_EQ(json["sizes"][1]["plans"][0]["verdict"], "no");
  EXPECT_EQ(ended.out, read(scratch.path("out") / "panel.json"));
  EXPECT_THAT(read(scratch.path("out") / "csv" / "panel.csv"), StartsWith("patients,plan,verdict"));
}

}  // namespace
}  // namespace caseload::system_test
