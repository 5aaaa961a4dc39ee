// What no output of ours may say, and what none may leave out.
//
// Every command's text, JSON and CSV is read here as its user reads it. The program plans capacity
// for work that patients need: it never advises minutes for their own sake, never speaks of billing
// where a log merely supports a code, and never presents a threshold-driven policy as advice.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

struct Output {
  std::string of;  // the command line or file
  std::string text;
};

// One line, single spaces, no capitals: a sentence is found wherever its line was broken.
std::string flowing(const std::string& text) {
  std::string flow;
  for (const char c : text) {
    const char plain = std::isspace(static_cast<unsigned char>(c))
                           ? ' '
                           : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (plain != ' ' || (!flow.empty() && flow.back() != ' ')) flow += plain;
  }
  return flow;
}

// Outputs are long: a failure names what is missing where, and does not print them.
bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

void run(std::vector<Output>& outputs, std::vector<std::string> arguments) {
  std::string line = "caseload";
  for (const std::string& argument : arguments) line += " " + argument;
  const Ended ended = caseload(std::move(arguments));
  EXPECT_TRUE(ended.exit_code == 0 || ended.exit_code == 1 || ended.exit_code == 3)
      << line << ": " << ended.err;
  EXPECT_FALSE(ended.out.empty()) << line;
  outputs.push_back({line, ended.out});
}

void read_all(std::vector<Output>& outputs, const std::filesystem::path& directory) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    if (entry.is_regular_file())
      outputs.push_back({entry.path().filename().string(), read(entry.path())});
}

// The clinic of the first command, under a policy that is ordered by thresholds.
std::string threshold_driven_clinic() {
  const std::string scenario = read(std::filesystem::path{CASELOAD_SOURCE_DIR} /
                                    "scenarios/library/main_street_clinic.yaml");
  return scenario + "\npolicy: {order: closest_first}\n";
}

// Nineteen minutes, twenty minutes and a silent month, as a practice's own records.
void run_bill(std::vector<Output>& outputs, const Scratch& scratch) {
  const std::string log =
      scratch
          .write("log.csv",
                 "patient,staff,role,start,end,activity,live,program\n"
                 "P-1,Ana,rn,2026-03-03T09:00,2026-03-03T09:19,check_in,yes,rpm\n"
                 "P-2,Ana,rn,2026-03-04T09:00,2026-03-04T09:20:30,check_in,yes,rpm\n"
                 "P-3,Ana,rn,2026-03-05T09:00,2026-03-05T09:45,voicemail,no,rpm\n")
          .string();
  std::string readings = "patient,device,taken_at\n";
  for (int day = 10; day < 29; ++day)
    readings += "P-2,cuff,2026-03-" + std::to_string(day) + "T07:00\n";
  const std::string taken = scratch.write("readings.csv", readings).string();
  std::vector<std::string> bill{"bill",       "--time-log",      log, "--readings", taken,
                                "--timezone", "America/New_York"};
  run(outputs, bill);
  bill.push_back("--json");
  run(outputs, bill);
  bill.insert(bill.end(), {"--out", scratch.path("bill").string()});
  run(outputs, bill);
  read_all(outputs, scratch.path("bill"));
}

// The other questions `plan` answers: a month under way, other sizes, other rules.
void run_other_plans(std::vector<Output>& outputs, const Scratch& scratch) {
  const std::string state = scratch
                                .write("state.csv",
                                       "patient,minutes,live_contact,reading_days,enrolled\n"
                                       "P-1,19,yes,9,2025-06-01\nP-2,0,no,2,2025-08-15\n"
                                       "P-3,14.5,yes,4,2025-10-20\n")
                                .string();
  const std::string out = scratch.path("as_of").string();
  const std::vector<std::string> plan{"plan", "main_street_clinic", "--replications", "2",
                                      "--quiet"};
  const auto run_with = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = plan;
    arguments.insert(arguments.end(), more.begin(), more.end());
    run(outputs, std::move(arguments));
  };
  run_with({"--as-of", "2026-03-18", "--state", state, "--out", out});
  read_all(outputs, out);
  run_with({"--panel", "200,320", "--months", "2026-03"});
  run_with({"--compare-rules", "medicare-2025", "medicare-2026", "--months", "2026-03"});
}

