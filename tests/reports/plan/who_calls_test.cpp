#include "reports/plan/who_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/plan/operations_csv.hpp"
#include "reports/plan/plan_json.hpp"
#include "reports/plan/plan_text.hpp"
#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::PlanSample;
using testing::sample_with_a_yes;

// Every month the same: 40 of 50 conversations with an interpreter, half a minute of connecting and
// thirteen minutes each; of 200 planned conversations 150 by the patient's own nurse.
PlanSample of_two_languages() {
  PlanSample sample = sample_with_a_yes(3);
  sample.scenario.population.languages = {{"spanish", 0.15}};
  sample.scenario.care.interpreter = {.stretch = 1.3, .connecting = seconds{30}};
  for (auto& plan : sample.experiment.outcomes)
    for (auto& month : plan)
      for (experiment::MonthOutcome& row : month) {
        row.languages = {.all = 50, .interpreted = 40, .interpreter_minutes = minutes{540}};
        row.cost.interpreter = Cents{43'200};
        row.planned = {
            .placed = 400, .waited = hours{4'000}, .conversations = 200, .by_primary = 150};
      }
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);
  return sample;
}

TEST(WhoCalls, AreSilentWhereEverybodySpeaksOneLanguageAndWhoeverIsFreeCalls) {
  EXPECT_THAT(plan_text(sample_with_a_yes(3).report()),
              AllOf(Not(HasSubstr("LANGUAGES")), Not(HasSubstr("PRIMARY")),
                    HasSubstr("languages and interpreters")));
}

TEST(WhoCalls, TheInterpretersHoursCostAndWhatTheyAddToTheStaffs) {
  const PlanSample sample = of_two_languages();
  const std::string text = plan_text(sample.report());

  // 540 minutes: 20 of connecting, and 520 in which 400 would have done.
  EXPECT_THAT(text, HasSubstr("Of 50 conversations in that month"));
  EXPECT_THAT(languages_sentence(sample.report(), sample.summary.plans[0]),
              AllOf(HasSubstr("(spanish 15 %), 80 % would have an interpreter: 9.0 hours for $432, "
                              "of which 2.3")));
  EXPECT_THAT(text, HasSubstr("PATIENTS OF OTHER LANGUAGES"));
  EXPECT_THAT(text, HasSubstr("hours with an interpreter +0.0."));
  EXPECT_THAT(text, Not(HasSubstr("languages and interpreters")));
}

TEST(WhoCalls, TheSameStandsInJsonAndCsv) {
  const PlanSample sample = of_two_languages();
  const auto json = nlohmann::json::parse(plan_json(sample.report()));

  const auto& days = json["plans"][0]["months"][0]["operations"];
  EXPECT_EQ(days["other_languages"]["interpreted_share"], 0.8);
  EXPECT_EQ(days["other_languages"]["interpreter_minutes_mean"], 540);
  EXPECT_EQ(days["planned_calls"]["by_primary_share"], 0.75);
  EXPECT_EQ(days["planned_calls"]["wait_hours_mean"], 10);
  EXPECT_EQ(days["cost_usd"]["interpreter"], 432);
  EXPECT_EQ(json["policy"]["assignment"], "pool");
  EXPECT_TRUE(json["policy"]["against_pool"].is_null());

  const std::vector<OutputFile> files = operations_csv(sample.report());
  const auto rows_of = [&](const char* name) {
    return std::ranges::find(files, std::filesystem::path(name), &OutputFile::path)->content;
  };
  EXPECT_THAT(rows_of("csv/costs.csv"), HasSubstr("1 RN,2026-02,interpreter,432.00\n"));
  EXPECT_THAT(rows_of("csv/conversations.csv"),
              HasSubstr("1 RN,2026-02,50.000,40.000,540.0,200.000,150.000,10.000\n"));
}

TEST(WhoCalls, PrimaryNursesStandBesideThePool) {
  PlanSample sample = of_two_languages();
  sample.scenario.care.policy.assignment = care::Assignment::Primary;
  EXPECT_THAT(plan_text(sample.report()),
              AllOf(HasSubstr("PRIMARY NURSES AGAINST A POOL"), HasSubstr("was not simulated")));

  PlanReport compared = sample.report();
  compared.compare_assignment = experiment::AssignmentComparison{
      .month = sample.scenario.months[0], .replications = 3, .plans = {}};
  for (std::size_t i = 0; i < compared.summary.plans.size(); ++i)
    compared.compare_assignment->plans.push_back({.continuity = 0.9,
                                                  .continuity_in_pool = 0.3,
                                                  .patients_at_20 = {-3, -1},
                                                  .patients_at_20_as_stated = {-1, 1},
                                                  .wait_hours = stats::Interval{4, 6},
                                                  .conversations = {0, 2},
                                                  .interpreter_minutes = {-50, -30}});

  EXPECT_THAT(plan_text(compared),
              AllOf(HasSubstr("90 %"), HasSubstr("30 %"), HasSubstr("-3.0 to -1.0"),
                    HasSubstr("+4.0 to +6.0"), HasSubstr("-40"), HasSubstr("3 open days")));
  const auto json = nlohmann::json::parse(plan_json(compared))["policy"];
  EXPECT_EQ(json["assignment"], "primary");
  const auto& plans = json["against_pool"]["plans"];
  EXPECT_EQ(plans.size(),
            compared.summary.plans.size() - 1);  // nobody's patients under `unlimited`
  EXPECT_EQ(plans[0]["planned_call_wait_hours"]["mean"], 5);

  compared.compare_assignment->plans[0].wait_hours.reset();
  compared.compare_assignment->plans[0].continuity.reset();
  EXPECT_THAT(against_pool_text(compared, 200),
              HasSubstr("1 RN                             –  30 %"));
  const auto none =
      nlohmann::json::parse(plan_json(compared))["policy"]["against_pool"]["plans"][0];
  EXPECT_TRUE(none["planned_call_wait_hours"].is_null());
  EXPECT_TRUE(none["by_primary_share"].is_null());
}

}  // namespace
}  // namespace caseload::reports
