#include "sim/population/enrolment_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/population/drop_out.hpp"

namespace caseload::population {
namespace {

CalendarMonth month_2026(int month) { return {std::chrono::year{2026} / month}; }

EnrolmentModel usual() {
  return {.offers_per_month = 47,
          .accepted_share = 0.45,
          .ship_days = 5,
          .drop_out_bands = {{2, 0.13}},
          .drop_out_later = 0.065,
          .since = month_2026(1)};
}

EnrolmentModel growing(double to, CalendarMonth by) {
  EnrolmentModel model = usual();
  model.grow = PanelGrowth{to, by};
  return with_growth_written_out(model, 200);
}

double on(const EnrolmentModel& model, LocalDay day, double patients = 200) {
  return ExpectedPanel(model, patients, model.since->first_day()).on(day);
}

TEST(EnrolmentPlan, AMonthKeepsTheOffersOfTheLastOneNamedBeforeIt) {
  EnrolmentModel model = usual();
  model.offers_in = {{month_2026(4), 80}, {month_2026(6), 10}};
  EXPECT_EQ(offers_of(model, month_2026(3)), 47);
  EXPECT_EQ(offers_of(model, month_2026(4)), 80);
  EXPECT_EQ(offers_of(model, month_2026(5)), 80);
  EXPECT_EQ(offers_of(model, month_2026(12)), 10);
}

TEST(EnrolmentPlan, WithoutOffersAPanelShrinksAsItsTenuresSay) {
  EnrolmentModel model = usual();
  model.offers_per_month = 0;
  model.drop_out_bands.clear();  // one hazard for everybody
  const LocalDay later = month_2026(1).first_day() + days{60};
  EXPECT_NEAR(on(model, later), 200 * survival(model, 60), 1.5);
}

TEST(EnrolmentPlan, WhereNobodyLeavesAPanelStaysAsItIs) {
  EnrolmentModel model = usual();
  model.offers_per_month = model.drop_out_later = 0;
  model.drop_out_bands.clear();
  EXPECT_NEAR(on(model, month_2026(12).first_day()), 200, 1e-9);
}

TEST(EnrolmentPlan, OffersThatReplaceTheLossesKeepASteadyPanelSteady) {
  EnrolmentModel model = usual();
  for (const int patients : {50, 200, 20'000}) {
    model.offers_per_month = offers_that_keep_the_size(model, patients);
    for (const int month : {2, 6, 12})
      EXPECT_NEAR(on(model, month_2026(month).first_day(), patients) / patients, 1, 0.005) << month;
  }
}

TEST(EnrolmentPlan, NobodyNeedsAnOfferWhereNobodyLeavesOrAccepts) {
  EnrolmentModel model = usual();
  model.accepted_share = 0;
  EXPECT_EQ(offers_that_keep_the_size(model, 200), 0);
  model = usual();
  model.drop_out_bands.clear();
  model.drop_out_later = 0;
  EXPECT_EQ(offers_that_keep_the_size(model, 200), 0);
}

TEST(EnrolmentPlan, GrowthIsThereWhenTheMonthNamedEndsAndStaysThere) {
  const EnrolmentModel model = growing(350, month_2026(9));
  const days on_the_way{model.ship_days - 1};
  EXPECT_NEAR(on(model, month_2026(9).end_day() + on_the_way), 350, 0.1);
  EXPECT_NEAR(on(model, month_2026(12).end_day() + on_the_way), 350, 0.1);
  EXPECT_LT(on(model, month_2026(5).first_day()), 290);
  // A steady number of offers until then, fewer afterwards.
  EXPECT_EQ(offers_of(model, month_2026(2)), offers_of(model, month_2026(9)));
  EXPECT_LT(offers_of(model, month_2026(11)), offers_of(model, month_2026(9)));
}

TEST(EnrolmentPlan, AMonthThatIsNamedKeepsItsOffersAndTheOthersMakeUpForIt) {
  EnrolmentModel model = usual();
  model.offers_in = {{month_2026(7), 0}};  // nobody enrols in July
  model.grow = PanelGrowth{350, month_2026(9)};
  model = with_growth_written_out(model, 200);
  EXPECT_EQ(offers_of(model, month_2026(7)), 0);
  EXPECT_NEAR(on(model, month_2026(9).end_day() + days{4}), 350, 0.1);
}

TEST(EnrolmentPlan, APanelThatShallShrinkGetsNoOffersUntilItHas) {
  const EnrolmentModel model = growing(20, month_2026(3));
  EXPECT_EQ(offers_of(model, month_2026(2)), 0);
  EXPECT_GT(on(model, month_2026(3).end_day()), 20) << "nobody is put out";
}

TEST(EnrolmentPlan, AFullPanelTakesNobody) {
  EnrolmentModel model = usual();
  model.offers_per_month = 400;
  model.at_most = 230;
  double most = 0;
  for (int month = 2; month <= 12; ++month)
    most = std::max(most, on(model, month_2026(month).first_day()));
  EXPECT_NEAR(most, 230, 1e-9);
}

}  // namespace
}  // namespace caseload::population