// Where there is one of everything, and one of it is wrong.
void run_bill_of_one(std::vector<Output>& outputs, const Scratch& scratch) {
  const std::string log =
      scratch
          .write("one.csv",
                 "patient,staff,role,start,end,activity,live,program,minutes,manual\n"
                 "P-1,Ana,rn,2026-03-03,,check_in,,rpm,75,yes\n"
                 "P-1,Ana,rn,2026-03-03T09:00,2026-03-03T08:19,check_in,yes,rpm,,\n"
                 "P-1,Ana,rn,2026-03-04T09:00,2026-03-04T09:19,device_help,no,rpm,5,\n")
          .string();
  const std::string readings = scratch
                                   .write("one_reading.csv",
                                          "patient,device,taken_at,kind\n"
                                          "P-1,cuff,2026-03-03T07:00,\n"
                                          "P-2,brace,2026-03-03T07:00,therapy adherence\n")
                                   .string();
  run(outputs, {"bill", "--time-log", log, "--readings", readings, "--timezone", "UTC"});
}

std::vector<Output> every_output() {
  std::vector<Output> outputs;
  const Scratch scratch;
  run_bill(outputs, scratch);
  run_bill_of_one(outputs, scratch);
  run_other_plans(outputs, scratch);
  for (const std::string clinic :
       {"main_street_clinic", "heart_failure_programme", "bilingual_clinic", "chronic_care_clinic",
        "growing_programme"}) {
    const std::string out = scratch.path(clinic).string();
    run(outputs, {"check", clinic});
    run(outputs, {"check", clinic, "--json"});
    run(outputs, {"plan", clinic, "--replications", "2", "--quiet", "--out", out});
    read_all(outputs, out);
    run(outputs, {"run", clinic});
    run(outputs, {"run", clinic, "--json"});
    run(outputs, {"run", clinic, "--trace", "17"});
  }
  const auto log = scratch.write("log.csv",
                                 "patient,staff,role,start,end,activity,live,program\n"
                                 "Ann,Bea,rn,2026-03-02T08:00,2026-03-02T08:20,check_in,yes,rpm\n"
                                 "Bob,Bea,rn,2026-03-02T08:10,2026-03-02T08:24,check_in,,rpm\n"
                                 "Cy,Bea,rn,2026-03-02T08:10,2026-03-02T08:00,check_in,no,rpm\n");
  const std::string billed = scratch.path("billed").string();
  run(outputs, {"bill", "--time-log", log.string(), "--timezone", "UTC", "--out", billed});
  run(outputs, {"bill", "--time-log", log.string(), "--timezone", "UTC", "--json"});
  read_all(outputs, billed);
  const auto compared = scratch.write("compared.yaml", threshold_driven_clinic());
  run(outputs, {"plan", compared.string(), "--replications", "2", "--quiet"});
  return outputs;
}

// What must not be said, as a pattern over flowing text; the sentence that denies it is let pass.
struct Forbidden {
  const char* what;
  const char* pattern;
};
constexpr std::array kForbidden{
    Forbidden{"minutes to add", "minutes to add|add(ing)? (more |some )?minutes"},
    Forbidden{"minutes short of a threshold",
              "minutes? (short|missing|to go|needed|left|more) (of|to|until|for) (10|20|40|60)"},
    Forbidden{"minutes for their own sake", "top(ping)? (him|her|them|patients?) up"},
    Forbidden{"a request to bill",
              "\\b(you (can|should|may)|please|now|to|and) bill (99|98|the)|\\bbill(able)? code"},
    Forbidden{"the price of a minute", "(dollars?|\\$ ?[0-9.,]+) (per|a|an|for each) minute\\b"},
    Forbidden{"stopping at a threshold",
              "stop(s|ping)? (at|after) (10|20|40|60|the threshold)|once (she|he|they) reach"},
    Forbidden{"disenrolment", "disenrol|drop (these|unprofitable) patients"},
    Forbidden{"certainty", "guarantee|definitely|p-value|statistically significant"},
};
const std::string kDenial = "it never advises adding minutes";

