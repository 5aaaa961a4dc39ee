#include "sim/experiment/verdicts.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "tests/sim/experiment/made_months.hpp"

namespace caseload::experiment {
namespace {

using namespace testing;

// 95 months of 100 asked: the counts at which an exact bound allows to say so, or to deny it.
TEST(Verdict, IsTheExactBoundAgainstWhatWasAsked) {
  struct Row {
    int met, missed;
    Answer answer;
  };
  for (const Row row : {Row{58, 0, Answer::TooClose},
                        {59, 0, Answer::Yes},
                        {92, 1, Answer::Yes},
                        {91, 2, Answer::TooClose},
                        {292, 8, Answer::Yes},
                        {291, 9, Answer::TooClose},
                        {180, 20, Answer::No},
                        {0, 2, Answer::No}}) {
    const Replications rows = months_met_and_missed(row.met, row.missed);
    const PlanSummary plan = judge_one_plan({kReach}, rows, rows);
    EXPECT_EQ(plan.answer, row.answer) << row.met << " met, " << row.missed << " missed";
    EXPECT_EQ(plan.joint.held, row.met);
    EXPECT_EQ(plan.joint.of, row.met + row.missed);
  }
}

TEST(Verdict, TheWorstNamedMonthGoverns) {
  const PlanSummary plan =
      judge_one_plan({kReach}, months_met_and_missed(100, 0), months_met_and_missed(60, 40));

  EXPECT_EQ(plan.answer, Answer::No);
  EXPECT_EQ(plan.joint.month, kMarch);
  EXPECT_EQ(plan.joint.held, 60);
}

TEST(Verdict, OfTwoMonthsWithOneAnswerTheOneHeldLessOftenThenTheFirst) {
  EXPECT_EQ(judge_one_plan({kReach}, months_met_and_missed(59, 0), months_met_and_missed(59, 0))
                .joint.month,
            kFebruary);
  EXPECT_EQ(judge_one_plan({kReach}, months_met_and_missed(100, 0), months_met_and_missed(99, 1))
                .joint.month,
            kMarch);
}

// Each holds in 95 of 100, but never fails in the same month: together they hold in 90.
TEST(Verdict, RequirementsMustHoldInTheSameMonth) {
  Replications rows(180, month_with(60, 0));
  rows.insert(rows.end(), 10, month_with(50, 0));  // too few reached
  rows.insert(rows.end(), 10, month_with(60, 3));  // too many late

  const PlanSummary plan = judge_one_plan({kReach, kUrgent}, rows, rows);

  EXPECT_EQ(plan.requirements[0].held, 190);
  EXPECT_EQ(plan.requirements[1].held, 190);
  EXPECT_EQ(plan.joint.held, 180);
  EXPECT_EQ(plan.answer, Answer::No);
  EXPECT_FALSE(plan.governing.has_value());
}

TEST(Verdict, DifferentMonthsOfHundredAreJudgedApartWithLessDoubtEach) {
  const Requirement half =
      UrgentRequirement{.late_over = hours{1}, .at_most = 2, .in_months_of_100 = 50};
  Replications rows(59, month_with(60, 0));

  // 59 of 59 shows 95 of 100 with 5 % doubt, but not with 2.5 %: that takes 72.
  EXPECT_EQ(judge_one_plan({kReach, half}, rows, rows).answer, Answer::TooClose);
  EXPECT_EQ(judge_one_plan({kReach, half}, rows, rows).governing, 0);
  rows.resize(72, month_with(60, 0));
  EXPECT_EQ(judge_one_plan({kReach, half}, rows, rows).answer, Answer::Yes);
}

TEST(Verdict, ExactlyTheShareAskedIsEnough) {
  MonthOutcome exact = month_with(0);
  exact.patients.eligible = 320;
  exact.reached[1].eligible = 176;  // 55 % of 320
  EXPECT_EQ(judge_one_plan({kReach}, {exact}, {exact}).joint.held, 1);

  exact.reached[1].eligible = 175;
  EXPECT_EQ(judge_one_plan({kReach}, {exact}, {exact}).joint.held, 0);
}

TEST(Verdict, AMonthWithoutEligiblePatientsDoesNotMeetAReach) {
  EXPECT_EQ(judge_one_plan({kReach}, {MonthOutcome{}}, {MonthOutcome{}}).joint.held, 0);
}

TEST(Verdict, NothingAskedIsMet) {
  EXPECT_EQ(judge_one_plan({}, months_met_and_missed(1, 0), months_met_and_missed(1, 0)).answer,
            Answer::Yes);
}

TEST(Verdict, TheCheapestPlanThatPassesIsTheAnswer) {
  Replications dear = months_met_and_missed(100, 0), cheap = dear;
  for (MonthOutcome& outcome : dear) outcome.cost.wages = Cents{900'000};
  const Replications poor = months_met_and_missed(0, 100);

  const Summary summary =
      summarise(asking({kReach}), experiment_of({{poor}, {dear}, {cheap}, {cheap}, {dear}}));

  EXPECT_EQ(summary.cheapest_yes, 2);
}

TEST(Verdict, TooCloseIsReportedOnlyWhereNoPlanPasses) {
  const Replications close = months_met_and_missed(95, 5), good = months_met_and_missed(100, 0);

  EXPECT_TRUE(summarise(asking({kReach}), experiment_of({{close}, {good}})).any_too_close);
  EXPECT_FALSE(summarise(asking({kReach}), experiment_of({{close}, {good}, {good}})).any_too_close);
}

// Ana is there, Ben from March on; named are February and March, without a warm-up between them.
Scenario with_a_hire_in_march() {
  Scenario scenario = asking({kReach});
  scenario.warmup_months = 0;
  scenario.staff[1].from = kMarch.first_day();
  return scenario;
}
const Replications kHolds = months_met_and_missed(100, 0);
const Replications kFails = months_met_and_missed(0, 100);
const Replications kOpen = months_met_and_missed(95, 5);

Replications at_a_cost_of(Cents wages, Replications rows) {
  for (MonthOutcome& row : rows) row.cost.wages = wages;
  return rows;
}

Experiment today_and_hire(std::vector<std::vector<Replications>> outcomes) {
  Experiment experiment = experiment_of(std::move(outcomes));
  experiment.plans = {{.name = "today", .staff = {0}}, {.name = "hire", .staff = {0, 1}}};
  return experiment;
}

TEST(Verdict, AHireIsJudgedFromTheMonthInWhichItBegins) {
  const Summary summary =
      summarise(with_a_hire_in_march(), today_and_hire({{kFails, kFails}, {kFails, kHolds}}));

  const PlanSummary &today = summary.plans[0], &hire = summary.plans[1];
  EXPECT_EQ(today.answer, Answer::No);
  EXPECT_EQ(judged_from(today), std::nullopt);
  EXPECT_EQ(hire.answer, Answer::Yes);
  EXPECT_EQ(hire.joint.month, kMarch);
  EXPECT_EQ(judged_from(hire), kMarch);
  EXPECT_EQ(hire.requirements[0].held, 100);
  EXPECT_FALSE(hire.months[0].own_team);
  EXPECT_EQ(summary.cheapest_yes, 1U);
}

TEST(Verdict, EachMonthSaysWhetherAPlanHoldsInIt) {
  const Summary summary =
      summarise(with_a_hire_in_march(), today_and_hire({{kHolds, kFails}, {kOpen, kHolds}}));

  const PlanSummary &today = summary.plans[0], &hire = summary.plans[1];
  EXPECT_EQ(today.months[0].verdict.answer, Answer::Yes);
  EXPECT_EQ(today.months[1].verdict.answer, Answer::No);
  EXPECT_EQ(first_failing(today), kMarch);
  EXPECT_EQ(holds_since(today), std::nullopt);
  EXPECT_EQ(first_failing(hire), std::nullopt);
  EXPECT_EQ(holds_since(hire), kMarch);
}

TEST(Verdict, MonthsStandByTheCalendarHoweverTheyAreNamed) {
  Experiment experiment = today_and_hire({{kHolds, kFails}, {kHolds, kFails}});
  std::swap(experiment.months[0], experiment.months[1]);

  const Summary summary = summarise(with_a_hire_in_march(), experiment);

  EXPECT_EQ(summary.plans[0].months[0].month, kMarch);
  EXPECT_EQ(holds_since(summary.plans[0]), kMarch);
  EXPECT_EQ(first_failing(summary.plans[0]), kFebruary);
  EXPECT_FALSE(summary.plans[1].months[1].judged) << "February, the second to be named";
}

TEST(Verdict, APlanThatHoldsInEveryMonthComesBeforeACheaperOneThatBeginsLater) {
  Experiment experiment = experiment_of({{kFails, kFails},
                                         {kFails, at_a_cost_of(Cents{100}, kHolds)},
                                         {at_a_cost_of(Cents{990'000}, kHolds), kHolds}});
  experiment.plans = {{.name = "today", .staff = {0}},
                      {.name = "hire in March", .staff = {0, 1}},
                      {.name = "hire now", .staff = {0, 2}}};
  Scenario scenario = with_a_hire_in_march();
  scenario.staff.resize(3);

  EXPECT_EQ(summarise(scenario, experiment).cheapest_yes, 2U);
}

TEST(Verdict, AHireAfterTheNamedMonthsIsNoPlanOfItsOwn) {
  Scenario scenario = with_a_hire_in_march();
  scenario.staff[1].from = kMarch.end_day();
  const Summary summary = summarise(scenario, today_and_hire({{kFails, kFails}, {kFails, kFails}}));

  EXPECT_EQ(summary.plans[1].role(), PlanRole::SameTeam);
  EXPECT_EQ(summary.plans[1].reference, 0U);
  EXPECT_EQ(summary.plans[1].answer, summary.plans[0].answer);
}

Plan ana_out_in_march() {
  return {.name = "Ana out",
          .staff = {0},
          .out = {{.person = 0, .days = {kMarch.first_day(), kMarch.first_day() + days{6}}}}};
}

TEST(Verdict, AnOutageIsATestAndNeverTheAnswer) {
  Scenario scenario = with_a_hire_in_march();
  Experiment experiment =
      experiment_of({{kHolds, kHolds}, {kHolds, at_a_cost_of(Cents{1}, kOpen)}});
  experiment.plans = {{.name = "today", .staff = {0}}, ana_out_in_march()};

  const Summary summary = summarise(scenario, experiment);
  EXPECT_EQ(summary.cheapest_yes, 0U) << "the test costs less";
  EXPECT_EQ(summary.plans[1].role(), PlanRole::Stress);
  EXPECT_EQ(summary.plans[1].answer, Answer::TooClose);
  EXPECT_EQ(summary.plans[1].joint.month, kMarch) << "the month that it touches";

  experiment.plans.erase(experiment.plans.begin());
  experiment.outcomes.erase(experiment.outcomes.begin());
  const Summary alone = summarise(scenario, experiment);
  EXPECT_EQ(alone.cheapest_yes, std::nullopt);
  EXPECT_FALSE(alone.any_too_close) << "there is no plan that could be too close";
}

TEST(Verdict, SaysHowOftenEachRequirementHeldInEachMonth) {
  Replications rows(10, month_with(60, 0));
  rows.insert(rows.end(), 3, month_with(50, 0));
  rows.insert(rows.end(), 2, month_with(60, 5));
  const PlanSummary plan = judge_one_plan({kReach, kUrgent}, rows, rows);

  EXPECT_EQ(plan.months[1].held_each, (std::vector<int>{12, 13}));
  EXPECT_EQ(plan.months[1].held, 10);
}

TEST(Verdict, AYesTakesSoManyReplications) {
  const Requirement in_99 = ReachRequirement{.minutes = 20, .share = 0.5, .in_months_of_100 = 99};
  EXPECT_EQ(replications_for_a_yes({}), 0);
  EXPECT_EQ(replications_for_a_yes({kReach, kUrgent}), 59);
  EXPECT_EQ(replications_for_a_yes({in_99}), 299);
  // Judged apart, each has half of the doubt: 0.99^368 is the first power below 0.025.
  EXPECT_EQ(replications_for_a_yes({in_99, kUrgent}), 368);
}

TEST(Verdict, AlertsFollowedToAnotherTargetAreAFaultOfOurs) {
  const Requirement quarter = UrgentRequirement{.late_over = minutes{15}, .at_most = 2};
  EXPECT_THROW(judge_one_plan({quarter}, {month_with(60)}, {month_with(60)}), CheckFailed);
}

}  // namespace
}  // namespace caseload::experiment
