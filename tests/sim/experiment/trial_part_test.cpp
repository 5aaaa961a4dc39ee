// Parts of a run: from any first replication on, written, read, and the same as the whole.

#include "sim/experiment/trial_part.hpp"

#include <gtest/gtest.h>

#include "sim/experiment/runner.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

TrialPart part_of(const Scenario& scenario, std::uint32_t first, int replications) {
  const Experiment run = run_experiment(
      scenario, {scenario.plans.front()},
      {.seed = 7, .replications = replications, .first_replication = first, .threads = 1});
  EXPECT_EQ(run.first_replication, first);
  return {.scenario_hash = scenario.hash,
          .seed = run.seed,
          .plan = run.plans.front().name,
          .month = run.months.front(),
          .first_replication = first,
          .rows = run.outcomes.front().front()};
}

TEST(TrialPart, IsReadAsItWasWritten) {
  const TrialPart part = part_of(testing::small_clinic(), 3, 2);

  const std::string bytes = write_trials(part);
  const Result<TrialPart> read = read_trials(bytes);

  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->plan, part.plan);
  EXPECT_EQ(read->month, part.month);
  EXPECT_EQ(read->first_replication, 3U);
  ASSERT_EQ(read->rows.size(), 2U);
  EXPECT_EQ(read->rows[1].fingerprint, part.rows[1].fingerprint);
  EXPECT_EQ(read->rows[1].reached[1].everyone, part.rows[1].reached[1].everyone);
  EXPECT_EQ(read->rows[1].codes, part.rows[1].codes);
  EXPECT_EQ(read->rows[1].staff.front().rpm, part.rows[1].staff.front().rpm);
  EXPECT_EQ(write_trials(*read), bytes) << "every member, or it would be missing here";
}

TEST(TrialPart, PartsOfARunAreTheRun) {
  const Scenario clinic = testing::small_clinic();

  TrialPart joined = part_of(clinic, 0, 2);
  const TrialPart rest = part_of(clinic, 2, 3);
  joined.rows.insert(joined.rows.end(), rest.rows.begin(), rest.rows.end());

  EXPECT_EQ(write_trials(joined), write_trials(part_of(clinic, 0, 5)));
}

TEST(TrialPart, WhatIsDamagedOrCutOffIsRefused) {
  const std::string bytes = write_trials(part_of(testing::small_clinic(), 0, 1));
  for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 97) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_FALSE(read_trials(damaged)) << "byte " << at;
    EXPECT_FALSE(read_trials(std::string_view{bytes}.substr(0, at))) << "cut at " << at;
  }
  EXPECT_FALSE(read_trials(""));
}

}  // namespace
}  // namespace caseload::experiment
