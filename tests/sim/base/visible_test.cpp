#include "sim/base/visible.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

namespace caseload {
namespace {

using namespace std::string_literals;

TEST(Visible, ReadableTextIsKept) {
  for (const char* text :
       {"", "Ann Ödegård", "½ · – … × →", "李 🙂", "C:\\files\\x1b", "\"a\" 'b'"})
    EXPECT_EQ(visible(text), text);
}

TEST(Visible, ACommandToATerminalIsShownAndNotGiven) {
  EXPECT_EQ(visible("\x1b[31mAnn"), "\\x1b[31mAnn");
  EXPECT_EQ(visible("\a\b\x7f"), "\\x07\\x08\\u007f");
  EXPECT_EQ(visible("a\0b"s), "a\\x00b");
  EXPECT_EQ(visible("\u009b31m"), "\\u009b31m") << "the same command in one character";
}

TEST(Visible, AValueStaysInItsLine) {
  EXPECT_EQ(visible("Ann\nANSWER\r\tyes"), "Ann\\nANSWER\\r\\tyes");
  EXPECT_EQ(visible("a\u2028b\u2029c\u0085d"), "a\\u2028b\\u2029c\\u0085d");
}

TEST(Visible, NothingTurnsTheDirectionOfWriting) {
  EXPECT_EQ(visible("\u202e99.1$\u2066"), "\\u202e99.1$\\u2066");
  EXPECT_EQ(visible("\u200f\u061c"), "\\u200f\\u061c");
}

TEST(Visible, BytesThatAreNoTextAreShownOneByOne) {
  EXPECT_EQ(visible("caf\xe9"), "caf\\xe9");
  EXPECT_EQ(visible("\x9b\xc0\x80"), "\\x9b\\xc0\\x80") << "a control, and a zero in two bytes";
  EXPECT_EQ(visible("\xe2\x82"), "\\xe2\\x82") << "cut off";
}

TEST(Visible, ATextKeepsItsLines) {
  EXPECT_EQ(visible_text("one\n\ttwo\r\x1b\n"), "one\n\ttwo\\r\\x1b\n");
}

TEST(Visible, ACellKeepsWhatAValueMayHave) {
  EXPECT_EQ(visible_cell("two\r\nlines\tand \u200fדוד"), "two\r\nlines\tand \u200fדוד");
  EXPECT_EQ(visible_cell("\x1b[2J\u009b"), "\\x1b[2J\\u009b");
}

// Whatever the bytes: what is left holds no control character but those allowed.
TEST(Visible, HoldsNoControlCharacterWhateverTheBytes) {
  std::string bytes;
  std::uint32_t state = 7;  // Numerical Recipes' quick generator
  for (int i = 0; i < 20'000; ++i) {
    state = state * 1664525 + 1013904223;
    bytes += static_cast<char>(state >> 24);
  }

  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  EXPECT_TRUE(std::ranges::none_of(visible(bytes), is_control));
  EXPECT_EQ(visible(visible(bytes)), visible(bytes)) << "what is visible stays as it is";
}

}  // namespace
}  // namespace caseload
