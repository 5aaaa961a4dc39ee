#include "tests/sim/validation/verdict.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sim/statistics/mean_interval.hpp"

namespace caseload::validation {
namespace {

constexpr double kConfidence = 0.999;
constexpr double kNoticed = 0.02;
constexpr const char* kDocument = CASELOAD_SOURCE_DIR "/docs/validation.md";
constexpr const char* kEndOfTable = "<!-- end of the findings -->";

std::string with_interval(const stats::Tally& tally) {
  const stats::Interval interval = stats::student_interval(tally, kConfidence);
  return fmt::format("{:.4f} ± {:.4f}", tally.mean(), (interval.high - interval.low) / 2);
}

std::vector<std::string> lines_of(const char* path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// The document's line for this finding; its place in the table if it has none yet.
void expect_documented(const Finding& finding) {
  const std::string key = fmt::format("| {} | {} |", finding.model, finding.quantity);
  const std::string row = fmt::format("{} {:.4f} | {} | {}: {} |", key, finding.theory,
                                      with_interval(finding.simulated), finding.fault,
                                      with_interval(finding.with_fault));
  std::vector<std::string> lines = lines_of(kDocument);
  auto line = lines.begin();
  while (line != lines.end() && !line->starts_with(key) && *line != kEndOfTable) ++line;
  ASSERT_NE(line, lines.end()) << kDocument << " has no table of findings";
  if (std::getenv("CASELOAD_UPDATE") == nullptr) {
    EXPECT_EQ(*line, row) << "CASELOAD_UPDATE=1 rewrites docs/validation.md";
    return;
  }
  if (*line == kEndOfTable) lines.insert(line, row);
  else *line = row;
  std::ofstream file(kDocument);
  for (const std::string& text : lines) file << text << '\n';
}

}  // namespace

void expect_agreement(const Finding& finding) {
  SCOPED_TRACE(finding.model + ": " + finding.quantity);
  const stats::Interval simulated = stats::student_interval(finding.simulated, kConfidence);
  EXPECT_TRUE(simulated.contains(finding.theory))
      << finding.theory << " against " << simulated.low << " to " << simulated.high;
  EXPECT_LT((simulated.high - simulated.low) / 2, kNoticed * finding.theory)
      << "too wide to notice an error of 2 %";

  const stats::Interval with_fault = stats::student_interval(finding.with_fault, kConfidence);
  EXPECT_FALSE(with_fault.contains(finding.theory))
      << finding.fault << " goes unnoticed: " << with_fault.low << " to " << with_fault.high;

  expect_documented(finding);
}

}  // namespace caseload::validation
