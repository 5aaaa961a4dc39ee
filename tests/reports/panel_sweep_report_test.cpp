#include "reports/panel_sweep_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/words.hpp"
#include "tests/reports/plan_sample.hpp"

namespace caseload::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::plan_sample;
using testing::PlanSample;

// Two teams over three sizes: the first would be enough for 200 only, the second for all.
struct Sample {
  PlanSample small = sized(220), middle = sized(170), large = sized(100);
  sim::PanelSweep sweep{.sizes = {}, .replications = 200};

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
                    HasSubstr("MARGIN IN THAT MONTH")));
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
  EXPECT_THAT(csv, HasSubstr("\n400,2 RN,yes,2026-02,200,200,"));
}

}  // namespace
}  // namespace caseload::reports
