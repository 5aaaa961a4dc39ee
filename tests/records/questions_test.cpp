#include "records/questions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/records/practice_of.hpp"

namespace caseload::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// As many months with each whole minute as it says.
std::vector<SimDuration> totals(auto count_at) {
  std::vector<SimDuration> all;
  for (int minute = 0; minute < 60; ++minute)
    for (int i = 0; i < count_at(minute); ++i) all.push_back(minutes{minute});
  return all;
}

TEST(Bunching, ASmoothSpreadIsNotNotable) {
  const Bunching found = bunching(totals([](int m) { return 100 - m; }), minutes{20});

  EXPECT_NEAR(found.expected, 80 + 79, 0.1);
  EXPECT_EQ(found.observed, 80 + 79);
  EXPECT_FALSE(found.notable());
}

TEST(Bunching, MonthsThatGatherJustAboveTwentyAre) {
  const Bunching found =
      bunching(totals([](int m) { return m == 20 || m == 21 ? 150 : 100 - m; }), minutes{20});

  EXPECT_NEAR(found.expected, 80 + 79, 0.1);
  EXPECT_TRUE(found.notable());
}

TEST(Bunching, AFewMonthsProveNothing) {
  EXPECT_FALSE(bunching(totals([](int m) { return m == 20 ? 2 : 0; }), minutes{20}).notable());
}

TEST(Questions, OnePersonAtTwoPatientsAtOnceIsAsked) {
  const Billed out = billed({
      .log = "Ann,Bea,rn,2026-03-02T08:00,2026-03-02T08:30,review,no,rpm,\n"
             "Bob,Bea,rn,2026-03-02T08:10,2026-03-02T08:20,review,no,rpm,\n"
             "Bob,Cy,rn,2026-03-02T08:12,2026-03-02T08:20,review,no,rpm,\n"
             "Ann,Bea,rn,2026-03-02T08:20,2026-03-02T08:40,review,no,rpm,\n"
             "Bob,Bea,rn,2026-03-02T08:40,2026-03-02T08:50,review,no,rpm,\n",
  });

  ASSERT_EQ(out.bill.questions.size(), 1U);
  EXPECT_EQ(out.bill.questions[0].about, "two_patients_at_once");
  EXPECT_EQ(out.bill.questions[0].count, 1);
  EXPECT_THAT(out.bill.questions[0].examples,
              ElementsAre("patient Bob, staff Bea, 2026-03-02 08:10, 10 min; and patient Ann"));
  // Each keeps the union of his own.
  EXPECT_THAT(out.minutes(),
              ElementsAre("Ann 2026-03 rpm 40 min of 50 min", "Bob 2026-03 rpm 20 min of 28 min"));
}

TEST(Questions, LongAndRepeatedEntriesAreAsked) {
  const Billed out = billed({
      .log = "Ann,Bea,rn,2026-03-02T08:00,2026-03-02T09:00,review,no,rpm,\n"
             "Ann,Bea,rn,2026-03-03T08:00,2026-03-03T09:01,review,no,rpm,\n"
             "Ann,Bea,rn,2026-03-03T08:00,2026-03-03T09:01,review,no,rpm,\n",
  });

  ASSERT_EQ(out.bill.questions.size(), 2U);
  EXPECT_EQ(out.bill.questions[0].about, "long_entries");
  EXPECT_EQ(out.bill.questions[0].count, 2);
  EXPECT_EQ(out.bill.questions[1].about, "repeated");
  EXPECT_EQ(out.bill.questions[1].count, 1);
}

}  // namespace
}  // namespace caseload::records
