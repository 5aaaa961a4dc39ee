#include "sim/statistics/fixed_sequence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

// The month of every plan shares its luck: who works with less staff works with more.
FixedSequence searched(const std::vector<double>& truths, const RandomStream& random) {
  FixedSequence search(static_cast<int>(truths.size()), {});
  while (const auto plan = search.next()) {
    const auto month = static_cast<std::uint32_t>(search.plan(*plan).months());
    search.add(random.at(month) < truths[static_cast<std::size_t>(*plan)]);
  }
  return search;
}

TEST(FixedSequence, FindsTheRightPlanOnALadderWithClearSteps) {
  constexpr int kExperiments = 400;
  int right = 0;
  double months = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    const FixedSequence search =
        searched({.10, .60, .93, .98, .995, .999}, test_stream(19, experiment));
    right += search.answer() == 3;
    for (int plan = 0; plan < 6; ++plan) {
      months += static_cast<double>(search.plan(plan).months()) / kExperiments;
    }
  }

  EXPECT_GE(right, 399);
  EXPECT_NEAR(months, 1774, 150) << "known: 1,774 for all plans together";
}

TEST(FixedSequence, ChoosesAnInadequatePlanAsRarelyAsItSays) {
  constexpr int kExperiments = 2000;
  int inadequate = 0, smallest = 0, next_up = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    const auto answer =
        searched({.10, .60, .9499, .97, .995, .999}, test_stream(20, experiment)).answer();
    ASSERT_TRUE(answer);
    inadequate += *answer < 3;
    smallest += *answer == 3;
    next_up += *answer == 4;
  }

  EXPECT_LE(inadequate / double{kExperiments}, 0.05);
  EXPECT_NEAR(inadequate / double{kExperiments}, 0.0225, 0.011) << "known: 2.25 %";
  EXPECT_NEAR(smallest / double{kExperiments}, 0.92, 0.025);
  EXPECT_NEAR(next_up / double{kExperiments}, 0.055, 0.02);
}

TEST(FixedSequence, StartsAtTheMostStaffAndGoesDownOnAYesOnly) {
  FixedSequence search(3, {});
  EXPECT_EQ(search.next(), 2);
  while (search.next() == 2) search.add(true);
  EXPECT_EQ(search.next(), 1);
  while (search.next() == 1) search.add(false);

  EXPECT_TRUE(search.finished());
  EXPECT_EQ(search.answer(), 2);
  EXPECT_EQ(search.plan(1).verdict(), Verdict::No);
  EXPECT_EQ(search.plan(0).verdict(), Verdict::Open);
  EXPECT_EQ(search.plan(0).months(), 0);
}

TEST(FixedSequence, EvenTheSmallestMayWork) {
  FixedSequence search(2, {});
  while (!search.finished()) search.add(true);

  EXPECT_EQ(search.answer(), 0);
  EXPECT_THROW(search.add(true), CheckFailed);
}

TEST(FixedSequence, NoPlanMayWork) {
  FixedSequence search(2, {.cap = 100});
  for (int month = 0; !search.finished(); ++month) search.add(month % 20 != 0);

  EXPECT_EQ(search.answer(), std::nullopt);
  EXPECT_EQ(search.plan(1).verdict(), Verdict::TooClose);
}

TEST(FixedSequence, RefusesAnAnswerBeforeItsTime) {
  EXPECT_THROW(FixedSequence(0, {}), CheckFailed);
  EXPECT_THROW(FixedSequence(2, {}).answer(), CheckFailed);
  EXPECT_THROW(FixedSequence(2, {}).plan(2), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
