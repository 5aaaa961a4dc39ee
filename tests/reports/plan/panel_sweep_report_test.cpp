#include "reports/plan/panel_sweep_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/render/words.hpp"
#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::plan_sample;
using testing::PlanSample;

// Two teams over three sizes: the first would be enough for 200 only, the second for all.
struct Sample {
  PlanSample small = sized(220), middle = sized(170), large = sized(100);
  experiment::PanelSweep sweep{.sizes = {}, .replications = 200};

  static PlanSample sized(double reached) {
    return plan_sample(
        {{"1 RN", reached, 5, 0, 14'000}, {"2 RN", 230, 5, 0, 22'000}, {"unlimited", 240, 5, 0, 0}},
        200);
  }
  Sample() {
    sweep.sizes = {
        {200, 29, small.summary, 1}, {300, 44, middle.summary, 2}, {400, 59, large.summary, 3}};
  }
  PanelSweepReport report() const { return {small.scenario, sweep, "0.1.0", 7}; }
};

TEST(PanelSweepText, SaysBeforeWhichSizeToHire) {
  EXPECT_THAT(panel_sweep_text(Sample{}.report()),
              AllOf(HasSubstr("HOW LARGE A PANEL EACH TEAM WOULD CARRY, IF THESE ASSUMPTIONS HOLD"),
                    HasSubstr("1 RN would be enough up to 200 patients, and no longer at "),
                    HasSubstr("hire before"),
                    HasSubstr("2 RN would be enough at every size asked for, up to 400 patients"),
                    HasSubstr("MARGIN, February 2026")));
}

// A plan of which only these answers are known.
experiment::Summary answering(experiment::Answer answer) {
  experiment::Summary summary = Sample::sized(220).summary;
  for (experiment::PlanSummary& plan : summary.plans) plan.answer = answer;
  return summary;
}
std::string sentences_for(std::vector<experiment::Answer> answers) {
  const Sample sample;
  experiment::PanelSweep sweep{.sizes = {}, .replications = 200};
  for (const experiment::Answer answer : answers)
    sweep.sizes.push_back(
        {100 * static_cast<int>(sweep.sizes.size() + 1), 10, answering(answer), 1});
  std::string text = panel_sweep_text({sample.small.scenario, std::move(sweep), "0.1.0", 7});
  return text.substr(0, text.find("ALL THAT IS ASKED"));
}

TEST(PanelSweepText, ASentenceSaysWhatItsTableSays) {
  using enum experiment::Answer;

  EXPECT_THAT(sentences_for({TooClose, Yes}),
              HasSubstr("1 RN: would be enough for 200; too close to call for 100 patients."));
  EXPECT_THAT(sentences_for({TooClose, Yes}), Not(HasSubstr("at every size")));
  EXPECT_THAT(sentences_for({Yes, TooClose, Yes}),
              HasSubstr("1 RN: would be enough for 100 and 300; too close to call for 200 "));
  EXPECT_THAT(sentences_for({No, Yes, Yes}),
              HasSubstr("1 RN: would be enough for 200 and 300; would not be enough for 100 "));
  EXPECT_THAT(sentences_for({TooClose, TooClose}),
              HasSubstr("1 RN: too close to call at every size asked for."));
  EXPECT_THAT(sentences_for({Yes, TooClose, TooClose}),
              HasSubstr("1 RN would be enough up to 100 patients; beyond that it is too close"));
  EXPECT_THAT(sentences_for({TooClose, No}),
              HasSubstr("1 RN: too close to call below 200 patients, where it would not be"));
  EXPECT_THAT(sentences_for({No, No}),
              HasSubstr("1 RN would not be enough even for 100 patients."));
}

TEST(PanelSweepText, ATestIsNotHiredFor) {
  Sample sample;
  for (experiment::PanelSize& size : sample.sweep.sizes) {
    size.summary.plans[0].stress = true;
    size.summary.plans[0].reference = 1;
  }

  EXPECT_THAT(panel_sweep_text(sample.report()),
              AllOf(HasSubstr("1 RN (a test of 2 RN) would be enough up to 200 patients, and no "
                              "longer at 300."),
                    Not(HasSubstr("hire before"))));
}

TEST(PanelSweepText, AHireIsJudgedFromItsMonthAndNotBlamedForTheOnesBefore) {
  Sample sample;
  for (experiment::PanelSize& size : sample.sweep.sizes) {
    experiment::PlanSummary& plan = size.summary.plans[1];
    plan.reference = 0;
    plan.months[0].own_team = plan.months[0].judged = false;
    plan.joint = plan.months[1].verdict;
  }
  EXPECT_THAT(panel_sweep_text(sample.report()),
              AllOf(HasSubstr("2 RN would be enough from March 2026 on at every size asked for"),
                    HasSubstr("MARGIN, March 2026")));

  for (experiment::PanelSize& size : sample.sweep.sizes)
    size.summary.plans[1].months[1].own_team = false;
  EXPECT_THAT(panel_sweep_text(sample.report()),
              HasSubstr("2 RN has the team of 1 RN in every named month"));
}

TEST(PanelSweepText, SaysHowThePanelsDevelop) {
  Sample sample;
  for (experiment::PanelSize& size : sample.sweep.sizes)
    for (experiment::PlanSummary& plan : size.summary.plans)
      for (experiment::MonthSummary& month : plan.months) {
        month.panel_start_mean = size.patients - 10;
        month.panel_end_mean = size.patients + 5;
      }
  std::string text = panel_sweep_text(sample.report());
  std::ranges::replace(text, '\n', ' ');

  EXPECT_THAT(text, AllOf(HasSubstr("290 to 305"), Not(HasSubstr("keeps its size"))));
}

TEST(PanelSweepText, SaysThatTooFewReplicationsCannotSayYes) {
  Sample sample;
  EXPECT_THAT(panel_sweep_text(sample.report()), Not(HasSubstr("No yes is possible")));

  sample.sweep.replications = 40;
  EXPECT_THAT(panel_sweep_text(sample.report()),
              HasSubstr("- No yes is possible with fewer than 59 replications"));
}

TEST(PanelSweepText, FitsAHundredColumns) {
  std::istringstream lines(panel_sweep_text(Sample{}.report()));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 100U) << line;
}

TEST(PanelSweepJson, HoldsAVerdictForEverySizeAndPlan) {
  const auto json = nlohmann::json::parse(panel_sweep_json(Sample{}.report()));

  ASSERT_EQ(json["sizes"].size(), 3U);
  EXPECT_EQ(json["sizes"][2]["patients"], 400);
  EXPECT_EQ(json["sizes"][2]["plans"][0]["verdict"], "no");
  EXPECT_EQ(json["sizes"][2]["plans"][1]["verdict"], "yes");
  EXPECT_EQ(json["plans"][0]["enough_up_to"], 200);
  EXPECT_EQ(json["plans"][1]["not_enough_at"], nullptr);
  EXPECT_EQ(json["sizes"][0]["plans"][2]["margin_usd"], nullptr);
}

TEST(PanelSweepCsv, HasARowForEverySizeAndPlan) {
  const std::string csv = panel_sweep_csv(Sample{}.report());

  EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 3 * 3);
  EXPECT_EQ(csv.substr(csv.size() - 11), ",unlimited\n");
  EXPECT_THAT(csv, HasSubstr("\n400,2 RN,yes,2026-02,200,200,"));
}

}  // namespace
}  // namespace caseload::reports
