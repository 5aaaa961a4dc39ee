#include "sim/statistics/welch.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace caseload::stats {
namespace {

TEST(Welch, AveragesOverReplicationsObservationByObservation) {
  const std::vector<std::vector<double>> runs{{1, 2, 3}, {3, 6, 9}};

  EXPECT_EQ(mean_over_replications(runs), (std::vector<double>{2, 4, 6}));
}

// Law 2015, §9.5.1: Y_i(1) = Y_1 for i = 1, and the mean of three after that.
TEST(Welch, TheWindowOpensAtTheStart) {
  const std::vector<double> series{5, 1, 6, 2, 7, 3};

  EXPECT_EQ(moving_average(series, 0), series);
  EXPECT_EQ(moving_average(series, 1), (std::vector<double>{5, 4, 3, 5, 4}));
  EXPECT_EQ(moving_average(series, 2), (std::vector<double>{5, 4, 21.0 / 5, 19.0 / 5}));
}

TEST(Welch, LeavesAStraightLineAsItIs) {
  std::vector<double> line(50);
  for (std::size_t i = 0; i < line.size(); ++i) line[i] = 2.0 * static_cast<double>(i);

  const std::vector<double> smooth = moving_average(line, 12);

  ASSERT_EQ(smooth.size(), 38U);
  for (std::size_t i = 0; i < smooth.size(); ++i) EXPECT_DOUBLE_EQ(smooth[i], line[i]);
}

TEST(Welch, RefusesNoRunsUnequalRunsAndTooWideAWindow) {
  const std::vector<std::vector<double>> none, unequal{{1, 2}, {1}};
  EXPECT_THROW(mean_over_replications(none), CheckFailed);
  EXPECT_THROW(mean_over_replications(unequal), CheckFailed);
  EXPECT_THROW(moving_average(std::vector<double>{1, 2}, 2), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
