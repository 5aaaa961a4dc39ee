#include "reports/render/left_out.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace caseload::reports {
namespace {

TEST(LeftOut, SaysHowManyAndWhatWasWrongMostOften) {
  const std::vector<records::RejectedRow> rows{
      {"state.csv", 4, "minutes \"x\": expected a number such as 12; live_contact is empty"},
      {"state.csv", 7, "live_contact is empty"},
      {"state.csv", 9, "minutes \"-3\": expected 0 to 24480, the minutes of this month"}};

  EXPECT_EQ(left_out_words(rows, 1430), "3 of 1,430 rows (minutes: 2; live_contact is empty: 1)");
}

TEST(LeftOut, TellsNothingOfWhatTheRowsHold) {
  const std::vector<records::RejectedRow> rows{
      {"state.csv", 4, "condition \"Ann Miller, HIV\": expected a condition of the scenario"},
      {"state.csv", 5, "the patient stands there already, on line 3"}};

  EXPECT_EQ(left_out_words(rows, 2),
            "2 of 2 rows (condition: 1; the patient stands there already: 1)");
}

TEST(LeftOut, ManyReasonsAreNotAllTold) {
  std::vector<records::RejectedRow> rows;
  for (const char* column : {"a", "b", "c", "d", "e"})
    rows.push_back({"log.csv", 2, std::string(column) + " is empty"});
  rows.push_back(rows.back());

  EXPECT_EQ(left_out_words(rows, 6),
            "6 of 6 rows (e is empty: 2; a is empty: 1; b is empty: 1; for other reasons: 2)");
}

}  // namespace
}  // namespace caseload::reports
