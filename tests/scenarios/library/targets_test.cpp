// What a scenario asks for comes out: each figure that is a target, not a cause, is simulated over
// a range of values and found again, or refused with what can be reached.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/load.hpp"
#include "sim/experiment/ceiling.hpp"
#include "tests/sim/experiment/replications.hpp"

namespace caseload {
namespace {

using experiment::MonthOutcome;
using testing::HasSubstr;

constexpr int kReplications = 40;

// 300 patients with nobody busy; `enrolment` and `alerts` are what is asked.
Result<scenarios::LoadedScenario> asked(const std::string& panel, const std::string& alerts,
                                        const std::string& drop_out = "0.065") {
  return scenarios::parse_scenario(fmt::format(R"(schema_version: 1
timezone: America/New_York
months: [2026-04]
panel:
  patients: 300
  enrolment: {{drop_out: {{later_per_month: {}}}}}
{}alerts: {{{}}}
staff:
  - {{name: Ana, role: rn, hours: {{mon-sun: "08:00-20:00"}}, rpm_share: 1.0}}
  - {{name: Nora, role: np, hours: {{mon-sun: "08:00-20:00"}}, rpm_share: 0.1}}
plans:
  - {{name: both, staff: [Ana, Nora]}}
)",
                                               drop_out, panel, alerts),
                                   "targets.yaml");
}

std::vector<MonthOutcome> months_of(const Result<scenarios::LoadedScenario>& loaded) {
  EXPECT_TRUE(loaded) << loaded.error().text;
  if (!loaded) return {};
  return experiment::testing::replicate(
      loaded->scenario, experiment::unlimited_plan(loaded->scenario), kReplications);
}

// Per patient and 30 days; patients who join or leave are there for half the month.
double per_patient_month(const std::vector<MonthOutcome>& rows, auto of) {
  double events = 0, patients = 0;
  for (const MonthOutcome& row : rows) {
    events += of(row);
    patients += row.patients.everyone - (row.joined + row.left) / 2.0;
  }
  return events / patients;  // April has 30 days
}

double handled(const MonthOutcome& row) { return row.alerts_for_people(); }

class HandledAlerts : public testing::TestWithParam<double> {};

TEST_P(HandledAlerts, AreAsManyAsWereAskedFor) {
  const auto rows = months_of(asked("", fmt::format("handled_per_patient_month: {}", GetParam())));
  EXPECT_NEAR(per_patient_month(rows, handled), GetParam(), std::max(0.07 * GetParam(), 0.1));
}
INSTANTIATE_TEST_SUITE_P(Targets, HandledAlerts, testing::Values(1.0, 2.5, 5.0, 10.0),
                         [](const auto& info) {
                           return fmt::format("{:.0f}tenths", info.param * 10);
                         });

TEST(Targets, AlertsThatNoDevicesRaiseAreRefusedWithWhatCanBeReached) {
  const auto loaded = asked("", "handled_per_patient_month: 59.5");
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().text, HasSubstr("59.5 cannot come about"));
  EXPECT_THAT(loaded.error().text, HasSubstr("expected at most "));

  const auto at = loaded.error().text.find("expected at most ") + 17;
  const double most = std::stod(loaded.error().text.substr(at));
  EXPECT_GT(most, 10);
  const auto rows =
      months_of(asked("", fmt::format("handled_per_patient_month: {:.1f}", most * 0.97)));
  EXPECT_NEAR(per_patient_month(rows, handled) / (most * 0.97), 1, 0.06);
}

TEST(Targets, HandledAlertsIncludeTheSilencesOfPatientsWhoSeldomMeasure) {
  for (const double days16 : {0.4, 0.9}) {
    const auto rows =
        months_of(asked(fmt::format("  adherence: {{calibrate: {{days16: {}, days2: {}}}}}\n",
                                    days16, days16 < 0.5 ? 0.95 : 0.99),
                        "handled_per_patient_month: 3"));
    EXPECT_NEAR(per_patient_month(rows, handled) / 3, 1, 0.07) << days16;
  }
}

TEST(Targets, AStatedShareOfSilencesThatCannotBeIsRefused) {
  const auto loaded = asked("", "silence_per_patient_month: 1.5");
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().text, HasSubstr("1.5 cannot come out"));
  EXPECT_TRUE(asked("", "silence_per_patient_month: 0.5"));
}

TEST(Targets, UrgentAlertsAreTheShareAskedFor) {
  for (const double share : {0.03, 0.10}) {
    const auto rows =
        months_of(asked("", fmt::format("handled_per_patient_month: 4, urgent_share: {}", share)));
    const double urgent =
        per_patient_month(rows, [](const MonthOutcome& row) { return row.urgent.raised; });
    const double readings = per_patient_month(
        rows, [](const MonthOutcome& row) { return row.alerts - row.silence_alerts; });
    EXPECT_NEAR(urgent / readings / share, 1, 0.08) << share;
  }
}

struct Days {
  double days16, days2;
};
class DaysWithReadings : public testing::TestWithParam<Days> {};

TEST_P(DaysWithReadings, AreTheSharesAskedFor) {
  const auto rows =
      months_of(asked(fmt::format("  adherence: {{calibrate: {{days16: {}, days2: {}}}}}\n",
                                  GetParam().days16, GetParam().days2),
                      "handled_per_patient_month: 2.5"));
  double periods = 0, days16 = 0, days2 = 0;
  for (const MonthOutcome& row : rows) {
    periods += row.periods_ended;
    days16 += row.days16;
    days2 += row.days2;
  }
  EXPECT_NEAR(days16 / periods, GetParam().days16, 0.01);
  EXPECT_NEAR(days2 / periods, GetParam().days2, 0.01);
}
INSTANTIATE_TEST_SUITE_P(Targets, DaysWithReadings,
                         testing::Values(Days{0.40, 0.90}, Days{0.67, 0.98}, Days{0.80, 0.98},
                                         Days{0.95, 0.995}),
                         [](const auto& info) {
                           return fmt::format("days16_{:.0f}", info.param.days16 * 100);
                         });

TEST(Targets, SharesOfDaysThatCannotBeAreRefusedWithWhatCanBeReached) {
  const auto loaded = asked("  adherence: {calibrate: {days16: 0.98, days2: 0.985}}\n",
                            "handled_per_patient_month: 2.5");
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().text, HasSubstr("the nearest is"));
}

TEST(Targets, APanelKeepsItsSizeUnlessGrowthIsAsked) {
  for (const char* drop_out : {"0.065", "0.02", "0.2"}) {
    const auto rows = months_of(asked("", "handled_per_patient_month: 2.5", drop_out));
    const double at_start = experiment::testing::mean(
        rows, [](const MonthOutcome& row) { return row.patients.everyone - row.joined + 0.0; });
    EXPECT_NEAR(at_start / 300, 1, 0.02) << drop_out;
  }
}

}  // namespace
}  // namespace caseload