void expect_nothing_forbidden(const Output& output) {
  std::string flow = flowing(output.text);
  for (std::size_t at; (at = flow.find(kDenial)) != std::string::npos;)
    flow.erase(at, kDenial.size());
  for (const Forbidden& forbidden : kForbidden) {
    std::smatch found;
    EXPECT_FALSE(std::regex_search(flow, found, std::regex{forbidden.pattern}))
        << forbidden.what << ": \"" << found.str() << "\"";
  }
}

// An answer from defaults is conditional, gives whole patients beside their share, both clocks (the
// shipped clinics are unstaffed at night), and says whose error rate it is.
void expect_an_honest_plan(const Output& plan) {
  const std::string flow = flowing(plan.text);
  EXPECT_TRUE(says(flow, "answer if these assumptions hold, "));
  EXPECT_TRUE(says(flow, " would "));
  EXPECT_FALSE(says(flow, " will be enough") || says(flow, " is enough"));
  EXPECT_TRUE(std::regex_search(
      flow, std::regex{"on average [0-9,.]+ of [0-9,]+ patients \\([0-9]+ %\\)"}));
  EXPECT_TRUE(says(flow, "staffed clock wall clock"));
  EXPECT_TRUE(says(flow, "late, staffed clock late, wall clock"));
  EXPECT_TRUE(says(flow,
                   "a verdict's error rate is the simulation's and says nothing about the "
                   "assumptions"));
}

// "1 months", but for longer numbers (21 months, 0.1 months); empty: one of a thing is one thing.
std::string one_of_many(const std::string& text) {
  static const std::regex kOneOfMany{
      "(^|[^0-9.,])1 "
      "(alerts|calls|codes|conversations|days|entries|errors|fields|files|hours|items|"
      "lines|minutes|months|patients|people|periods|30-day "
      "periods|plans|readings|replications|rows|"
      "silences|sizes|supported codes|times|units|values|weeks)\\b"};
  std::smatch found;
  const std::string flow = flowing(text);
  return std::regex_search(flow, found, kOneOfMany) ? found.str() : "";
}

// One test, because its outputs take a while to make and ctest runs each test by itself.
TEST(RedLines, HoldInEveryOutput) {
  for (const Output& output : every_output()) {
    SCOPED_TRACE(output.of);
    expect_nothing_forbidden(output);
    EXPECT_EQ(one_of_many(output.text), "");

    const bool for_people = output.of.starts_with("caseload") && !output.of.ends_with("--json");
    if (for_people && says(output.text, "99457")) {
      EXPECT_TRUE(says(flowing(output.text), "the log "));  // supports it; nobody is asked to bill
    }
    const bool whole_months = output.of.starts_with("caseload plan") &&
                              !says(output.of, "--as-of") && !says(output.of, "--panel") &&
                              !says(output.of, "--compare-rules");
    if (!whole_months) continue;
    expect_an_honest_plan(output);
    const bool threshold_driven = says(output.of, "compared.yaml");
    EXPECT_EQ(says(output.text, "threshold-driven"), threshold_driven);
    if (threshold_driven) {
      EXPECT_TRUE(says(flowing(output.text), "for comparison only"));
      EXPECT_TRUE(says(flowing(output.text), "patients of high acuity"));
    }
  }
}

// A scanner that finds nothing in what it was made for proves nothing.
TEST(RedLines, AreSeenWhereTheyAreCrossed) {
  const std::string advice =
      flowing("Patient 17 has 4 minutes\n  missing to 20: add minutes today.");

  EXPECT_TRUE(std::regex_search(advice, std::regex{kForbidden[0].pattern}));
  EXPECT_TRUE(std::regex_search(advice, std::regex{kForbidden[1].pattern}));
  EXPECT_EQ(one_of_many("- 1\n  entries lie"), " 1 entries");
  EXPECT_EQ(one_of_many("21 months, 0.1 months and 1,001 entries"), "");
}

}  // namespace
}  // namespace caseload::system_test
