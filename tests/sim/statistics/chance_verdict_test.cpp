#include "sim/statistics/chance_verdict.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

ChanceVerdict judged(double truth, const RandomStream& random) {
  ChanceVerdict verdict({.chance = 0.95, .confidence = 0.95, .cap = 2000});
  for (std::uint32_t month = 0; verdict.verdict() == Verdict::Open; ++month) {
    verdict.add(random.at(month) < truth);
  }
  return verdict;
}

struct Many {
  double median_months;       // of those with a Yes or a No
  double yes, no, too_close;  // shares
};

Many many(double truth, int experiments) {
  std::vector<double> months;
  int yes = 0, no = 0;
  for (int i = 0; i < experiments; ++i) {
    const ChanceVerdict verdict = judged(truth, test_stream(17, static_cast<std::uint32_t>(i)));
    yes += verdict.verdict() == Verdict::Yes;
    no += verdict.verdict() == Verdict::No;
    if (verdict.verdict() == Verdict::TooClose) continue;
    months.push_back(static_cast<double>(verdict.months()));
  }
  const auto middle = static_cast<std::ptrdiff_t>(months.size() / 2);
  std::ranges::nth_element(months, months.begin() + middle);
  const double n = experiments;
  return {months.at(static_cast<std::size_t>(middle)), yes / n, no / n, (n - yes - no) / n};
}

// The known medians are multiples of ten, and months to a verdict come in steps: one more failure
// costs some forty more months.
TEST(ChanceVerdict, TakesAsManyMonthsAsIsKnown) {
  struct Row {
    double truth, median;
    Verdict verdict;
  };
  for (const Row row : {Row{0.80, 40, Verdict::No},
                        {0.90, 210, Verdict::No},
                        {0.97, 680, Verdict::Yes},
                        {0.98, 260, Verdict::Yes},
                        {0.99, 150, Verdict::Yes}}) {
    const Many seen = many(row.truth, 2000);
    EXPECT_NEAR(seen.median_months, row.median, 0.1 * row.median + 5) << row.truth;
    const double wrong = row.verdict == Verdict::Yes ? seen.no : seen.yes;
    EXPECT_LT(wrong, 0.005) << row.truth;
  }
}

TEST(ChanceVerdict, SaysTooCloseNearTheRequirement) {
  const Many seen = many(0.93, 2000);

  EXPECT_NEAR(seen.median_months, 850, 85);
  EXPECT_NEAR(seen.too_close, 0.18, 0.04);
}

// Looked at after every month, at the worst truth there is.
TEST(ChanceVerdict, ErrsUnderPeekingNoMoreThanItSays) {
  const Many seen = many(0.95, 4000);

  EXPECT_LE(seen.yes + seen.no, 0.05);
  EXPECT_NEAR(seen.yes, 0.025, 0.0082) << "known: wrongly Yes in 2.5 %";
}

TEST(ChanceVerdict, TheFirstVerdictStands) {
  ChanceVerdict verdict({});
  while (verdict.verdict() == Verdict::Open) verdict.add(true);
  const std::int64_t months = verdict.months();
  for (int i = 0; i < 200; ++i) EXPECT_EQ(verdict.add(false), Verdict::Yes);

  EXPECT_EQ(verdict.months(), months);
  EXPECT_EQ(verdict.evidence().trials(), months + 200);
}

// ln of B(n + 19, 1) / B(19, 1) / 0.95^n reaches ln 20 first at this n: 19 / (n + 19) · 0.95^−n.
TEST(ChanceVerdict, WithoutAFailureTheMonthsAreKnown) {
  int n = 1;
  while (19.0 / (n + 19) * std::pow(0.95, -n) < 20) ++n;
  ChanceVerdict verdict({});
  while (verdict.verdict() == Verdict::Open) verdict.add(true);

  EXPECT_EQ(verdict.months(), n);
}

TEST(ChanceVerdict, VerdictAndIntervalAgree) {
  for (const double truth : {0.85, 0.95, 0.99}) {
    const ChanceVerdict seen = judged(truth, test_stream(18, 0));
    const Interval interval = seen.evidence().interval();
    EXPECT_EQ(seen.verdict() == Verdict::Yes, interval.low > 0.95) << truth;
    EXPECT_EQ(seen.verdict() == Verdict::No, interval.high < 0.95) << truth;
    EXPECT_EQ(seen.verdict() == Verdict::TooClose, interval.contains(0.95)) << truth;
  }
}

TEST(ChanceVerdict, EndsAtTheCap) {
  ChanceVerdict verdict({.cap = 100});
  for (int month = 0; month < 99; ++month) EXPECT_EQ(verdict.add(month % 20 != 0), Verdict::Open);

  EXPECT_EQ(verdict.add(true), Verdict::TooClose);
  EXPECT_EQ(verdict.months(), 100);
}

TEST(ChanceVerdict, RefusesNoMonths) {
  EXPECT_THROW(ChanceVerdict({.cap = 0}), CheckFailed);
  EXPECT_THROW(ChanceVerdict({.chance = 1}), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
