// What no output of ours may say, and what none may leave out.
//
// Every command's text, JSON and CSV is read here as its user reads it. The program plans capacity
// for work that patients need: it never advises minutes for their own sake, never speaks of billing
// where a log merely supports a code, and never presents a threshold-driven policy as advice.

#include <gtest/gtest.h>

#include <algorithm>
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

std::vector<Output> plans_and_months() {
  std::vector<Output> outputs;
  const Scratch scratch;
  for (const std::string clinic : {"main_street_clinic", "heart_failure_programme"}) {
    const std::string out = scratch.path(clinic).string();
    run(outputs, {"check", clinic});
    run(outputs, {"check", clinic, "--json"});
    run(outputs, {"plan", clinic, "--replications", "2", "--quiet", "--out", out});
    read_all(outputs, out);
    run(outputs, {"run", clinic});
    run(outputs, {"run", clinic, "--json"});
    run(outputs, {"run", clinic, "--trace", "17"});
  }
  const auto compared = scratch.write("compared.yaml", threshold_driven_clinic());
  run(outputs, {"plan", compared.string(), "--replications", "2", "--quiet"});
  return outputs;
}

const std::vector<Output>& all_outputs() {
  static const std::vector<Output> outputs = plans_and_months();
  return outputs;
}

// What must not be said, as a pattern over flowing text; and the one sentence that names it to deny
// it.
struct Forbidden {
  const char* name;
  const char* pattern;
};

const std::string kDenial = "it never advises adding minutes";

class RedLine : public testing::TestWithParam<Forbidden> {};

TEST_P(RedLine, IsNotCrossedByAnyOutput) {
  const std::regex pattern{GetParam().pattern};
  for (const Output& output : all_outputs()) {
    std::string flow = flowing(output.text);
    for (std::size_t at; (at = flow.find(kDenial)) != std::string::npos;)
      flow.erase(at, kDenial.size());

    std::smatch found;
    EXPECT_FALSE(std::regex_search(flow, found, pattern))
        << output.of << " says \"" << found.str() << "\"";
  }
}

INSTANTIATE_TEST_SUITE_P(
    Outputs, RedLine,
    testing::Values(
        Forbidden{"MinutesToAdd", "minutes to add|add(ing)? (more |some )?minutes"},
        Forbidden{
            "MinutesShort",
            "minutes? (short|missing|to go|needed|left|more) (of|to|until|for) (10|20|40|60)"},
        Forbidden{"MinutesForTheirOwnSake", "top(ping)? (him|her|them|patients?) up"},
        Forbidden{
            "AskingToBill",
            "\\b(you (can|should|may)|please|now|to|and) bill (99|98|the)|\\bbill(able)? code"},
        Forbidden{"APriceOfAMinute", "(dollars?|\\$ ?[0-9.,]+) (per|a|an|for each) minute\\b"},
        Forbidden{"StoppingAtAThreshold",
                  "stop(s|ping)? (at|after) (10|20|40|60|the threshold)|once (she|he|they) reach"},
        Forbidden{"Disenrolling", "disenrol|drop (these|unprofitable) patients"},
        Forbidden{"Certainty", "guarantee|definitely|p-value|statistically significant"}),
    [](const auto& forbidden) { return std::string{forbidden.param.name}; });

// A scanner that finds nothing in what it was made for proves nothing.
TEST(RedLines, AreSeenWhereTheyAreCrossed) {
  const std::string advice =
      flowing("Patient 17 has 4 minutes\n  missing to 20: add minutes today.");

  EXPECT_TRUE(std::regex_search(advice, std::regex{"add(ing)? (more |some )?minutes"}));
  EXPECT_TRUE(std::regex_search(advice, std::regex{"minutes? (short|missing) (of|to) (10|20)"}));
}

std::vector<Output> plan_texts() {
  std::vector<Output> texts;
  for (const Output& output : all_outputs())
    if (output.of.starts_with("caseload plan")) texts.push_back(output);
  return texts;
}

TEST(RedLines, AnAnswerFromDefaultsIsConditionalAndSaysWould) {
  for (const Output& plan : plan_texts()) {
    const std::string flow = flowing(plan.text);
    EXPECT_TRUE(says(flow, "answer if these assumptions hold, ")) << plan.of;
    EXPECT_TRUE(says(flow, " would ")) << plan.of;
    EXPECT_FALSE(says(flow, " will be enough") || says(flow, " is enough")) << plan.of;
  }
}

TEST(RedLines, TheErrorRateOfAVerdictIsThatOfTheSimulation) {
  for (const Output& plan : plan_texts())
    EXPECT_TRUE(says(flowing(plan.text),
                     "a verdict's error rate is the simulation's and says nothing about the "
                     "assumptions"))
        << plan.of;
}

TEST(RedLines, WholePatientsStandBesideTheirShare) {
  const std::regex patients_of{"on average [0-9,]+ of [0-9,]+ patients \\([0-9]+ %\\)"};
  for (const Output& plan : plan_texts())
    EXPECT_TRUE(std::regex_search(flowing(plan.text), patients_of)) << plan.of;
}

TEST(RedLines, AClinicUnstaffedAtNightShowsTheWallClockBesideTheStaffedOne) {
  for (const Output& plan : plan_texts()) {
    const std::string flow = flowing(plan.text);
    EXPECT_TRUE(says(flow, "staffed clock wall clock")) << plan.of;
    EXPECT_TRUE(says(flow, "late, staffed clock late, wall clock")) << plan.of;
  }
}

TEST(RedLines, ACodeIsSupportedByTheLogAndNotBilled) {
  for (const Output& output : all_outputs()) {
    const bool for_people = output.of.starts_with("caseload") && !output.of.ends_with("--json");
    if (!for_people || output.text.find("99457") == std::string::npos) continue;
    EXPECT_TRUE(says(flowing(output.text), "the log ")) << output.of;
  }
}

TEST(RedLines, AThresholdDrivenPolicyIsLabelledAndShownWithItsCost) {
  const std::string text = flowing(plan_texts().back().text);

  EXPECT_TRUE(says(text, "threshold-driven"));
  EXPECT_TRUE(says(text, "for comparison only"));
  EXPECT_TRUE(says(text, "patients of high acuity"));
}

TEST(RedLines, OnlyAThresholdDrivenPolicyNeedsTheLabel) {
  for (const Output& plan : plan_texts()) {
    if (plan.of.find("compared.yaml") != std::string::npos) continue;
    EXPECT_FALSE(says(plan.text, "threshold-driven")) << plan.of;
  }
}

}  // namespace
}  // namespace caseload::system_test
