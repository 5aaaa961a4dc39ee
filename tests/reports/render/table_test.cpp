#include "reports/render/table.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace caseload::reports {
namespace {

TEST(Table, AlignsNamesLeftAndCellsRight) {
  Table table("plan", {"1 RN", "2 RN + 1 MA"});
  table.add("", {{"cost", {"$9", "$1,234"}}, {"share", {"37 %", "100 %"}}});

  EXPECT_EQ(table.text(100),
            "plan            cost  share\n"
            "1 RN              $9   37 %\n"
            "2 RN + 1 MA   $1,234  100 %\n");
}

TEST(Table, TitlesStandOverTheirGroup) {
  Table table("plan", {"1 RN"});
  table.add("", {{"cost", {"$9"}}});
  table.add("20 minutes", {{"patients", {"118"}}, {"share", {"37 %"}}});

  EXPECT_EQ(table.text(100),
            "                20 minutes\n"
            "plan   cost   patients  share\n"
            "1 RN     $9        118   37 %\n");
}

TEST(Table, AWideTitleWidensItsGroup) {
  Table table("p", {"a"});
  table.add("a long title", {{"x", {"1"}}});

  EXPECT_EQ(table.text(100),
            "    a long title\n"
            "p              x\n"
            "a              1\n");
}

TEST(Table, WhatDoesNotFitGoesOnBelowUnderTheSameNames) {
  Table table("plan", {"1 RN"});
  table.add("first", {{"aaaa", {"1"}}, {"bbbb", {"2"}}});
  table.add("second", {{"cccc", {"3"}}, {"dddd", {"4"}}});

  EXPECT_EQ(table.text(20),
            "         first\n"
            "plan   aaaa  bbbb\n"
            "1 RN      1     2\n"
            "\n"
            "         second\n"
            "plan   cccc  dddd\n"
            "1 RN      3     4\n");
}

// ½, – and € are two or three bytes, and one character each.
TEST(Table, CountsCharactersAndNotBytes) {
  Table table("plan", {"½ MA", "1 RN"});
  table.add("", {{"range", {"1–2", "1-2"}}});

  EXPECT_EQ(table.text(100),
            "plan   range\n"
            "½ MA     1–2\n"
            "1 RN     1-2\n");
}

TEST(Table, RefusesAColumnWithOtherRows) {
  Table table("plan", {"1 RN", "2 RN"});
  EXPECT_THROW(table.add("", {{"cost", {"$9"}}}), CheckFailed);
}

}  // namespace
}  // namespace caseload::reports
