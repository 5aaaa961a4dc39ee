#include "sim/population/enrolment.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/check.hpp"
#include "tests/sim/population/example_population.hpp"

namespace caseload::population {
namespace {

using std::chrono::days;

constexpr RandomKey kLuck{.seed = 11, .replication = 0};

TEST(Enrolment, AMonthsOffersAverageTheirNumber) {
  const EnrolmentModel model = example_population().enrolment;
  constexpr int kOpenDays = 21;
  constexpr int kMonths = 2000;
  double offers = 0;
  double squares = 0;
  for (int month = 0; month < kMonths; ++month) {
    double this_month = 0;
    for (int day = 0; day < kOpenDays; ++day) {
      this_month += offers_on(model, kLuck, example_day() + days{month * 30 + day}, kOpenDays);
    }
    offers += this_month;
    squares += this_month * this_month;
  }
  const double mean = offers / kMonths;

  EXPECT_NEAR(mean, 47, 0.6);
  EXPECT_NEAR(squares / kMonths - mean * mean, 47, 5);  // Poisson
}

// A day of a national programme has more offers than one Poisson quantile is computed for.
TEST(Enrolment, ALargeNetworksDayIsPoissonToo) {
  EnrolmentModel model = example_population().enrolment;
  model.offers_per_month = 20 * 7'000;
  constexpr int kOpenDays = 20;
  constexpr int kDays = 2000;
  double offers = 0;
  double squares = 0;
  for (int day = 0; day < kDays; ++day) {
    const double today = offers_on(model, kLuck, example_day() + days{day}, kOpenDays);
    offers += today;
    squares += today * today;
  }
  const double mean = offers / kDays;

  EXPECT_NEAR(mean, 7'000, 3.3 * std::sqrt(7'000.0 / kDays));
  EXPECT_NEAR(squares / kDays - mean * mean, 7'000, 7'000 * 3.3 * std::sqrt(2.0 / kDays));
}

TEST(Enrolment, AnOfferIsAcceptedByItsNumber) {
  const EnrolmentModel model = example_population().enrolment;
  int accepted = 0;
  for (std::uint32_t offer = 0; offer < 20'000; ++offer) {
    accepted += accepts(model, kLuck, offer);
    EXPECT_EQ(accepts(model, kLuck, offer), accepts(model, kLuck, offer));
  }
  EXPECT_NEAR(accepted / 20'000.0, 0.45, 0.012);
}

TEST(Enrolment, AMonthWithoutOpenDaysIsAMistakeOfOurs) {
  EXPECT_THROW(offers_on(example_population().enrolment, kLuck, example_day(), 0), CheckFailed);
}

}  // namespace
}  // namespace caseload::population
