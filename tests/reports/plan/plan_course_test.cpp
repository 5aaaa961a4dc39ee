#include "reports/plan/plan_course.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/plan/plan_answer.hpp"
#include "reports/plan/plan_json.hpp"
#include "reports/plan/plan_notes.hpp"
#include "reports/plan/plan_text.hpp"
#include "sim/experiment/in_question.hpp"
#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::month_made;
using ::testing::Not;
using testing::plan_sample;
using testing::PlanSample;
using ::testing::StartsWith;

std::string answer(const PlanSample& sample) {
  std::string text;
  for (const std::string& paragraph : answer_paragraphs(sample.report())) text += paragraph + "\n";
  return text;
}

std::vector<experiment::MonthOutcome> months_reaching(double patients, int cost_usd) {
  return std::vector(200, month_made({"", patients, 0, 0, cost_usd}, 0.5));
}

CalendarMonth month(unsigned number) {
  return {std::chrono::year{2026} / std::chrono::month{number}};
}

// "today" is Ana; "with Ben" is Ana and Ben, who begins in July. 171 of 310 patients are 55 %.
// Named are March, June, July and August; a month's simulation begins one month before it.
PlanSample a_hire_in_july(std::vector<double> today, std::vector<double> hire) {
  PlanSample sample = plan_sample(
      {{"today", 200, 0, 0, 100}, {"with Ben", 200, 0, 0, 200}, {"unlimited", 230, 0, 0, 0}}, 200);
  sample.scenario.warmup_months = 1;
  sample.scenario.staff[1].from = month(7).first_day();
  sample.scenario.months = sample.experiment.months = {month(3), month(6), month(7), month(8)};
  std::vector<std::vector<std::vector<experiment::MonthOutcome>>> outcomes(3);
  for (std::size_t place = 0; place < 4; ++place) {
    outcomes[0].push_back(months_reaching(today[place], 100));
    outcomes[1].push_back(months_reaching(hire[place], place < 2 ? 100 : 200));
    outcomes[2].push_back(months_reaching(230, 0));
  }
  sample.experiment.outcomes = std::move(outcomes);
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);
  return sample;
}

TEST(PlanCourse, TodaysTeamHoldsUntilAndWithTheHireFromThenOn) {
  const PlanSample sample = a_hire_in_july({200, 200, 100, 100}, {200, 200, 220, 210});

  EXPECT_THAT(
      answer(sample),
      AllOf(StartsWith("If these assumptions hold, with Ben would be enough from July 2026 on, and "
                       "is the cheapest plan that is: in 200 of 200 simulated months of July 2026, "
                       "the hardest of those months for it"),
            HasSubstr("Before July 2026 its team is that of today, which holds in each of the 2 "
                      "named months from March 2026 to June 2026.\n"),
            HasSubstr("The next cheaper plan, today, would not be enough: 0 of 200 simulated "
                      "months of July 2026."),
            HasSubstr("Month by month it holds through June 2026 and fails first in July 2026 (0 "
                      "of 200 simulated months)."),
            Not(HasSubstr("no plan"))));
}

TEST(PlanCourse, MonthsThatNoHireReachesAreSaidToFail) {
  const PlanSample sample = a_hire_in_july({100, 200, 100, 100}, {100, 200, 220, 210});

  EXPECT_THAT(answer(sample),
              AllOf(StartsWith("If these assumptions hold, with Ben would be enough from July "
                               "2026 on"),
                    HasSubstr("Before July 2026 its team is that of today, which fails first in "
                              "March 2026 (0 of 200 simulated months) and holds from June 2026 on. "
                              "No plan here is shown to hold in every named month.")));
}

TEST(PlanCourse, ProgramsReadWhetherMonthsAreLeftOpen) {
  const PlanSample sample = a_hire_in_july({100, 200, 100, 100}, {100, 200, 220, 210});
  const auto json = nlohmann::json::parse(plan_json(sample.report()));

  EXPECT_EQ(json["answer"], "yes");
  EXPECT_EQ(json["cheapest_yes_in_every_named_month"], false);
}

TEST(PlanCourse, WhereNothingHoldsTheHireIsJudgedByItsOwnMonths) {
  const PlanSample sample = a_hire_in_july({100, 100, 100, 100}, {100, 100, 150, 200});

  EXPECT_THAT(answer(sample),
              AllOf(StartsWith("If these assumptions hold, no plan would be enough. The nearest is "
                               "with Ben from July 2026 on: in 0 of 200 simulated months of July "
                               "2026, the hardest of those months for it"),
                    HasSubstr("Month by month it fails first in July 2026 (0 of 200 simulated "
                              "months) and holds from August 2026 on.")));
}

TEST(PlanCourse, DetailsAreOfAMonthInWhichThePlansDiffer) {
  // Today's team is enough, and March is its hardest month.
  const PlanSample sample = a_hire_in_july({180, 200, 190, 200}, {180, 200, 220, 210});
  ASSERT_EQ(sample.summary.cheapest_yes, 0U);

  EXPECT_EQ(experiment::month_in_question(sample.summary), month(7));
  EXPECT_THAT(plan_text(sample.report()),
              AllOf(HasSubstr("PLANS, July 2026"), HasSubstr("(65 %)"),
                    HasSubstr("in brackets: the team is that of the plan it extends")));
  EXPECT_THAT(step_sentences(sample.report()),
              ElementsAre(StartsWith("with Ben instead of today: of everyone enrolled, at 20 "
                                     "minutes +30 (30 to 30)")));
}

