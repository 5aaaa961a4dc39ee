#include "sim/statistics/kim_nelson.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

constexpr int kPlans = 6;
constexpr double kWorth = 0.25;

// Plan 0 is better than all others by just what is worth caring about: the hardest case promised.
// Standard deviation 1, correlation rho between plans by a shared part of the luck.
KimNelson selected(double rho, std::int64_t first, const RandomStream& random) {
  KimNelson selection(kPlans, {.worth = kWorth, .confidence = 0.95, .first = first});
  std::vector<double> row;
  for (std::uint32_t r = 0; !selection.finished(); ++r) {
    const double shared = normal_at(random, r * (kPlans + 1));
    row.clear();
    for (const int plan : selection.remaining()) {
      const auto index = r * (kPlans + 1) + 1 + static_cast<std::uint32_t>(plan);
      row.push_back(std::sqrt(rho) * shared + std::sqrt(1 - rho) * normal_at(random, index) +
                    (plan == 0 ? kWorth : 0));
    }
    selection.add(row);
  }
  return selection;
}

struct YesNoUnknown {
  double rho;
  std::int64_t first;
  double correct;        // share of correct selections
  double runs_per_plan;  // of 4,000 selections
};

TEST(KimNelson, SelectsTheBestAsOftenAndAsSoonAsIsKnown) {
  constexpr std::uint32_t kSelections = 2000;
  for (const YesNoUnknown known : {YesNoUnknown{0, 10, .957, 135},
                                   {0, 30, .961, 99},
                                   {.5, 10, .963, 68},
                                   {.5, 30, .962, 52},
                                   {.8, 10, .972, 28},
                                   {.8, 30, .975, 31},
                                   {.95, 10, .991, 11},
                                   {.95, 30, 1.0, 30}}) {
    int correct = 0;
    double runs = 0;
    for (std::uint32_t i = 0; i < kSelections; ++i) {
      const KimNelson selection = selected(known.rho, known.first, test_stream(22, i));
      correct += selection.best() == 0;
      for (int plan = 0; plan < kPlans; ++plan) {
        runs += static_cast<double>(selection.replications_of(plan)) / kPlans / kSelections;
      }
    }
    const double share = correct / double{kSelections};
    // 3.3 standard errors of both counts.
    const double error = std::sqrt(known.correct * (1 - known.correct) * (1.0 / 2000 + 1.0 / 4000));
    EXPECT_NEAR(share, known.correct, 3.3 * error + 0.001) << known.rho << ", " << known.first;
    EXPECT_GE(share, 0.95 - 0.0146) << known.rho << ", " << known.first;
    EXPECT_NEAR(runs, known.runs_per_plan, 0.05 * known.runs_per_plan + 0.5)
        << known.rho << ", " << known.first;
  }
}

// An independent computation of one selection: the definition, from stored rows, without sums.
TEST(KimNelson, EqualsItsDefinition) {
  for (std::uint32_t experiment = 0; experiment < 30; ++experiment) {
    const RandomStream random = test_stream(23, experiment);
    const auto value = [&](int plan, int r) {
      return normal_at(random, static_cast<std::uint32_t>(r * 4 + plan)) + 0.2 * plan;
    };
    const double h2 = 2 * 0.5 * (std::pow(2 * 0.1 / 3, -2.0 / 7) - 1) * 7;
    std::vector<int> in{0, 1, 2, 3};
    int r = 8;
    for (;; ++r) {
      std::vector<int> kept;
      for (const int i : in) {
        bool keep = true;
        for (const int l : in) {
          double mean_i = 0, mean_l = 0, apart = 0, squares = 0;
          for (int j = 0; j < r; ++j) mean_i += value(i, j) / r, mean_l += value(l, j) / r;
          for (int j = 0; j < 8; ++j) apart += (value(i, j) - value(l, j)) / 8;
          for (int j = 0; j < 8; ++j) {
            squares += std::pow(value(i, j) - value(l, j) - apart, 2) / 7;
          }
          const double w = std::max(0.0, 0.3 / (2 * r) * (h2 * squares / 0.09 - r));
          if (l != i && mean_i < mean_l - w) keep = false;
        }
        if (keep) kept.push_back(i);
      }
      in = kept;
      if (in.size() == 1) break;
    }

    KimNelson selection(4, {.worth = 0.3, .confidence = 0.9, .first = 8});
    for (int j = 0; !selection.finished(); ++j) {
      std::vector<double> row;
      for (const int plan : selection.remaining()) row.push_back(value(plan, j));
      selection.add(row);
    }
    EXPECT_EQ(selection.best(), in.front()) << experiment;
    EXPECT_EQ(selection.replications(), r) << experiment;
  }
}

TEST(KimNelson, EndsForPlansThatAreTheSame) {
  KimNelson selection(3, {.worth = 1, .confidence = 0.95, .first = 5});
  for (int r = 0; !selection.finished(); ++r) {
    ASSERT_LT(r, 100);
    const double month = normal_at(test_stream(24, 0), static_cast<std::uint32_t>(r));
    selection.add(std::vector<double>(selection.remaining().size(), month));
  }

  EXPECT_EQ(selection.best(), 0);
  EXPECT_EQ(selection.replications(), 5);
}

TEST(KimNelson, OnePlanIsChosenAtOnce) {
  const KimNelson selection(1, {.worth = 1});

  EXPECT_TRUE(selection.finished());
  EXPECT_EQ(selection.best(), 0);
}

TEST(KimNelson, DroppedPlansKeepTheirCountsAndMeans) {
  KimNelson selection(3, {.worth = 1, .confidence = 0.95, .first = 4});
  EXPECT_EQ(selection.best(), std::nullopt);
  for (int r = 0; r < 4; ++r) {
    const double wave = r % 2 == 0 ? 1 : -1;
    selection.add(std::vector<double>{10 + wave, 10 - wave, -90 + wave});
  }

  EXPECT_EQ(selection.remaining(), (std::vector<int>{0, 1}));
  EXPECT_EQ(selection.replications_of(2), 4);
  EXPECT_EQ(selection.mean(2), -90);
  EXPECT_THROW(selection.add(std::vector<double>{1, 2, 3}), CheckFailed);
}

TEST(KimNelson, RefusesImpossibleRules) {
  EXPECT_THROW(KimNelson(0, {.worth = 1}), CheckFailed);
  EXPECT_THROW(KimNelson(2, {.worth = 1}).replications_of(2), CheckFailed);
  EXPECT_THROW(KimNelson(2, {.worth = 1}).mean(0), CheckFailed);
  EXPECT_THROW(KimNelson(3, {}), CheckFailed);
  EXPECT_THROW(KimNelson(3, {.worth = 1, .confidence = 0.3}), CheckFailed);
  EXPECT_THROW(KimNelson(3, {.worth = 1, .first = 1}), CheckFailed);
  EXPECT_THROW(KimNelson(1, {.worth = 1}).add(std::vector<double>{1}), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
