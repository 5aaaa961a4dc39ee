// What moves the share that reaches 20 minutes, and roughly how far: signs and orders of magnitude,
// with common random numbers, at a team that has a little too much to do.

#include <gtest/gtest.h>

#include "tests/sim/experiment/replications.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using testing::mean;
using testing::replicate;
using testing::share20;
using testing::small_clinic;

constexpr int kReplications = 16;
constexpr std::size_t kHalfMore = 1;  // the plan "1 RN + half MA"

// In points of the share, against the base scenario.
double change(const Scenario& changed, std::size_t plan = kHalfMore) {
  const Scenario base = small_clinic();
  return 100 * (mean(replicate(changed, changed.plans[plan], kReplications), share20) -
                mean(replicate(base, base.plans[plan], kReplications), share20));
}

// Of 28 points expected at one and a half to two people: 29 at one and a half, who have just enough
// time, and 13 at two, who have a third to spare.
TEST(Sensitivity, LessOfTheDayForRpmCostsMuch) {
  Scenario scenario = small_clinic();
  for (care::StaffMember& member : scenario.staff) member.rpm_share *= 0.6;
  const double tight = change(scenario);
  EXPECT_LT(tight, -22);
  EXPECT_GT(tight, -36);
  const double with_time_to_spare = change(scenario, 3);
  EXPECT_LT(with_time_to_spare, -8);
  EXPECT_GT(with_time_to_spare, -20);
}

TEST(Sensitivity, PatientsWhoAnswerLessOftenCostSome) {
  Scenario scenario = small_clinic();
  scenario.population.reach.answers = {.alpha = 4 * 0.265, .beta = 4 * 0.735};
  const double points = change(scenario);
  EXPECT_LT(points, -3);
  EXPECT_GT(points, -20);
}

TEST(Sensitivity, WorkThatIsNotLoggedIsNotBilled) {
  Scenario scenario = small_clinic();
  scenario.care.logging.logged_share = 0.80;
  const double points = change(scenario);
  EXPECT_LT(points, -4);
  EXPECT_GT(points, -16);
}

TEST(Sensitivity, AMinuteMoreOrLessOfCheckInIsFelt) {
  Scenario scenario = small_clinic();
  care::TaskSettings& check_in =
      scenario.care.tasks[static_cast<std::size_t>(rules::Activity::CheckIn)];
  check_in.minutes = Lognormal(check_in.minutes.mean_minutes() - 1, check_in.minutes.cv());
  const double points =
      change(scenario, 4);  // with time to spare, a shorter call only takes minutes away
  EXPECT_LT(points, -1);
  EXPECT_GT(points, -10);
}

// A month of 19 open days against one of 22, for one nurse: each day less is a day's work undone.
TEST(Sensitivity, AMonthWithFewerWorkingDaysReachesFewerPatients) {
  Scenario scenario = small_clinic();
  std::vector<LocalDay> closed = scenario.holidays.days();
  for (const unsigned day : {12U, 13U, 16U}) closed.emplace_back(std::chrono::year{2026} / 3 / day);
  scenario.holidays = Holidays(std::move(closed));
  const double points = change(scenario, 0);
  EXPECT_LT(points, -3);
  EXPECT_GT(points, -18);
}

TEST(Sensitivity, ClosestFirstGainsSomethingWhereTimeIsShortAndNothingWhereItIsNot) {
  Scenario scenario = small_clinic();
  scenario.care.policy.order = care::Order::ClosestFirst;
  const double alone = change(scenario, 0);
  EXPECT_GT(alone, 1);
  EXPECT_LT(alone, 20);
  EXPECT_NEAR(change(scenario, 3), 0, 2);  // two nurses
  EXPECT_NEAR(change(scenario, 4), 0, 1.5);
}

}  // namespace
}  // namespace caseload::experiment
