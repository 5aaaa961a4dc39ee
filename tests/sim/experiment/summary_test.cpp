#include "sim/experiment/summary.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace caseload::sim {
namespace {

using std::chrono::February;
using std::chrono::March;
using std::chrono::year;

constexpr CalendarMonth kFebruary{year{2026} / February};
constexpr CalendarMonth kMarch{year{2026} / March};

// A month in which `reached` of 100 eligible patients (110 enrolled, ten more of them reached) came
// to 20 minutes.
MonthOutcome month_with(int reached, int urgent_late = 0) {
  MonthOutcome outcome;
  outcome.patients = {.everyone = 110, .eligible = 100};
  outcome.reached[1] = {.everyone = reached + 10, .eligible = reached};
  outcome.urgent.raised = 5;
  outcome.urgent.in_time_staffed = 5 - urgent_late;
  outcome.revenue = Cents{1'200'000};
  outcome.payment = {.allowed = Cents{1'200'000},
                     .not_covered = {},
                     .held = {},
                     .unsigned_held = {},
                     .denied = Cents{200'000},
                     .sequestration = {},
                     .bad_debt = {},
                     .paid = Cents{1'000'000},
                     .coinsurance = {}};
  outcome.cost.wages = Cents{800'000};
  return outcome;
}

using Replications = std::vector<MonthOutcome>;

// `met` months with 60 of 100 at 20 minutes, then `missed` months with 50.
Replications months_met_and_missed(int met, int missed) {
  Replications rows(static_cast<std::size_t>(met), month_with(60));
  rows.insert(rows.end(), static_cast<std::size_t>(missed), month_with(50));
  return rows;
}

Scenario asking(std::vector<Requirement> require) {
  Scenario scenario;
  scenario.staff.resize(2);
  scenario.staff[0].name = "Ana";
  scenario.staff[1].name = "Ben";
  scenario.months = {kFebruary, kMarch};
  scenario.require = std::move(require);
  return scenario;
}
const Requirement kReach = ReachRequirement{.minutes = 20, .share = 0.55, .in_months_of_100 = 95};
const Requirement kUrgent =
    UrgentRequirement{.late_over = hours{1}, .at_most = 2, .in_months_of_100 = 95};

// One plan per element of `outcomes`; the last is `unlimited`.
Experiment experiment_of(std::vector<std::vector<Replications>> outcomes) {
  Experiment experiment;
  experiment.months = {kFebruary, kMarch};
  experiment.months.resize(outcomes.front().size(), kMarch);
  experiment.replications = static_cast<int>(outcomes.front().front().size());
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    experiment.plans.push_back({.name = "plan " + std::to_string(i), .staff = {0}});
  if (outcomes.size() > 1)
    experiment.plans.back() = {.name = "unlimited", .staff = {}, .unlimited = true};
  experiment.outcomes = std::move(outcomes);
  return experiment;
}

PlanSummary judge_one_plan(const std::vector<Requirement>& require, Replications february,
                           Replications march) {
  return summarise(asking(require), experiment_of({{std::move(february), std::move(march)}}))
      .plans.front();
}

TEST(Summary, ShareIsTheMeanOfRatiosAndNotTheRatioOfMeans) {
  MonthOutcome small = month_with(0);
  small.patients = {.everyone = 10, .eligible = 10};
  small.reached[1] = {.everyone = 10, .eligible = 10};

  const Summary summary = summarise(asking({}), experiment_of({{{month_with(50), small}}}));

  const ShareSummary& reached = summary.plans[0].months[0].reached[1];
  EXPECT_DOUBLE_EQ(reached.share_mean, 0.75);     // (0.5 + 1.0) / 2, not 60 / 110
  EXPECT_DOUBLE_EQ(reached.patients_mean, 35.0);  // everyone: (60 + 10) / 2
  EXPECT_DOUBLE_EQ(reached.eligible_mean, 30.0);  // (50 + 10) / 2
  EXPECT_EQ(reached.of, 2);
}

TEST(Summary, IntervalIsOfTheMeanAndPercentilesAreOfMonths) {
  Replications rows;
  for (int reached = 41; reached <= 60; ++reached) rows.push_back(month_with(reached));

  const ShareSummary reached =
      summarise(asking({}), experiment_of({{rows}})).plans[0].months[0].reached[1];

  // 41 … 60: mean 50.5, SD √35 = 5.916, standard error 1.3229, t(19) = 2.0930.
  EXPECT_NEAR(reached.share_mean, 0.505, 1e-12);
  EXPECT_NEAR(reached.ci_low, 0.505 - 2.0930 * 0.013229, 1e-6);
  EXPECT_NEAR(reached.ci_high, 0.505 + 2.0930 * 0.013229, 1e-6);
  EXPECT_EQ(reached.p5, 0.41);
  EXPECT_EQ(reached.p95, 0.59);
}

TEST(Summary, NoDenominatorIsNoDataAndNeverZero) {
  MonthOutcome nobody;  // no eligible patient, no device period, no urgent alert, no call

  const MonthSummary month =
      summarise(asking({}), experiment_of({{{nobody, nobody}}})).plans[0].months[0];

  EXPECT_EQ(month.reached[1].of, 0);
  EXPECT_EQ(month.days16.of, 0);
  EXPECT_FALSE(month.urgent_in_time_staffed.has_value());
  EXPECT_FALSE(month.attempts_per_live_contact.has_value());
  EXPECT_FALSE(month.utilisation.has_value());
}

TEST(Summary, AMonthWithoutDenominatorDoesNotPullTheMeanDown) {
  const ShareSummary reached =
      summarise(asking({}), experiment_of({{{month_with(60), MonthOutcome{}, month_with(40)}}}))
          .plans[0]
          .months[0]
          .reached[1];

  EXPECT_DOUBLE_EQ(reached.share_mean, 0.5);
  EXPECT_EQ(reached.of, 2);
}

TEST(Summary, OneReplicationLeavesTheMeanWideOpen) {
  const ShareSummary reached =
      summarise(asking({}), experiment_of({{{month_with(60)}}})).plans[0].months[0].reached[1];

  EXPECT_EQ(reached.ci_low, 0.0);
  EXPECT_EQ(reached.ci_high, 1.0);
}

TEST(Summary, AnIntervalOfAShareStaysAShare) {
  const ShareSummary reached =
      summarise(asking({}), experiment_of({{{month_with(100), month_with(80)}}}))
          .plans[0]
          .months[0]
          .reached[1];

  EXPECT_EQ(reached.ci_low, 0.0);
  EXPECT_EQ(reached.ci_high, 1.0);
}

TEST(Summary, AllMonthsTakesTheReplicationAsTheSample) {
  // The two months of a replication have the same patients: here they are copies, and copies are no
  // news.
  const Replications rows{month_with(40), month_with(50), month_with(60)};

  const PlanSummary plan = summarise(asking({}), experiment_of({{rows, rows}})).plans[0];

  EXPECT_DOUBLE_EQ(plan.all_months.reached[1].share_mean, 0.5);
  EXPECT_DOUBLE_EQ(plan.all_months.reached[1].ci_low, plan.months[0].reached[1].ci_low);
  EXPECT_EQ(plan.all_months.reached[1].of, 6);
}

TEST(Summary, CodesAverageOverAllReplicationsBilledOrNot) {
  MonthOutcome billed = month_with(60);
  billed.codes["99457"] = 60;

  const MonthSummary month =
      summarise(asking({}), experiment_of({{{billed, month_with(0)}}})).plans[0].months[0];

  EXPECT_DOUBLE_EQ(month.codes.at("99457"), 30.0);
}

TEST(Summary, UtilisationIsBusyTimeOverTimeForRpm) {
  MonthOutcome outcome = month_with(60);
  outcome.staff = {{.name = "Ana",
                    .scheduled = hours{8},
                    .present = hours{8},
                    .rpm = hours{3},
                    .breaks = hours{1},
                    .idle = hours{4}},
                   {.name = "Ben", .scheduled = hours{8}, .absent = hours{8}}};

  const MonthSummary month = summarise(asking({}), experiment_of({{{outcome}}})).plans[0].months[0];

  EXPECT_DOUBLE_EQ(month.utilisation.value(), 3.0 / 7.0);
}

TEST(Summary, MoneyIsMeanRevenueLessMeanCost) {
  const PlanSummary plan =
      summarise(asking({}), experiment_of({{{month_with(60), month_with(40)}}})).plans[0];

  EXPECT_DOUBLE_EQ(plan.months[0].revenue_usd, 12'000);
  EXPECT_DOUBLE_EQ(plan.months[0].money.expected, 10'000);
  EXPECT_DOUBLE_EQ(plan.months[0].money.denied, 2'000);
  EXPECT_DOUBLE_EQ(plan.months[0].margin_usd.value(), 2'000);
  EXPECT_DOUBLE_EQ(plan.monthly_cost_usd.value(), 8'000);
}

TEST(Summary, StaffWithoutLimitHasNoCostNoMarginAndIsNobodysAdvice) {
  const Replications good = months_met_and_missed(100, 0);
  const Summary summary =
      summarise(asking({kReach}), experiment_of({{months_met_and_missed(0, 100)}, {good}}));

  EXPECT_EQ(summary.plans[1].answer, Answer::Yes);
  EXPECT_FALSE(summary.cheapest_yes.has_value());
  EXPECT_FALSE(summary.plans[1].monthly_cost_usd.has_value());
  EXPECT_FALSE(summary.plans[1].months[0].margin_usd.has_value());
}

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
  const Summary summary =
      summarise(scenario, today_and_hire({{kFails, kFails}, {kFails, kFails}}));

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
}  // namespace caseload::sim
