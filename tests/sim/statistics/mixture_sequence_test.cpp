#include "sim/statistics/mixture_sequence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>

#include "sim/base/check.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

MixtureSequence sequence_of(int successes, int failures, double around = 0.95) {
  MixtureSequence sequence(around, 0.95);
  for (int i = 0; i < successes; ++i) sequence.add(true);
  for (int i = 0; i < failures; ++i) sequence.add(false);
  return sequence;
}

// ln E_n(p) by its closed form, through the gamma function.
double log_evidence(int successes, int failures, double around, double chance) {
  const auto log_beta = [](double a, double b) {
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
  };
  const double a = 20 * around, b = 20 * (1 - around);
  return log_beta(successes + a, failures + b) - log_beta(a, b) - successes * std::log(chance) -
         failures * std::log(1 - chance);
}

TEST(MixtureSequence, EvidenceEqualsItsClosedForm) {
  for (const auto& [successes, failures] : {std::pair{0, 1}, {1, 0}, {57, 3}, {1900, 100}}) {
    for (const double around : {0.95, 0.5, 0.8}) {
      for (const double chance : {0.01, 0.5, 0.95, 0.999}) {
        const double exact = log_evidence(successes, failures, around, chance);
        EXPECT_NEAR(sequence_of(successes, failures, around).log_evidence_against(chance), exact,
                    1e-9 * (1 + std::abs(exact)));
      }
    }
  }
}

// Brute force: every chance of a fine grid is asked for its evidence by the closed form.
TEST(MixtureSequence, IntervalEqualsASearchOverTheGrid) {
  constexpr double kStep = 1e-5;
  for (const auto& [successes, failures] :
       {std::pair{10, 0}, {0, 10}, {57, 3}, {30, 30}, {981, 19}}) {
    double low = 1, high = 0;
    for (double chance = kStep / 2; chance < 1; chance += kStep) {
      if (log_evidence(successes, failures, 0.95, chance) >= std::log(20)) continue;
      low = std::min(low, chance);
      high = std::max(high, chance);
    }
    const Interval interval = sequence_of(successes, failures).interval();
    EXPECT_NEAR(interval.low, low, kStep) << successes << " of " << successes + failures;
    EXPECT_NEAR(interval.high, high, kStep) << successes << " of " << successes + failures;
  }
}

TEST(MixtureSequence, EndsAreWhereTheEvidenceReachesItsLimit) {
  const MixtureSequence sequence = sequence_of(981, 19);
  const Interval interval = sequence.interval();

  EXPECT_NEAR(sequence.log_evidence_against(interval.low), std::log(20), 1e-9);
  EXPECT_NEAR(sequence.log_evidence_against(interval.high), std::log(20), 1e-9);
  EXPECT_TRUE(sequence.plausible(interval.low + 1e-9));
  EXPECT_FALSE(sequence.plausible(interval.low - 1e-9));
}

TEST(MixtureSequence, SaysNothingBeforeTheFirstTrialAndReachesTheEndsAllOneWay) {
  EXPECT_EQ(MixtureSequence(0.95, 0.95).interval().low, 0);
  EXPECT_EQ(MixtureSequence(0.95, 0.95).interval().high, 1);
  EXPECT_EQ(sequence_of(40, 0).interval().high, 1);
  EXPECT_EQ(sequence_of(0, 40).interval().low, 0);
  EXPECT_LT(sequence_of(0, 40).interval().high, 0.95);
}

TEST(MixtureSequence, TheOrderOfTrialsDoesNotMatter) {
  MixtureSequence mixed(0.95, 0.95);
  for (int i = 0; i < 300; ++i) mixed.add(i % 20 != 7);

  EXPECT_NEAR(mixed.interval().low, sequence_of(285, 15).interval().low, 1e-11);
  EXPECT_EQ(mixed.successes(), 285);
  EXPECT_EQ(mixed.trials(), 300);
}

// The promise itself: looked at after every one of 1,000 trials, the true chance is left out by one
// sequence in twenty at most.
TEST(MixtureSequence, CoversTheTruthAtEveryTrialAtOnce) {
  constexpr int kExperiments = 1000;
  for (const double truth : {0.5, 0.8, 0.95, 0.99}) {
    int ever_left_out = 0;
    for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
      const RandomStream random = test_stream(16, experiment);
      MixtureSequence sequence(0.95, 0.95);
      bool inside = true;
      for (std::uint32_t n = 0; n < 1000 && inside; ++n) {
        sequence.add(random.at(n) < truth);
        inside = sequence.plausible(truth);
      }
      ever_left_out += !inside;
    }
    // Two standard errors above the promise would still be 64; the truth is far below.
    EXPECT_LE(ever_left_out, 50) << truth;
    EXPECT_GE(ever_left_out, 5) << truth << ": no promise is kept this easily";
  }
}

TEST(MixtureSequence, RefusesCertainties) {
  EXPECT_THROW(MixtureSequence(0, 0.95), CheckFailed);
  EXPECT_THROW(MixtureSequence(1, 0.95), CheckFailed);
  EXPECT_THROW(MixtureSequence(0.95, 1), CheckFailed);
  EXPECT_THROW(sequence_of(1, 1).log_evidence_against(1), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
