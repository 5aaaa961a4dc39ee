// More people never look worse on average, and no plan passes its own ceiling: not by people who
// are slow, still learning or call an interpreter, and not by nights on call.

#include "sim/experiment/ceiling.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/replications.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using testing::mean;
using testing::person;
using testing::replicate;
using testing::share20;
using testing::small_clinic;

double share20_as_stated(const MonthOutcome& row) {
  return static_cast<double>(row.reached_as_stated[1].eligible) / row.patients.eligible;
}
double longer20(const MonthOutcome& row) { return row.by_longer_minutes[1].eligible; }

// Two nurses and the practitioner, at a pace.
Scenario two_nurses(double speed, int patients = 150) {
  Scenario scenario = small_clinic(patients);
  scenario.staff = {person("Ana", rules::Role::Rn, 0), person("Ben", rules::Role::Rn, 1),
                    person("Eve", rules::Role::Np, 0, 0.1)};
  scenario.staff[0].speed = scenario.staff[1].speed = speed;
  scenario.plans = {{"2 RN", {0, 1, 2}}};
  return scenario;
}

struct Pair {
  std::vector<MonthOutcome> plan, ceiling;
};
Pair with_ceiling(const Scenario& scenario, int replications = 20) {
  return {replicate(scenario, scenario.plans[0], replications),
          replicate(scenario, ceiling_of(scenario.plans[0]), replications)};
}

TEST(Ceiling, MoreStaffNeverLooksWorseAndNeverPassesTheCeiling) {
  const Scenario scenario = small_clinic();
  constexpr int kReplications = 24;
  const double ceiling =
      mean(replicate(scenario, unlimited_plan(scenario), kReplications), share20);
  double before = 0;
  // In the order of people: 1 RN, 1½, 1 + 1, 2 + 1. The paired standard error is below 0.4 points.
  for (const std::size_t plan : {0U, 1U, 2U, 4U}) {
    const double share = mean(replicate(scenario, scenario.plans[plan], kReplications), share20);
    EXPECT_GE(share, before - 0.012) << scenario.plans[plan].name;
    EXPECT_LE(share, ceiling + 0.004) << scenario.plans[plan].name;
    before = share;
  }
}

TEST(Ceiling, IsPassedByNoTeamThatIsSlow) {
  const Pair slow = with_ceiling(two_nurses(0.6));
  const Pair usual = with_ceiling(two_nurses(1));

  EXPECT_LE(mean(slow.plan, share20), mean(slow.ceiling, share20) + 0.004);
  // Slowness lifts both, and the counts at the stated durations show that it is slowness.
  EXPECT_GT(mean(slow.ceiling, share20), mean(usual.ceiling, share20) + 0.10);
  EXPECT_NEAR(mean(slow.ceiling, share20_as_stated), mean(usual.ceiling, share20), 0.02);
  EXPECT_GT(mean(slow.plan, longer20), 20);
  for (const MonthOutcome& row : usual.plan) {
    EXPECT_EQ(row.by_longer_minutes[1].everyone, 0);
    EXPECT_EQ(row.reached_as_stated[1].everyone, row.reached[1].everyone);
  }
}

TEST(Ceiling, OfAFastTeamIsLowAndTheStatedDurationsSayWhy) {
  const Pair fast = with_ceiling(two_nurses(2));
  const Pair usual = with_ceiling(two_nurses(1));

  EXPECT_LT(mean(fast.ceiling, share20), mean(usual.ceiling, share20) - 0.10);
  EXPECT_NEAR(mean(fast.ceiling, share20_as_stated), mean(usual.ceiling, share20), 0.02);
  EXPECT_EQ(mean(fast.plan, longer20), 0);
}

TEST(Ceiling, IsPassedNeitherByLearningNorByAnUncertainSpeed) {
  Scenario scenario = two_nurses(1);
  scenario.staff[0].speed_sd = 0.5;
  scenario.staff[1].from = scenario.months[0].first_day() - days{20};
  scenario.staff[1].ramp_up = {.months = 6, .from_speed = 0.5};

  const Pair rows = with_ceiling(scenario);

  EXPECT_LE(mean(rows.plan, share20), mean(rows.ceiling, share20) + 0.004);
}

