// The shipped practice must resemble real programmes: published ratios, measured on
// main_street_clinic as a user gets it, from the file to the claims.
//
// The accepted ranges are those of the national anchors: claims of all payers 2020 and 2023,
// Medicare 2021-22, and the skew of alerts. They were published under the rules of their years, so
// what depends on rules is simulated in 2025.

#include <gtest/gtest.h>

#include <numeric>

#include "scenarios/load.hpp"
#include "tests/sim/experiment/replications.hpp"

namespace caseload {
namespace {

using experiment::testing::mean;
using experiment::testing::replicate;

experiment::Scenario main_street(std::chrono::year_month month) {
  auto loaded = scenarios::load_library_scenario("main_street_clinic");
  EXPECT_TRUE(loaded) << loaded.error().text;
  loaded->scenario.months = {{month}};
  return std::move(loaded->scenario);
}

// Means over 12 replications of "1 RN + 1 MA", which does all but little of what is due.
struct Means {
  explicit Means(const experiment::Scenario& scenario)
      : rows(replicate(scenario, scenario.plans[2], 12)) {}

  double of(auto value) const { return mean(rows, value); }
  double units(const std::string& code) const {
    return of([&](const experiment::MonthOutcome& row) {
      const auto found = row.codes.find(code);
      return found == row.codes.end() ? 0.0 : found->second;
    });
  }
  // Of 30 days, as device periods are; who joins or leaves is there for half of the month.
  double patient_months(int days) const {
    return days / 30.0 * of([](const experiment::MonthOutcome& row) {
             return row.patients.everyone - 0.5 * (row.joined + row.left);
           });
  }

  std::vector<experiment::MonthOutcome> rows;
};

void expect_between(double low, double value, double high) {
  EXPECT_GE(value, low);
  EXPECT_LE(value, high);
}

TEST(MainStreetAnchors, TimeAndDeviceCodesStandInThePublishedProportions) {
  const Means march(main_street(std::chrono::year{2025} / 3));

  expect_between(0.35, march.units("99458") / march.units("99457"), 0.55);
  expect_between(0.75, march.units("99457") / march.units("99454"), 1.25);
}

// Everybody who was enrolled on any day of the year: the panel of January, and who joined since.
TEST(MainStreetAnchors, APatientYearHasAboutFivePeriodsOfSixteenDays) {
  double periods = 0, enrolled = 0;
  for (unsigned month : {1U, 4U, 7U, 10U}) {
    const Means means(main_street(std::chrono::year{2025} / static_cast<int>(month)));
    periods += 3 * means.units("99454");
    if (month == 1) {
      enrolled += means.of([](const experiment::MonthOutcome& row) {
        return row.patients.everyone - row.joined + 0.0;
      });
    }
    enrolled += 3 * means.of([](const experiment::MonthOutcome& row) { return row.joined + 0.0; });
  }

  expect_between(4.5, periods / enrolled, 5.5);
}

// 0.66 to 0.76 and 0.20 to 0.30 follow from 70 of 100 periods with 16 days and 98 with 2: periods
// of who is there. One patient in thirteen leaves in a month, with a period under way that mostly
// has days for 99445: those come on top.
TEST(MainStreetAnchors, DeviceCodesOf2026PerPatientMonth) {
  double months = 0, of16 = 0, of2 = 0, of2_who_stay = 0, set_up = 0;
  for (const int month : {1, 4, 7, 10}) {
    const CalendarMonth named{std::chrono::year{2026} / month};
    const Means means(main_street(named.value));
    months += means.patient_months(named.length_days());
    of16 += means.units("99454");
    of2 += means.units("99445");
    of2_who_stay +=
        means.of([](const experiment::MonthOutcome& row) { return row.days2 - row.days16 + 0.0; });
    set_up += means.units("99453");
  }

  expect_between(0.66, of16 / months, 0.76);
  expect_between(0.20, of2_who_stay / months, 0.30);
  expect_between(0.02, (of2 - of2_who_stay) / months, 0.05);
  // A panel that keeps its size sets up as many as leave: 6.5 % a month, and twice that in the
  // first two.
  expect_between(0.05, set_up / months, 0.075);
}

TEST(MainStreetAnchors, AlertsComeFromFewPatients) {
  const Means march(main_street(std::chrono::year{2026} / 3));

  expect_between(0.45, march.of([](const experiment::MonthOutcome& row) {
    return static_cast<double>(row.alerts_top_fifth) / row.alerts;
  }),
                 0.60);
}

TEST(MainStreetAnchors, ALiveContactTakesTwoToFourAttempts) {
  const Means march(main_street(std::chrono::year{2026} / 3));

  expect_between(2, march.of([](const experiment::MonthOutcome& row) {
    return static_cast<double>(row.attempts) / (row.live_contacts - row.patients_calls);
  }),
                 4);
}

}  // namespace
}  // namespace caseload
