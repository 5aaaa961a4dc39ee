#include "reports/check/check_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::reports {
namespace {

namespace testing = experiment::testing;

using ::testing::HasSubstr;
using testing::kMarch2026;
using ::testing::Not;

TEST(CheckBrief, IsWhatDecides) {
  const experiment::Scenario scenario = testing::practice();

  const std::string shown = check_brief(
      {scenario,
       "hand_made.yaml",
       {{"logging.logged_share", "0.93", "assumed", true, "what share of the work reaches the log"},
        {"sick.share", "0.03", "assumed", false}}});

  EXPECT_THAT(shown, HasSubstr("hand_made.yaml is a valid scenario (hash 0123456789abcdef)"));
  EXPECT_THAT(shown, HasSubstr("Is one nurse enough?"));
  EXPECT_THAT(shown, HasSubstr("Panel: 100 patients when each month's simulation begins"));
  EXPECT_THAT(shown, HasSubstr("the middle of March 2026"));
  EXPECT_THAT(shown, HasSubstr("of 147 h"));
  EXPECT_THAT(shown, HasSubstr("0.93: what share of the work reaches the log?\n"));
  EXPECT_THAT(shown, Not(HasSubstr("sick.share")));
  EXPECT_THAT(shown, HasSubstr("1 more default"));
  EXPECT_THAT(shown, HasSubstr("minutes a patient and month: "));
  EXPECT_LE(std::ranges::count(shown, '\n'), 17);
}

TEST(CheckBrief, SaysWhereThePanelGoes) {
  experiment::Scenario scenario = testing::practice();
  scenario.population.enrolment.offers_per_month = 0;
  scenario.population.enrolment.drop_out_later = 0.1;

  EXPECT_THAT(check_brief({scenario, "hand_made.yaml", {}}), HasSubstr("it shrinks by "));
}

TEST(CheckBrief, AWarningStandsAtItsTop) {
  const experiment::Scenario scenario = testing::practice();

  const std::string shown = check_brief({scenario, "f.yaml", {}, {"f.yaml:2:11: warning: EST"}});

  EXPECT_LT(shown.find("warning: EST"), shown.find("Panel"));
}

TEST(CheckBrief, MonthsUnderCarriedRulesAreMarked) {
  experiment::Scenario scenario = testing::practice();
  scenario.rules.published_to = LocalDay{std::chrono::year{2026} / 2 / 28};

  EXPECT_THAT(
      check_brief({scenario, "f.yaml", {}}),
      HasSubstr("From March 2026 on, medicare-2026 stands in for rules that are not there"));
  EXPECT_EQ(
      nlohmann::json::parse(check_json({scenario, "f.yaml", {}}))["months_under_carried_rules"][0],
      "2026-03");
}

TEST(CheckDetails, SayWhatWasUnderstood) {
  const experiment::Scenario scenario = testing::practice();

  const std::string shown = check_details({scenario, "hand_made.yaml", {}});

  EXPECT_THAT(shown, HasSubstr("March 2026             21  medicare-2026   Mon 2 March 2026"));
  EXPECT_THAT(shown, HasSubstr("hypertension                   100   100 %           1.2  cuff"));
  EXPECT_THAT(shown, HasSubstr("An estimate, not a bound"));
  EXPECT_THAT(shown, HasSubstr("at least 55 % of patients reach 20 minutes with a live contact, in "
                               "95 months of 100"));
  EXPECT_THAT(shown,
              HasSubstr("at most 2 urgent alerts a month first touched later than 60 staffed "
                        "minutes, in 95 months of 100"));
  EXPECT_THAT(shown, HasSubstr("no default is used"));
}

TEST(CheckDetails, AHolidayOnWhichNobodyWouldWorkIsNotListed) {
  experiment::Scenario scenario = testing::practice();
  scenario.holidays = Holidays{{LocalDay{kMarch2026.value / std::chrono::day{7}}}};

  EXPECT_THAT(check_details({scenario, "f.yaml", {}}), HasSubstr("medicare-2026   none"));
}

TEST(CheckDetails, EveryDefaultIsShownWithItsBasis) {
  const experiment::Scenario scenario = testing::practice();

  const std::string shown = check_details(
      {scenario, "hand_made.yaml", {{"logging.logged_share", "0.93", "assumed", false}}});

  EXPECT_THAT(shown, HasSubstr("1 value is not this practice's own but a default.\n"));
  EXPECT_THAT(shown, HasSubstr("0.93 (assumed)"));
}

TEST(CheckDetails, DefaultsThatMoveTheAnswerComeFirst) {
  const experiment::Scenario scenario = testing::practice();

  const std::string shown = check_details({scenario,
                                           "hand_made.yaml",
                                           {{"logging.logged_share", "0.93", "assumed", false},
                                            {"panel.reach.answers.mean", "0.40", "APHA", true}}});

  EXPECT_LT(shown.find("panel.reach.answers.mean"), shown.find("logging.logged_share"));
  EXPECT_THAT(shown, HasSubstr("These move the answer"));
}

TEST(CheckDetails, PeopleOnTheSameTermsAreShownOnce) {
  experiment::Scenario scenario = testing::practice();
  scenario.staff = {testing::nurse("Nurse 1"), testing::nurse("Nurse 2"),
                    testing::nurse("Nurse 3")};

  EXPECT_THAT(check_details({scenario, "hand_made.yaml", {}}), HasSubstr("Nurse 1 and 2 more"));
}

TEST(CheckJson, HoldsTheSameFacts) {
  const experiment::Scenario scenario = testing::practice();

  const auto json = nlohmann::json::parse(check_json(
      {scenario, "hand_made.yaml", {{"logging.logged_share", "0.93", "assumed", false}}}));

  EXPECT_EQ(json["valid"], true);
  EXPECT_EQ(json["patients"], 100);
  EXPECT_EQ(json["months"][0]["open_days"], 21);
  EXPECT_EQ(json["people"][0]["rpm_hours_week"], 35.0);
  EXPECT_EQ(json["defaults"][0]["path"], "logging.logged_share");
}

}  // namespace
}  // namespace caseload::reports
