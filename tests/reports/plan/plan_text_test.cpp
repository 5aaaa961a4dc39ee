#include "reports/plan/plan_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "reports/plan/plan_answer.hpp"
#include "reports/plan/plan_json.hpp"
#include "reports/plan/plan_notes.hpp"
#include "reports/render/words.hpp"
#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::plan_sample;
using testing::PlanSample;
using testing::sample_with_a_yes;
using ::testing::StartsWith;

std::string answer(const PlanReport& report) {
  std::string text;
  for (const std::string& paragraph : answer_paragraphs(report)) text += paragraph + "\n";
  return text;
}

TEST(PlanAnswer, YesNamesTheCheapestPlanAndItsEvidence) {
  const PlanSample sample = sample_with_a_yes();

  EXPECT_THAT(answer(sample.report()),
              AllOf(StartsWith("If these assumptions hold, 1 RN + 1 MA would be enough"),
                    HasSubstr("in 200 of 200 simulated months of February 2026"),
                    HasSubstr("at least 55 % of patients reached 20 minutes with a live contact "
                              "and at most 2 urgent alerts"),
                    HasSubstr("You ask for 95 months of 100; the simulation shows 98 or more"),
                    HasSubstr("The next cheaper plan, 1 RN + ½ MA, would not be enough: ")));
}

TEST(PlanAnswer, NoNamesTheNearestPlan) {
  const PlanSample sample = plan_sample(
      {{"1 RN", 120, 5, 0, 100}, {"2 RN", 175, 10, 0, 200}, {"unlimited", 178, 5, 0, 0}}, 200);
  const experiment::RequirementVerdict& joint = sample.summary.plans[1].joint;
  ASSERT_EQ(joint.answer, experiment::Answer::No);

  EXPECT_THAT(
      answer(sample.report()),
      AllOf(StartsWith(
                "If these assumptions hold, no plan would be enough. The nearest is 2 RN: in "),
            HasSubstr(std::to_string(joint.held) + " of 200 simulated months of February 2026"),
            HasSubstr("clearly below the 95 months of 100"),
            HasSubstr("Even that would not meet what you ask for")));
}

TEST(PlanAnswer, TooCloseSaysBetweenWhatAndHowToSettleIt) {
  const PlanSample sample = plan_sample({{"1 RN", 220, 5, 0, 100}}, 40);

  EXPECT_THAT(answer(sample.report()),
              AllOf(HasSubstr("too close to call"), HasSubstr("between 92 and 100 months of 100"),
                    HasSubstr("No yes is possible with fewer than 59 replications")));
}

TEST(PlanAnswer, ACheaperPlanThatIsStillOpenIsNotDenied) {
  // 60 months, 2 of them missed by the cheaper plan: neither shown nor denied.
  PlanSample sample = plan_sample({{"1 RN", 220, 5, 0, 100}, {"2 RN", 220, 5, 0, 200}}, 60);
  for (auto& month : sample.experiment.outcomes[0])
    month[7].urgent.raised = month[9].urgent.raised = 30;
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(answer(sample.report()),
              AllOf(StartsWith("If these assumptions hold, 2 RN would be enough"),
                    HasSubstr("The next cheaper plan, 1 RN, is too close to call: 58 of 60"),
                    HasSubstr("More replications")));
}

