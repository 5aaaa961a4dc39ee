#include "sim/population/cohort.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/population/drop_out.hpp"
#include "sim/population/stream_ids.hpp"
#include "tests/sim/population/example_population.hpp"
#include "tests/sim/population/moments.hpp"

namespace caseload::population {
namespace {

using std::chrono::days;

constexpr RandomKey kLuck{.seed = 99, .replication = 0};
constexpr ClinicTraits kClinic{
    .high_acuity_share = 0.2, .talk_time_sd = 0.2, .alerts = {2.0, 0.03}};

TEST(Cohort, TraitsHaveTheSharesAndMeansOfTheModel) {
  PopulationModel model = example_population();
  model.conditions = {example_condition({telemetry::DeviceKind::Cuff}),
                      example_condition({telemetry::DeviceKind::Scale})};
  model.conditions[0].share = 0.7;
  model.conditions[1].share = 0.3;
  const Cohort cohort(model, kClinic);

  std::vector<double> second_condition, acuity, never, answers, caregiver, frailty, talk;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const Patient patient = cohort.member(kLuck, PatientId{i}, example_day());
    second_condition.push_back(patient.condition == 1);
    acuity.push_back(patient.high_acuity);
    never.push_back(patient.never_answers);
    if (!patient.never_answers) answers.push_back(patient.answers);
    caregiver.push_back(patient.has_caregiver);
    frailty.push_back(patient.alert_frailty);
    talk.push_back(patient.talk_time);
  }

  EXPECT_NEAR(mean_of(second_condition), 0.3, 0.01);
  EXPECT_NEAR(mean_of(acuity), 0.2, 0.01);
  EXPECT_NEAR(mean_of(never), 0.08, 0.007);
  EXPECT_NEAR(mean_of(answers), 0.40, 0.01);
  EXPECT_NEAR(mean_of(caregiver), 0.10, 0.01);
  EXPECT_NEAR(mean_of(frailty), 1, 0.02);
  EXPECT_NEAR(sd_of(frailty), 1, 0.03);
  EXPECT_NEAR(mean_of(talk), 1, 0.005);
  EXPECT_NEAR(sd_of(talk), 0.2, 0.01);
}

TEST(Cohort, APatientIsTheSameInWhateverOrderPatientsAreDrawn) {
  const PopulationModel model = example_population();
  const Cohort one(model, kClinic);
  const Cohort other(model, kClinic);
  for (std::uint32_t i = 0; i < 100; ++i) other.member(kLuck, PatientId{i}, example_day());

  const Patient first = one.member(kLuck, PatientId{42}, example_day());
  const Patient again = other.member(kLuck, PatientId{42}, example_day());

  EXPECT_EQ(first.adherence, again.adherence);
  EXPECT_EQ(first.withdraws_at, again.withdraws_at);
  EXPECT_EQ(one.limits(kLuck, first), other.limits(kLuck, again));
}

TEST(Cohort, AFixedPanelKeepsItsPeopleAndNotTheirFate) {
  PopulationModel model = example_population();
  model.panel_fixed = true;
  const Cohort cohort(model, kClinic);
  int same_fate = 0;
  for (std::uint32_t i = 0; i < 50; ++i) {
    const Patient now = cohort.member({99, 0}, PatientId{i}, example_day());
    const Patient later = cohort.member({99, 8}, PatientId{i}, example_day());
    EXPECT_EQ(now.adherence, later.adherence);
    EXPECT_EQ(now.monitoring_from, later.monitoring_from);
    EXPECT_EQ(now.own[0].mean, later.own[0].mean);
    same_fate += now.withdraws_at == later.withdraws_at;
  }
  EXPECT_EQ(same_fate, 0);

  model.panel_fixed = false;
  EXPECT_NE(cohort.member({99, 0}, PatientId{1}, example_day()).adherence,
            cohort.member({99, 8}, PatientId{1}, example_day()).adherence);
}

TEST(Cohort, JoinersStayAsLongAsTheHazardsSay) {
  const PopulationModel model = example_population();
  const Cohort cohort(model, kClinic);
  constexpr std::uint32_t kPatients = 20'000;
  for (const int month : {1, 2, 6, 12}) {
    double stayed = 0;
    for (std::uint32_t i = 0; i < kPatients; ++i) {
      const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
      stayed += patient.withdraws_at > LocalTime{example_day() + days{30 * month}};
    }
    const double expected = std::exp(-0.13 * std::min(month, 2) - 0.065 * std::max(month - 2, 0));
    EXPECT_NEAR(stayed / kPatients, expected, 0.012) << "month " << month;
  }
}

// A panel that loses as many as it gains keeps its tenures: whoever is left a month later, and
// those who joined meanwhile, look like the panel before.
TEST(Cohort, TheInitialPanelIsStationary) {
  const PopulationModel model = example_population();
  const Cohort cohort(model, kClinic);
  constexpr std::uint32_t kPatients = 40'000;
  double over_six_months = 0;
  double gone_in_a_month = 0;
  double still_over_six = 0;
  for (std::uint32_t i = 0; i < kPatients; ++i) {
    const Patient patient = cohort.member(kLuck, PatientId{i}, example_day());
    const bool gone = patient.withdraws_at < LocalTime{example_day() + days{30}};
    over_six_months += patient.tenure_days(example_day()) >= 180;
    gone_in_a_month += gone;
    still_over_six += !gone && patient.tenure_days(example_day()) >= 150;
  }

  EXPECT_NEAR(still_over_six / kPatients, over_six_months / kPatients, 0.01);
  // As many must leave in a month as join in it: 1 ÷ the mean stay.
  double mean_stay_months = 0;
  for (int day = 0; day < kLongestTenureDays; ++day) {
    mean_stay_months += survival(model.enrolment, day + 0.5) / 30;
  }
  double joiners_lost = 0;  // of those who join during the month, before its end
  for (int day = 0; day < 30; ++day)
    joiners_lost += (1 - survival(model.enrolment, day + 0.5)) / 30;
  EXPECT_NEAR(gone_in_a_month / kPatients, (1 - joiners_lost) / mean_stay_months, 0.005);
}

TEST(Cohort, WithoutDropOutNobodyLeavesAndNobodyIsOlderThanTheCodes) {
  PopulationModel model = example_population();
  model.enrolment.drop_out_bands.clear();
  model.enrolment.drop_out_later = 0;
  const Cohort cohort(model, kClinic);
  for (std::uint32_t i = 0; i < 500; ++i) {
    const Patient patient = cohort.member(kLuck, PatientId{i}, example_day());
    EXPECT_EQ(patient.withdraws_at, LocalTime::max());
    EXPECT_GE(patient.tenure_days(example_day()), 0);
    EXPECT_LE(patient.tenure_days(example_day()), kLongestTenureDays);
  }
}

TEST(Cohort, APatientIsSmall) { EXPECT_LE(sizeof(Patient), 512U); }

TEST(PopulationPurposes, NoTwoCollide) {
  std::set<std::uint32_t> values;
  for (const StreamId& stream_id : kPopulationStreams) values.insert(stream_id.value);

  EXPECT_EQ(values.size(), kPopulationStreams.size());
}

}  // namespace
}  // namespace caseload::population
