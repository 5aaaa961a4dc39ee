#include "reports/as_of/as_of_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/as_of/patients_due.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/work_due.hpp"
#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::reports {
namespace {

namespace testing = experiment::testing;

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const LocalDay kDay{testing::kMarch2026.value / std::chrono::day{18}};

// Four patients, two plans and ten replications, all known beforehand.
struct Sample {
  experiment::Scenario scenario = testing::practice();
  experiment::PracticeState state{.day = kDay, .known = {}, .initial_state = {}};
  experiment::AsOf as_of{.day = kDay, .patients = 4, .plans = {}};
  std::vector<records::RejectedRow> rejected{{"state.csv", 6, "minutes \"x\": expected a number"},
                                             {"state.csv", 7, "patient is empty"}};

  Sample() {
    state.known.resize(4);
    state.initial_state.resize(4);
    state.known[0].high_acuity = false;
    state.initial_state[0] = {.live_contact = true, .contacts_made = 1};  // nothing due
    state.known[1].high_acuity = true;                                    // two contacts due
    state.known[2].high_acuity = false;
    state.initial_state[2] = {.contacts_made = 1, .alerts_open = 1, .review_due = true};
    state.initial_state[2].last_reading = scenario.zone.midnight(kDay) - std::chrono::hours{20};
    state.initial_state[3].contacts_made = 1;
    state.initial_state[3].last_reading = scenario.zone.midnight(kDay) - std::chrono::hours{50};
    as_of.reached_already = {1, 1, 0, 0};
    as_of.periods_ending = 3;
    as_of.replications = 10;
    for (const char* name : {"1 RN", "unlimited"}) {
      experiment::PlanEnds ends{.plan = {.name = name, .staff = {}}, .ends = {}, .reached = {}};
      ends.plan.unlimited = std::string{"unlimited"} == name;
      const std::int32_t more = ends.plan.unlimited ? 1 : 0;
      for (int i = 0; i < 10; ++i)
        ends.ends.push_back(
            {.reached = {3 + more, 2 + more, i < 5 ? 0 : 1, 0}, .days2 = 3, .days16 = 2});
      ends.reached = {{10, 10, 5, 0}, {10, 8, 0, 0}, {8, 2, 0, 0}, {2, 0, 0, 0}};
      as_of.plans.push_back(ends);
    }
  }

  AsOfReport report() const {
    return {scenario, as_of,    "clinic.yaml",       "state.csv", "0.1.0",
            6,        rejected, {"acuity is drawn"}, {"payer"},   40,
            6};
  }
  PatientsDue due() const {
    return {.scenario = scenario,
            .state = state,
            .as_of = as_of,
            .plan = 0,
            .ids = {"Ann", "Bob", "Cy", "Di"},
            .lines = {2, 3, 4, 6}};
  }
};

TEST(AsOfText, TodayIsTheFirstPlanThatIsNoTest) {
  Sample sample;
  experiment::PlanEnds test = sample.as_of.plans.front();
  test.plan.name = "Ana out";
  test.plan.out = {{.person = 0, .days = {kDay, kDay}}};
  sample.as_of.plans.insert(sample.as_of.plans.begin(), test);

  EXPECT_THAT(as_of_text(sample.report()),
              HasSubstr("If these assumptions hold, with 1 RN, on average 2.00 of"));
}

TEST(AsOfText, SaysHowManyWouldGetThereAndHowManyAreThere) {
  EXPECT_THAT(
      as_of_text(Sample{}.report()),
      AllOf(HasSubstr("as of the morning of Wed 18 March 2026, 10 replications"),
            HasSubstr(
                "If these assumptions hold, with 1 RN, on average 2.00 of the 4 patients (50 %) "
                "would end March 2026\nwith 20 minutes"),
            HasSubstr("1 of them is there"), HasSubstr("With unlimited staff from now on"),
            HasSubstr("OF 3 DEVICE PERIODS THAT END FROM 2026-03-18 ON"),
            HasSubstr("Left out: 2 of 6 rows (minutes: 1; patient is empty: 1) of state.csv"),
            HasSubstr("acuity is drawn."), HasSubstr("not used: payer")));
}

// 1.4 of 2 are 70 %; "1 of the 2 (70 %)" are two figures for one notion.
TEST(AsOfText, ACountAndItsShareAreOneFigure) {
  Sample two;
  two.as_of.patients = 2;
  for (experiment::PlanEnds& plan : two.as_of.plans)
    for (std::size_t i = 0; i < 10; ++i) plan.ends[i].reached[1] = i < 4 ? 2 : 1;

  const std::string text = as_of_text(two.report());

  EXPECT_THAT(text, HasSubstr("1.40 of the 2 patients (70 %)"));
  EXPECT_THAT(text, Not(HasSubstr("1 of the 2 patients")));
}

TEST(AsOfText, HoldsNoPatientAndKeepsTheRedLines) {
  const std::string text = as_of_text(Sample{}.report()) + as_of_json(Sample{}.report());

  for (const char* never : {"Ann", "Bob", "minutes to add", "bill ", "guarantee"})
    EXPECT_THAT(text, Not(HasSubstr(never)));
  EXPECT_THAT(text, HasSubstr("never advises adding minutes"));
  std::istringstream lines(as_of_text(Sample{}.report()));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 100U) << line;
}

