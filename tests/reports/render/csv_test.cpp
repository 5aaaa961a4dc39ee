#include "reports/render/csv.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace caseload::reports {
namespace {

TEST(Csv, WritesOneLinePerRowBelowItsHeader) {
  Csv csv({"plan", "month", "share"});
  csv.field("1 RN").field("2026-03").field(0.5, 3).end_row();

  EXPECT_EQ(csv.text(), "plan,month,share\n1 RN,2026-03,0.500\n");
}

TEST(Csv, QuotesWhatWouldBreakARow) {
  Csv csv({"name"});
  for (const char* name : {"a, b", "say \"so\"", "two\nlines", "½"}) csv.field(name).end_row();

  EXPECT_EQ(csv.text(), "name\n\"a, b\"\n\"say \"\"so\"\"\"\n\"two\nlines\"\n½\n");
}

TEST(Csv, TextIsTextInASpreadsheetAndANumberIsANumber) {
  Csv csv({"patient", "margin", "change"});
  csv.field("=cmd|'/c calc'!A0").field(-2945.5, 2).field(std::int64_t{-3}).end_row();
  csv.field("-5").field(0.0, 2).field(0).end_row();

  EXPECT_EQ(csv.text(), "patient,margin,change\n\"'=cmd|'/c calc'!A0\",-2945.50,-3\n'-5,0.00,0\n");
}

TEST(Csv, NoCellIsACommandToATerminal) {
  Csv csv({"patient"});
  csv.field("\x1b[31mAnn\u009b").end_row();

  EXPECT_EQ(csv.text(), "patient\n\\x1b[31mAnn\\u009b\n");
}

TEST(Csv, NoDataIsAnEmptyFieldAndZeroIsZero) {
  Csv csv({"a", "b", "c"});
  csv.field(std::optional<double>{}, 2).field(std::optional<double>{0.0}, 2).field(0).end_row();

  EXPECT_EQ(csv.text(), "a,b,c\n,0.00,0\n");
}

TEST(Csv, RefusesARowThatDoesNotFitItsHeader) {
  Csv csv({"a", "b"});
  csv.field("1");
  EXPECT_THROW(csv.end_row(), CheckFailed);
}

}  // namespace
}  // namespace caseload::reports
