#include "records/csv/csv_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
// after gtest
#include <rapidcheck/gtest.h>

#include <sstream>

namespace caseload::records {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Fields = std::vector<std::string>;

struct Record {
  std::size_t line;
  Fields fields;
  std::string problem;
  bool operator==(const Record&) const = default;
};

std::vector<Record> read(const std::string& text) {
  std::istringstream in(text);
  CsvStream csv(in);
  std::vector<Record> records;
  while (csv.next())
    records.push_back(
        {csv.line(), Fields(csv.fields().begin(), csv.fields().end()), std::string(csv.problem())});
  return records;
}

Record good(std::size_t line, Fields fields) { return {line, std::move(fields), ""}; }

TEST(CsvStream, FieldsAreSplitAtCommasAndTrimmed) {
  EXPECT_THAT(read("a,b\n1,  two words \n"),
              ElementsAre(good(1, {"a", "b"}), good(2, {"1", "two words"})));
}

TEST(CsvStream, TheLastLineNeedsNoLineEnd) {
  EXPECT_THAT(read("a,b\n1,2"), ElementsAre(good(1, {"a", "b"}), good(2, {"1", "2"})));
  EXPECT_THAT(read("a,b\n1,"), ElementsAre(good(1, {"a", "b"}), good(2, {"1", ""})));
}

TEST(CsvStream, CarriageReturnsBeforeLineFeedsAndAByteOrderMarkAreNoPartOfAField) {
  EXPECT_THAT(read("\xEF\xBB\xBF"
                   "a,b\r\n1,\"2\"\r\n"),
              ElementsAre(good(1, {"a", "b"}), good(2, {"1", "2"})));
}

TEST(CsvStream, AQuotedFieldHoldsSeparatorsQuotesSpacesAndLineEnds) {
  EXPECT_THAT(
      read("a,b\n\" 1,\"\"x\"\"\r\ny\",2\n3,4\n"),
      ElementsAre(good(1, {"a", "b"}), good(2, {" 1,\"x\"\r\ny", "2"}), good(4, {"3", "4"})));
}

TEST(CsvStream, BlankLinesAreSkippedAndCounted) {
  EXPECT_THAT(read("a\n\n  \r\n1\n\n"), ElementsAre(good(1, {"a"}), good(4, {"1"})));
}

TEST(CsvStream, AnEmptyFileHasNoRecords) {
  EXPECT_THAT(read(""), IsEmpty());
  EXPECT_THAT(read("\n\r\n"), IsEmpty());
  EXPECT_THAT(read("\xEF\xBB\xBF"), IsEmpty());
}

TEST(CsvStream, AHeaderWithoutCommasChoosesSemicolonsOrTabs) {
  EXPECT_THAT(read("a;b\n1,5;2\n"), ElementsAre(good(1, {"a", "b"}), good(2, {"1,5", "2"})));
  EXPECT_THAT(read("a\tb\n\t2\n"), ElementsAre(good(1, {"a", "b"}), good(2, {"", "2"})));
}

TEST(CsvStream, AQuoteInTheMiddleOfAFieldCostsItsLineOnly) {
  const std::vector<Record> records = read("a,b\n5\" cuff,1\n\"x\" y,2\n3,4\n");

  ASSERT_THAT(records, SizeIs(4));
  EXPECT_THAT(records[1].problem, ::testing::HasSubstr("quote"));
  EXPECT_THAT(records[1].fields, IsEmpty());
  EXPECT_EQ(records[2].line, 3U);
  EXPECT_THAT(records[2].problem, ::testing::HasSubstr("quote"));
  EXPECT_EQ(records[3], good(4, {"3", "4"}));
}

TEST(CsvStream, AQuoteThatIsNeverClosedCostsItsLineOnly) {
  const std::vector<Record> records = read("a,b\n\"1,2\n3,4\n5,6\n");

  ASSERT_THAT(records, SizeIs(4));
  EXPECT_EQ(records[1].problem, "a quote is opened here and never closed");
  EXPECT_EQ(records[2], good(3, {"3", "4"}));
  EXPECT_EQ(records[3], good(4, {"5", "6"}));
}

TEST(CsvStream, AQuoteThatIsNotClosedForALongTimeCostsItsLineOnly) {
  std::string text = "a,b\n\"1,2\n";
  for (int i = 0; i < 5000; ++i) text += "3,4\n";
  const std::vector<Record> records = read(text);

  ASSERT_THAT(records, SizeIs(5002));
  EXPECT_THAT(records[1].problem, ::testing::HasSubstr("not closed within"));
  EXPECT_EQ(records[5001], good(5002, {"3", "4"}));
}

TEST(CsvStream, ALineThatIsTooLongIsPassedOver) {
  const std::string text = "a,b\n" + std::string(3'000'000, 'x') + "\n3,4\n";
  const std::vector<Record> records = read(text);

  ASSERT_THAT(records, SizeIs(3));
  EXPECT_EQ(records[1].problem, "the line is longer than 64 KB");
  EXPECT_EQ(records[2], good(3, {"3", "4"}));
}

TEST(CsvStream, RecordsThatStraddleTheBufferAreWhole) {
  std::string text = "a,b\n";
  for (int i = 0; i < 60'000; ++i) text += std::to_string(i) + ",\"x\ny\"\n";
  const std::vector<Record> records = read(text);

  ASSERT_THAT(records, SizeIs(60'001));
  for (std::size_t i = 0; i < 60'000; ++i)
    ASSERT_EQ(records[i + 1], good(2 + 2 * i, {std::to_string(i), "x\ny"}));
}

// Whatever is written by the grammar is read back.
RC_GTEST_PROP(CsvStreamProperties, WhatIsQuotedComesBack, ()) {
  const auto rows = *rc::gen::container<std::vector<Fields>>(rc::gen::container<Fields>(
      3, rc::gen::container<std::string>(rc::gen::element('a', ' ', ',', '"', '\n', '\r', ';'))));
  std::string text = "h,i,j\n";
  std::vector<Record> expected{good(1, {"h", "i", "j"})};
  std::size_t line = 2;
  for (const Fields& row : rows) {
    expected.push_back(good(line, row));
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += i == 0 ? "\"" : ",\"";
      for (const char c : row[i]) {
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += c == '\n' ? 1 : 0;
      }
      text += '"';
    }
    text += '\n';
    ++line;
  }

  RC_ASSERT(read(text) == expected);
}

}  // namespace
}  // namespace caseload::records