TEST(AsOfJson, CarriesTheSums) {
  const auto json = nlohmann::json::parse(as_of_json(Sample{}.report()));

  EXPECT_EQ(json["as_of"], "2026-03-18");
  EXPECT_EQ(json["so_far"]["min20"], 1);
  EXPECT_EQ(json["plans"][0]["min20"]["mean"], 2.0);
  EXPECT_EQ(json["plans"][0]["min40"]["mean"], 0.5);
  EXPECT_EQ(json["plans"][1]["min10"]["share_mean"], 1.0);
  EXPECT_NEAR(json["plans"][0]["days16"]["share_mean"].get<double>(), 2.0 / 3, 1e-6);
}

std::vector<std::size_t> by_due(const Sample& sample) {
  return experiment::by_work_due(sample.scenario, sample.state);
}

TEST(PatientsDue, ComeByWhatIsDueAndNeverByMinutes) {
  // Cy has an alert, Di has been silent, Bob has contacts to come, Ann has nothing.
  EXPECT_THAT(by_due(Sample{}), ElementsAre(2, 3, 1, 0));

  Sample close;
  close.state.initial_state[0].credited = std::chrono::minutes{19};
  EXPECT_THAT(by_due(close), ElementsAre(2, 3, 1, 0)) << "minutes change nothing";
}

TEST(PatientsDue, TellWhatIsDueAndTheChanceOfMissing) {
  EXPECT_THAT(patients_due_csv(Sample{}.due()),
              AllOf(HasSubstr("Cy,4,low,0,1,20.0,no,yes,0,no,0.200,0.800,1.000,1 RN,yes\n"),
                    HasSubstr("Di,6,unknown,0,0,50.0,yes,no,0,no,0.800,1.000,1.000,1 RN,yes\n"),
                    HasSubstr("Bob,3,high,0,0,,no,no,2,no,0.000,0.200,1.000,1 RN,yes\n")));
  EXPECT_THAT(
      patients_due_text(Sample{}.due()),
      AllOf(::testing::StartsWith("CONTAINS PATIENT DATA"), HasSubstr("1 alert, review"),
            HasSubstr("no reading"), HasSubstr("2 planned contacts"), HasSubstr("nothing")));
}

TEST(PatientsDue, NothingSaysHowManyMinutesAreLacking) {
  Sample sample;
  sample.state.initial_state[1].credited = std::chrono::seconds{1037};  // 17.28 minutes
  const std::string all = patients_due_csv(sample.due()) + patients_due_text(sample.due());

  for (const char* never : {"17.2", "2.7", "needed", "lack", "to add"})
    EXPECT_THAT(all, Not(HasSubstr(never)));
}

TEST(Pseudonym, IsTheSameForTheSameIdAndHidesIt) {
  EXPECT_EQ(pseudonym("1041"), pseudonym("1041"));
  EXPECT_NE(pseudonym("1041"), pseudonym("1042"));
  EXPECT_THAT(pseudonym("1041"), Not(HasSubstr("1041")));
}

}  // namespace
}  // namespace caseload::reports
