#include "sim/base/text_cell.hpp"

#include <gtest/gtest.h>

namespace caseload {
namespace {

TEST(TextCell, WhatNoSpreadsheetTakesForAFormulaIsKept) {
  for (const char* value : {"", "Ann", "O'Hara", "'tis", "99457", "a=b", "2026-03-01", "a; b"})
    EXPECT_EQ(to_text_cell(value), value);
}

TEST(TextCell, AFormulaIsText) {
  EXPECT_EQ(to_text_cell("=cmd|'/c calc'!A0"), "'=cmd|'/c calc'!A0");
  for (const char* value : {"+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", " =1", "\"=1"})
    EXPECT_EQ(to_text_cell(value).front(), '\'') << value;
}

TEST(TextCell, SoIsWhatWouldBeAFormulaBetweenOtherSeparators) {
  EXPECT_EQ(to_text_cell("Ann;=1+1"), "Ann;'=1+1");
  EXPECT_EQ(to_text_cell("Ann\t=1+1"), "Ann\t'=1+1");
  EXPECT_EQ(to_text_cell("Ann\n@x;\"+2"), "Ann\n'@x;'\"+2");
}

TEST(TextCell, AnApostropheOfItsOwnIsNotLost) {
  EXPECT_EQ(from_text_cell(to_text_cell("'=1")), "'=1");
  EXPECT_EQ(from_text_cell(to_text_cell("''-")), "''-");
}

TEST(TextCell, WhatASpreadsheetWroteIsReadAsItShowsIt) {
  EXPECT_EQ(from_text_cell("'+49 30 1234"), "+49 30 1234");
  EXPECT_EQ(from_text_cell("'Ann"), "'Ann");
  EXPECT_EQ(from_text_cell("-5"), "-5");
}

// Every text of up to six of the characters that matter.
TEST(TextCell, EveryValueComesBack) {
  constexpr std::string_view kLetters = "'=-; \"\t\na";
  std::string value;
  const auto each = [&](auto self, std::size_t left) -> void {
    ASSERT_EQ(from_text_cell(to_text_cell(value)), value);
    if (left == 0) return;
    for (const char letter : kLetters) {
      value.push_back(letter);
      self(self, left - 1);
      value.pop_back();
    }
  };
  each(each, 6);
}

}  // namespace
}  // namespace caseload