// Where everybody answers and nobody is busy the plan does as much as its ceiling. Somebody always
// free once did less: two people at one patient's record at the same moment are credited once.
TEST(Ceiling, LosesNoMinutesByHaste) {
  Scenario scenario = two_nurses(1);
  scenario.population.reach.never_share = 0;
  scenario.population.reach.answers = {99, 1};
  for (const char* name : {"Cid", "Dea"}) {
    scenario.plans[0].staff.push_back(scenario.staff.size());
    scenario.staff.push_back(
        person(name, rules::Role::Rn, static_cast<std::uint32_t>(scenario.staff.size())));
  }

  const Pair rows = with_ceiling(scenario, 60);

  const auto credited = [](const MonthOutcome& row) { return to_minutes(row.credited); };
  EXPECT_GE(mean(rows.ceiling, credited), mean(rows.plan, credited));
  EXPECT_GE(mean(rows.ceiling, share20), mean(rows.plan, share20) - 0.004);
}

TEST(Ceiling, KeepsThePlansHoursAndWhoIsOnCall) {
  Scenario scenario = two_nurses(1, 320);
  care::StaffMember night = person("Olga", rules::Role::Rn, 7);
  night.hours = {};
  night.breaks.clear();
  night.on_call = care::OnCall{.responds_in = minutes{10}};
  scenario.staff.push_back(night);
  scenario.plans = {{"day", {0, 1, 2}}, {"day and night", {0, 1, 2, 3}}};

  const auto late = [&](std::size_t plan) {
    return mean(replicate(scenario, ceiling_of(scenario.plans[plan]), 4),
                [](const MonthOutcome& row) { return row.urgent.late_wall(); });
  };

  EXPECT_GT(late(0), 3);
  EXPECT_EQ(late(1), 0);
  EXPECT_FALSE(same_ceiling(scenario, scenario.plans[0], scenario.plans[1]));
}

TEST(Ceiling, IsSharedByTeamsThatAreAlike) {
  Scenario scenario = small_clinic();
  scenario.plans.push_back({"slow", {0, 4}});
  scenario.staff.push_back(scenario.staff[0]);
  scenario.staff.back().speed = 0.6;
  scenario.plans.back().staff[0] = scenario.staff.size() - 1;
  std::vector<Plan> plans = scenario.plans;
  plans.push_back(unlimited_plan(scenario));

  const Ceilings ceilings = ceilings_of(scenario, plans);

  // The nurses and assistants of the same hours; the slow nurse; everybody, who are both.
  ASSERT_EQ(ceilings.plans.size(), 2U);
  EXPECT_EQ(ceilings.of[0], 0U);
  EXPECT_EQ(ceilings.of[4], 0U);
  EXPECT_EQ(ceilings.of[5], 1U);
  EXPECT_EQ(ceilings.of[6], std::nullopt);
}

TEST(Ceiling, OfOneTeamForAllIsThatOfUnlimited) {
  const Scenario scenario = small_clinic();
  std::vector<Plan> plans = scenario.plans;
  plans.push_back(unlimited_plan(scenario));
  const Ceilings ceilings = ceilings_of(scenario, plans);
  EXPECT_TRUE(ceilings.plans.empty());
}

TEST(Ceiling, AlikeTeamsHaveTheSameMonths) {
  const Scenario scenario = small_clinic(80);
  const auto of = [&](std::size_t plan) {
    return replicate(scenario, ceiling_of(scenario.plans[plan]), 2);
  };
  const auto one = of(0), three = of(4);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].credited, three[i].credited);
    EXPECT_EQ(one[i].reached[1].everyone, three[i].reached[1].everyone);
  }
}

}  // namespace
}  // namespace caseload::experiment