TEST(PlanCourse, AStepIsToldOfAMonthInWhichItsTwoPlansDiffer) {
  PlanSample sample = a_hire_in_july({180, 200, 190, 200}, {180, 200, 220, 210});
  const std::vector<CalendarMonth> named = sample.experiment.months;
  sample.scenario.months = sample.experiment.months = {named[0], named[1]};
  for (auto& plan : sample.experiment.outcomes) plan.resize(2);
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_TRUE(step_sentences(sample.report()).empty()) << "there is one plan to choose";
  EXPECT_THAT(answer(sample),
              HasSubstr("with Ben has the team of today in every named month and the warm-up"));
  EXPECT_THAT(plan_text(sample.report()), HasSubstr("same team"));
}

TEST(PlanCourse, ProgramsReadTheSame) {
  const auto json = nlohmann::json::parse(
      plan_json(a_hire_in_july({200, 200, 100, 100}, {200, 200, 220, 210}).report()));

  EXPECT_EQ(json["month_in_question"], "2026-07");
  EXPECT_EQ(json["cheapest_yes"], "with Ben");
  EXPECT_EQ(json["cheapest_yes_in_every_named_month"], true);
  const auto& today = json["plans"][0];
  EXPECT_EQ(today["role"], "candidate");
  EXPECT_EQ(today["reference"], nullptr);
  EXPECT_EQ(today["first_failing_month"], "2026-07");
  EXPECT_EQ(today["holds_since"], nullptr);
  const auto& hire = json["plans"][1];
  EXPECT_EQ(hire["reference"], "today");
  EXPECT_EQ(hire["judged_months"], (std::vector<std::string>{"2026-07", "2026-08"}));
  EXPECT_EQ(hire["holds_since"], "2026-03");
  EXPECT_EQ(hire["months"][0]["own_team"], false);
  EXPECT_EQ(hire["months"][2]["asked"]["answer"], "yes");
  EXPECT_EQ(hire["months"][2]["asked"]["requirements_held"], (std::vector<int>{200, 200}));
  EXPECT_EQ(json["plans"][2]["role"], "unlimited");
}

// "hire" and the same people with Ana out in the first week of March.
PlanSample with_a_test(double hire, double test) {
  PlanSample sample = plan_sample({{"1 RN", 100, 0, 0, 100},
                                   {"hire", hire, 0, 0, 200},
                                   {"Ana out", test, 0, 0, 150},
                                   {"unlimited", 300, 0, 0, 0}},
                                  200);
  sample.scenario.warmup_months = 0;
  sample.experiment.plans[2].staff = sample.experiment.plans[1].staff;
  sample.experiment.plans[2].out = {
      {.person = 0, .days = {month(3).first_day(), month(3).first_day() + days{6}}}};
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);
  return sample;
}

TEST(Stress, IsToldAsATestOfItsPlanAndNeverRecommended) {
  const PlanSample sample = with_a_test(220, 175);

  EXPECT_THAT(
      answer(sample),
      AllOf(StartsWith("If these assumptions hold, hire would be enough"),
            HasSubstr("The next cheaper plan, 1 RN, would not be enough"),
            HasSubstr("A test, and no plan to choose: Ana out is hire with Ana out 2026-03-01 to "
                      "2026-03-07. It would still be enough: 200 of 200 simulated months of March "
                      "2026, where without it hire holds in 200.")));
}

TEST(Stress, ThatFailsSaysWhatFails) {
  EXPECT_THAT(answer(with_a_test(220, 150)),
              HasSubstr("It would not be enough: 0 of 200 simulated months of March 2026, where "
                        "without it hire holds in 200. One by one: 55 % at 20 minutes in 0, at "
                        "most 2 urgent alerts late in 200."));
}

TEST(Stress, StandsInTheTablesAsOne) {
  const PlanSample sample = with_a_test(220, 175);

  EXPECT_THAT(plan_text(sample.report()), HasSubstr("test: yes"));
  EXPECT_THAT(step_sentences(sample.report()), ElementsAre(StartsWith("hire instead of 1 RN")));
  const auto json = nlohmann::json::parse(plan_json(sample.report()));
  EXPECT_EQ(json["plans"][2]["role"], "stress");
  EXPECT_EQ(json["plans"][2]["reference"], "hire");
  EXPECT_EQ(json["plans"][2]["judged_months"], (std::vector<std::string>{"2026-03"}));
  EXPECT_EQ(json["cheapest_yes"], "hire");
}

TEST(Stress, AloneLeavesNoPlanToChoose) {
  PlanSample sample = with_a_test(220, 175);
  auto& outcomes = sample.experiment.outcomes;
  outcomes.erase(outcomes.begin(), outcomes.begin() + 2);
  sample.experiment.plans.erase(sample.experiment.plans.begin(),
                                sample.experiment.plans.begin() + 2);
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(answer(sample),
              AllOf(StartsWith("There is no plan to choose: every plan of the scenario states an "
                               "outage"),
                    HasSubstr("no plan here has the same people without the outage")));
  EXPECT_EQ(nlohmann::json::parse(plan_json(sample.report()))["answer"], "no");
}

}  // namespace
}  // namespace caseload::reports
