#include "reports/plan/cover_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/plan/plan_text.hpp"
#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::PlanSample;
using testing::sample_with_a_yes;

// Of 300 months before, 200 were signed in time and 60 half a day late; of this one's 310 the
// provider signs 290. Somebody is on call in every plan.
PlanSample busy_sample() {
  PlanSample sample = sample_with_a_yes(20);
  sample.scenario.care.sign_off.wanted = true;
  care::StaffMember olga = testing::nurse("Olga");
  olga.hours = {};
  olga.on_call = care::OnCall{};
  sample.scenario.staff.push_back(olga);
  sample.scenario.plans[0].staff.push_back(sample.scenario.staff.size() - 1);
  for (auto& plan : sample.experiment.outcomes)
    for (auto& month : plan)
      for (experiment::MonthOutcome& row : month) {
        row.sign_off = {.owed = 300,
                        .in_time = 200,
                        .late = 60,
                        .open = 40,
                        .late_by = 60 * hours{12},
                        .worked = hours{15},
                        .owed_of_month = 310,
                        .held = 20};
        row.payment.held = row.payment.unsigned_held = Cents{123'400};
        row.on_call = {.on_call = hours{568}, .calls = 7, .worked = minutes{84}};
        row.cost.on_call = Cents{300'000};
        row.urgent.wall = {2, 5, 10, 12, 14, 16, 18, 20, 20, 20};
      }
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);
  return sample;
}

std::string row_of(const std::string& table, const std::string& name) {
  const std::size_t at = table.find('\n' + name) + 1;
  return table.substr(at, table.find('\n', at) - at);
}

TEST(CoverTables, AreEmptyWhereNothingOfTheKindIsAskedFor) {
  const PlanSample sample = sample_with_a_yes(20);

  EXPECT_EQ(sign_off_table(sample.report(), 100), "");
  EXPECT_EQ(on_call_table(sample.report(), 100), "");
  EXPECT_THAT(vendor_sentences(sample.report()), IsEmpty());
  EXPECT_THAT(plan_text(sample.report()), Not(HasSubstr("on call")));
}

TEST(CoverTables, SignaturesAreToldForTheMonthBeforeAndForThisOne) {
  const PlanSample sample = busy_sample();

  const std::string table = sign_off_table(sample.report(), 140);  // in one piece

  const std::string row = row_of(table, "1 RN ");
  for (const char* cell :
       {"15.0", "300.0", "200.0", "60.0", "0.5", "40.0", "310.0", "20.0", "$1,234"})
    EXPECT_THAT(row, HasSubstr(cell));
  EXPECT_THAT(table, HasSubstr("by day 3"));
  EXPECT_THAT(table, HasSubstr("not lost"));
}

TEST(CoverTables, TheAnswerSaysWhatOnlyWaitsForASignature) {
  EXPECT_THAT(plan_text(busy_sample().report()), HasSubstr("$1,234 more waits"));
  EXPECT_THAT(plan_text(sample_with_a_yes(20).report()), Not(HasSubstr("more waits")));
}

TEST(CoverTables, WhoIsOnCallIsToldWithWhatUrgentAlertsWaitOnTheWallClock) {
  const PlanSample sample = busy_sample();

  const std::string table = on_call_table(sample.report(), 100);

  const std::string row = row_of(table, "1 RN ");
  for (const char* cell : {"568.0", "7.0", "84.0", "$3,000", "50 %", "60 %", "80 %", "100 %"})
    EXPECT_THAT(row, HasSubstr(cell));
  EXPECT_THAT(row_of(table, "unlimited"), HasSubstr("–"));
}

TEST(CoverTables, TheReportSaysWhatIsHeldForASignature) {
  const std::string text = plan_text(busy_sample().report());

  EXPECT_THAT(text, HasSubstr("THE PROVIDER'S SIGN-OFF"));
  EXPECT_THAT(text, HasSubstr("of it unsigned"));
  EXPECT_THAT(text, Not(HasSubstr("interpreters, sign-off")));
}

TEST(CoverTables, AVendorsPlanSaysItsFeeAndWhoseMinutesCount) {
  PlanSample sample = sample_with_a_yes(20);
  care::StaffMember vic = testing::nurse("Vic");
  vic.vendor = true;
  sample.scenario.staff.push_back(vic);
  sample.scenario.plans = {{"Own", {0}}, {"Vendor", {0, sample.scenario.staff.size() - 1}}};
  sample.scenario.plans[1].vendor_calls = true;
  sample.scenario.plans[1].vendor_fee = Cents{4800};

  EXPECT_THAT(vendor_sentences(sample.report()),
              ElementsAre(HasSubstr("Vendor: calls by a vendor's people (Vic) for $48.00 a "
                                    "patient-month instead of wages; their minutes are counted")));

  sample.scenario.staff.back().supervised = false;

  EXPECT_THAT(vendor_sentences(sample.report()),
              ElementsAre(HasSubstr("none of their minutes are counted")));
}

}  // namespace
}  // namespace caseload::reports
