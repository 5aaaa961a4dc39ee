#include "sim/statistics/tally.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "sim/base/check.hpp"

namespace caseload::stats {
namespace {

Tally tally_of(const std::vector<double>& values) {
  Tally tally;
  for (const double value : values) tally.add(value);
  return tally;
}

TEST(Tally, KnowsMeanAndSampleVariance) {
  const Tally tally = tally_of({2, 4, 4, 4, 5, 5, 7, 9});

  EXPECT_EQ(tally.count(), 8);
  EXPECT_DOUBLE_EQ(tally.mean(), 5.0);
  EXPECT_DOUBLE_EQ(tally.variance(), 32.0 / 7.0);
}

// The textbook sum of squares minus square of the sum loses every digit here.
TEST(Tally, KeepsItsDigitsFarFromZero) {
  const Tally tally = tally_of({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16});

  EXPECT_DOUBLE_EQ(tally.mean(), 1e9 + 10);
  EXPECT_DOUBLE_EQ(tally.variance(), 30.0);
}

TEST(Tally, HalvesMergeIntoTheWhole) {
  const std::vector<double> values{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9};
  for (std::size_t cut = 0; cut <= values.size(); ++cut) {
    Tally left = tally_of({values.begin(), values.begin() + static_cast<std::ptrdiff_t>(cut)});
    const Tally right = tally_of({values.begin() + static_cast<std::ptrdiff_t>(cut), values.end()});

    left.merge(right);

    EXPECT_EQ(left.count(), 15) << "cut at " << cut;
    EXPECT_NEAR(left.mean(), tally_of(values).mean(), 1e-13) << "cut at " << cut;
    EXPECT_NEAR(left.variance(), tally_of(values).variance(), 1e-13) << "cut at " << cut;
  }
}

TEST(Tally, NothingHasNoMeanAndOneValueNoVariance) {
  EXPECT_THROW(Tally{}.mean(), CheckFailed);
  EXPECT_THROW(tally_of({1}).variance(), CheckFailed);
}

TEST(Tally, RefusesWhatIsNotANumber) {
  Tally tally;
  EXPECT_THROW(tally.add(std::numeric_limits<double>::quiet_NaN()), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