TEST(PlanAnswer, TellsWhatItEarnsAndCostsEvenAtALoss) {
  const PlanSample sample =
      plan_sample({{"2 RN", 215, 12, 0, 22'000}, {"unlimited", 225, 10, 0, 0}}, 200);

  EXPECT_THAT(answer(sample.report()),
              HasSubstr("and cost $22,000 ($22,000 in the mean of the 2 named months): a margin of "
                        "-$3,"));
}

TEST(PlanAnswer, TellsThePlansCeilingThatNoHiringLifts) {
  EXPECT_THAT(
      answer(sample_with_a_yes().report()),
      HasSubstr("Were the same people never busy and never away, 214 of 310 patients (69 %) "
                "would reach 20 minutes in February 2026: that is the ceiling of 1 RN + 1 MA, "
                "which no hiring of more of them lifts."));
}

// In every month 40 of the eligible pass 20 minutes by slowness alone, and nobody fails by haste.
TEST(PlanAnswer, SaysHowManyPatientsComeOfLongerMinutesAlone) {
  PlanSample sample = sample_with_a_yes();
  EXPECT_THAT(answer(sample.report()), Not(HasSubstr("longer minutes")));
  for (auto& months : sample.experiment.outcomes)
    for (auto& month : months)
      for (experiment::MonthOutcome& row : month) {
        row.reached_as_stated[1].eligible -= 40;
        row.by_longer_minutes[1].eligible = 40;
      }
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(
      answer(sample.report()),
      HasSubstr("At the durations that the scenario states (speed 1, no interpreter) the same "
                "work would bring 158 of 310 patients (51 %) there. 40 patients are there by "
                "longer minutes alone: no more was done for them."));
  EXPECT_THAT(plan_text(sample.report()), HasSubstr("by longer minutes"));
}

TEST(PlanAnswer, WithTheirOwnValuesWhereItMattersThereAreNoAssumptionsToHold) {
  const PlanSample sample = sample_with_a_yes();

  EXPECT_THAT(answer(sample.report(46, 0)),
              StartsWith("With these values 1 RN + 1 MA would be enough"));
  EXPECT_THAT(answer(sample.report(46, 1)), StartsWith("If these assumptions hold, "));
}

TEST(PlanAnswer, APartialResultSaysSoFirst) {
  PlanSample sample = sample_with_a_yes(60);
  sample.experiment.partial = true;

  EXPECT_THAT(answer(sample.report()),
              StartsWith("PARTIAL: stopped early, after 60 replications of every plan and month."));
}

TEST(PlanAnswer, WithoutARequirementNothingIsJudged) {
  PlanSample sample = sample_with_a_yes(10);
  sample.scenario.require.clear();
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(answer(sample.report()),
              AllOf(HasSubstr("states no requirement"), Not(HasSubstr("enough"))));
}

TEST(PlanAnswer, RequirementsJudgedApartAreToldApart) {
  PlanSample sample = sample_with_a_yes();
  sample.scenario.require[1] = experiment::UrgentRequirement{hours{1}, 2, 80};
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(answer(sample.report()),
              AllOf(HasSubstr("at least 55 % of patients"), Not(HasSubstr("urgent alerts were"))));
}

TEST(PlanAnswer, SaysWhichRequirementFailsAPlanTheWorstFirst) {
  PlanSample sample = sample_with_a_yes();
  for (int i = 0; i < 20; ++i) sample.experiment.outcomes[2][0][i].urgent.raised = 30;
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(answer(sample.report()),
              AllOf(StartsWith("If these assumptions hold, 2 RN would be enough"),
                    HasSubstr("The next cheaper plan, 1 RN + 1 MA, would not be enough: 180 of 200 "
                              "simulated months of February 2026. One by one: at most 2 urgent "
                              "alerts late in 180, 55 % at 20 minutes in 200. Month by month it "
                              "fails first in February 2026 (180 of 200 simulated months) and "
                              "holds from March 2026 on.")));
}

TEST(PlanAnswer, ThatNoYesIsPossibleIsSaidOnceAndNotMonthByMonth) {
  EXPECT_THAT(answer(sample_with_a_yes(40).report()),
              AllOf(HasSubstr("No yes is possible with fewer than 59 replications"),
                    Not(HasSubstr("Month by month it is too close"))));
}

TEST(PlanAnswer, OneRequirementHasNothingToTellApart) {
  PlanSample sample = sample_with_a_yes();
  sample.scenario.require.pop_back();
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(answer(sample.report()), Not(HasSubstr("One by one")));
}

TEST(PlanSteps, CompareEachPlanWithTheNextCheaperOnTheSameLuck) {
  const std::vector<std::string> steps = step_sentences(sample_with_a_yes().report());

  ASSERT_EQ(steps.size(), 3U);
  // 0.95 · (172 − 120) patients in February, in every replication: pairing leaves only rounding.
  EXPECT_THAT(steps[0], StartsWith("1 RN + ½ MA instead of 1 RN: of everyone enrolled, at 20 "
                                   "minutes +49 (49 to 49)"));
  EXPECT_THAT(steps[0], HasSubstr("cost +$2,000"));
  EXPECT_THAT(steps[2],
              StartsWith("2 RN instead of 1 RN + 1 MA: of everyone enrolled, at 20 minutes +7 "
                         "(7 to 7)"));
}

TEST(PlanSteps, OneReplicationComparesNothing) {
  EXPECT_TRUE(step_sentences(sample_with_a_yes(1).report()).empty());
}

TEST(PlanNotes, SayWhatMustBeKnownBeforeHiring) {
  std::string notes;
  for (const std::string& note : reading_notes(sample_with_a_yes().report())) notes += note + "\n";

  EXPECT_THAT(
      notes, AllOf(HasSubstr("46 values are defaults"), HasSubstr("drawn anew in each replication"),
                   HasSubstr("Left out:"), HasSubstr("never advises adding minutes")));
}

TEST(PlanNotes, AThresholdDrivenPolicyIsLabelled) {
  PlanSample sample = sample_with_a_yes(3);
  sample.scenario.care.policy.order = care::Order::ClosestFirst;

  EXPECT_THAT(plan_text(sample.report()),
              AllOf(HasSubstr("THRESHOLD-DRIVEN, FOR COMPARISON ONLY"),
                    HasSubstr("closest_first (threshold-driven, for comparison only)"),
                    HasSubstr("was not simulated")));
  PlanReport compared = sample.report();
  compared.compare_policy = experiment::PolicyComparison{
      .month = sample.scenario.months[0], .replications = 3, .plans = {}};
  for (std::size_t i = 0; i < compared.summary.plans.size(); ++i)
    compared.compare_policy->plans.push_back({{9, 11}, stats::Interval{20, 30}, {1, 2}});
  EXPECT_THAT(plan_text(compared), AllOf(HasSubstr("high acuity: contacts missed"),
                                         HasSubstr("+20.0 to +30.0"), HasSubstr("+10")));
  EXPECT_THAT(plan_json(compared), HasSubstr("\"high_acuity_alert_wait_minutes\""));
  EXPECT_THAT(plan_text(sample_with_a_yes(3).report()), Not(HasSubstr("threshold-driven")));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(PlanText, FitsAHundredColumnsAtAnySize) {
  PlanSample large = plan_sample({{"40 RN + 20 MA, evenings covered", 9'000, 100, 0, 1'400'000},
                                  {"unlimited", 12'000, 100, 0, 0}},
                                 1'000);
  for (const PlanSample& sample : {sample_with_a_yes(), large})
    for (const std::string& line : lines_of(plan_text(sample.report())))
      EXPECT_LE(width_of(line), 100U) << line;
}

TEST(PlanText, HasOneRowPerPlanInEveryTableAndUnlimitedLast) {
  const std::vector<std::string> lines = lines_of(plan_text(sample_with_a_yes().report()));

  int tables = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].starts_with("plan  ")) continue;
    ++tables;
    ASSERT_LT(i + 5, lines.size());
    EXPECT_THAT(lines[i + 1], StartsWith("1 RN  "));
    EXPECT_THAT(lines[i + 3], StartsWith("1 RN + 1 MA  "));
    EXPECT_THAT(lines[i + 5], StartsWith("unlimited  "));
  }
  EXPECT_GE(tables, 6);
}

TEST(PlanText, TheVerdictAndTheMonthItRestsOnStandInOneRow) {
  EXPECT_THAT(
      plan_text(sample_with_a_yes().report()),
      HasSubstr("\n1 RN + 1 MA                 yes   February 2026  200 of 200               "
                "   –  February 2026\n"));
}

TEST(PlanText, TheDecisionStandsInOneRowAndCountsWhatItsShareIsOf) {
  EXPECT_THAT(
      plan_text(sample_with_a_yes().report()),
      HasSubstr("\n1 RN + 1 MA          200 of 200   198 of 310   64 %  60–67 %     69 %      "
                "$18,000    $18,000\n"));
}

// February is the harder month for all but "2 RN", which does badly in March: two worst months, and
// figures of one.
TEST(PlanText, RowsUnderEachOtherAreOfOneMonth) {
  PlanSample sample = sample_with_a_yes();
  sample.experiment.outcomes[3][1] =
      std::vector(200, testing::month_made({"2 RN", 100, 0, 0, 30'000}, 0.5));
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  const std::string text = plan_text(sample.report());

  EXPECT_THAT(text, HasSubstr("\n2 RN                         no      March 2026    0 of 200"));
  EXPECT_THAT(text,
              HasSubstr("\n2 RN                 200 of 200   204 of 310   66 %  62–69 %     69 %"
                        "      $22,000    $26,000\n"));
}

TEST(PlanText, OneMonthAloneNeedsOneTable) {
  PlanSample sample = sample_with_a_yes(60);
  sample.scenario.months = sample.experiment.months = {testing::kFebruary2026};
  for (auto& plan : sample.experiment.outcomes) plan.pop_back();
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(
      plan_text(sample.report()),
      AllOf(Not(HasSubstr("HARDEST MONTH")), Not(HasSubstr("in the mean of")),
            HasSubstr("\n1 RN + 1 MA   60 of 60      yes   198 of 310   64 %  60–67 %     69 %")));
}

TEST(PlanText, StaffWithoutLimitShowsNeitherMoneyNorLoad) {
  const std::string text = plan_text(sample_with_a_yes().report());
  for (const std::string& line : lines_of(text.substr(text.find("\nMONEY"))))
    if (line.starts_with("unlimited")) {
      EXPECT_THAT(line, HasSubstr("  –  ")) << "what comes in is shown, margin is not";
      break;
    }
}

TEST(PlanText, NoDataIsWrittenOut) {
  PlanSample sample = sample_with_a_yes(3);
  for (auto& plan : sample.experiment.outcomes)
    for (auto& month : plan)
      for (experiment::MonthOutcome& row : month)
        row.urgent.raised = row.urgent.in_time_staffed = row.urgent.in_time_wall = 0;
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(plan_text(sample.report()), HasSubstr("no data"));
}

// Red lines of what a report may say.
TEST(PlanText, PromisesNothingAndAdvisesNoMinutes) {
  std::string text = plan_text(sample_with_a_yes().report());
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });

  for (const char* word : {"guarantee", "p-value", "significant", "per minute", "disenrol",
                           "add minutes", "top up", "bill "})
    EXPECT_THAT(text, Not(HasSubstr(word)));
}

}  // namespace
}  // namespace caseload::reports
