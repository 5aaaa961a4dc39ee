#include "sim/experiment/plan_relations.hpp"

#include <gtest/gtest.h>

#include "sim/experiment/ceiling.hpp"

namespace caseload::experiment {
namespace {

using std::chrono::year;

constexpr CalendarMonth month(unsigned number) { return {year{2026} / std::chrono::month{number}}; }
const std::vector<CalendarMonth> kYear = months_of_year("2026");

// Ana is there all year, Ben from July, Cora from October, Dan until 20 March. A month's simulation
// begins one month before it.
Scenario four_people() {
  Scenario scenario;
  scenario.warmup_months = 1;
  scenario.staff.resize(4);
  scenario.staff[0].name = "Ana";
  scenario.staff[1].name = "Ben";
  scenario.staff[1].from = month(7).first_day();
  scenario.staff[2].name = "Cora";
  scenario.staff[2].from = month(10).first_day();
  scenario.staff[3].name = "Dan";
  scenario.staff[3].until = LocalDay{year{2026} / 3 / 20};
  return scenario;
}
Plan plan(std::string name, std::vector<std::size_t> staff) {
  return {.name = std::move(name), .staff = std::move(staff)};
}

// "......XXXXXX": the months that differ.
std::string drawn(const std::vector<bool>& differs) {
  std::string line;
  for (const bool month_differs : differs) line += month_differs ? 'X' : '.';
  return line;
}

std::vector<PlanRelation> relate(const std::vector<Plan>& plans) {
  return relate_plans(four_people(), plans, kYear);
}

TEST(PlanRelations, AHireInJulyIsTodaysTeamUntilThen) {
  const auto relations = relate({plan("today", {0}), plan("hire", {0, 1})});

  EXPECT_EQ(relations[0].reference, std::nullopt);
  EXPECT_EQ(drawn(relations[0].differs), "XXXXXXXXXXXX");
  EXPECT_EQ(relations[1].reference, 0U);
  EXPECT_EQ(drawn(relations[1].differs), "......XXXXXX");
}

TEST(PlanRelations, AHireWithinAMonthIsFeltInIt) {
  Scenario scenario = four_people();
  scenario.staff[1].from = LocalDay{year{2026} / 7 / 31};

  EXPECT_EQ(
      drawn(relate_plans(scenario, {plan("today", {0}), plan("hire", {0, 1})}, kYear)[1].differs),
      "......XXXXXX");
}

TEST(PlanRelations, OfTwoSmallerPlansTheOneWithMoreMonthsInCommonIsExtended) {
  const auto relations =
      relate({plan("today", {0}), plan("one hire", {0, 1}), plan("two hires", {0, 1, 2})});

  EXPECT_EQ(relations[2].reference, 1U);
  EXPECT_EQ(drawn(relations[2].differs), ".........XXX");
}

TEST(PlanRelations, SomebodyWhoLeavesIsFeltInTheMonthAfter) {
  const auto relations = relate({plan("with Dan", {0, 3}), plan("without", {0})});

  EXPECT_EQ(relations[0].reference, 1U);
  EXPECT_EQ(drawn(relations[0].differs), "XXXX........");
}

TEST(PlanRelations, PeopleWhoAreThereAllYearMakeAPlanOfItsOwn) {
  Scenario scenario = four_people();
  scenario.staff[1].from.reset();
  const auto relations =
      relate_plans(scenario, {plan("one", {0}), plan("two", {0, 1}), plan("other", {1})}, kYear);

  for (const PlanRelation& relation : relations) {
    EXPECT_EQ(relation.reference, std::nullopt);
    EXPECT_EQ(drawn(relation.differs), "XXXXXXXXXXXX");
  }
}

TEST(PlanRelations, AnOutageTestsThePlanOfTheSamePeopleWhileItIsFelt) {
  Plan out = plan("out", {1, 0});
  out.out = {{.person = 1, .days = {month(5).first_day(), month(6).first_day() + days{10}}}};
  const auto relations = relate({plan("today", {0}), plan("hire", {0, 1}), out});

  EXPECT_TRUE(relations[2].stress);
  EXPECT_EQ(relations[2].reference, 1U);
  EXPECT_EQ(drawn(relations[2].differs), "....XXX.....");
  EXPECT_FALSE(relations[1].stress);
}

TEST(PlanRelations, AnOutageOfSomebodyWhoIsNotYetEmployedIsNone) {
  Plan out = plan("out", {0, 1});
  out.out = {{.person = 1, .days = {month(2).first_day(), month(3).first_day()}}};

  EXPECT_EQ(drawn(relate({plan("hire", {0, 1}), out})[1].differs), "............");
}

TEST(PlanRelations, ATestOfATeamThatIsNoPlanRefersToNone) {
  Plan out = plan("out", {0, 3});
  out.out = {{.person = 0, .days = {month(5).first_day(), month(5).first_day()}}};
  const auto relations = relate({plan("today", {0}), out});

  EXPECT_TRUE(relations[1].stress);
  EXPECT_EQ(relations[1].reference, std::nullopt);
  EXPECT_EQ(drawn(relations[1].differs), "....XX......");
}

TEST(PlanRelations, ATestIsNeverExtended) {
  Plan out = plan("out", {0});
  out.out = {{.person = 0, .days = {month(5).first_day(), month(5).first_day()}}};

  EXPECT_EQ(relate({out, plan("hire", {0, 1})})[1].reference, std::nullopt);
}

TEST(PlanRelations, AVendorWhoCallsMakesAnotherPlanOfTheSamePeople) {
  Plan vendor = plan("vendor", {0, 1});
  vendor.vendor_calls = true;

  EXPECT_EQ(relate({plan("today", {0}), vendor})[1].reference, std::nullopt);
  EXPECT_TRUE(teams_differ(four_people(), plan("own", {0, 1}), vendor, month(2)));
}

TEST(PlanRelations, NobodyIsComparedWithStaffWithoutLimit) {
  const auto relations = relate({plan("nobody", {}), unlimited_plan(four_people())});

  EXPECT_EQ(relations[1].reference, std::nullopt);
  EXPECT_EQ(drawn(relations[1].differs), "XXXXXXXXXXXX");
}

}  // namespace
}  // namespace caseload::experiment
