// What we write, our own reader reads back.

#include <gtest/gtest.h>
// after gtest
#include <rapidcheck/gtest.h>

#include <sstream>

#include "records/csv/csv_stream.hpp"
#include "reports/render/csv.hpp"

namespace caseload::records {
namespace {

using Fields = std::vector<std::string>;

// Written as two columns of one row, between others that show where a cell ends.
Fields there_and_back(const std::string& first, const std::string& second) {
  reports::Csv csv({"left", "first", "number", "second", "right"});
  csv.field("left").field(first).field(-2.5, 1).field(second).field("right").end_row();
  std::istringstream in(csv.text());
  CsvStream read(in);
  RC_ASSERT(read.next());
  RC_ASSERT(read.next());
  RC_ASSERT(read.problem().empty());
  const Fields fields(read.fields().begin(), read.fields().end());
  RC_ASSERT(!read.next());
  return fields;
}

// Few letters, so that signs, separators, quotes and blanks meet at every place.
std::string short_text() {
  const auto letters =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("=+-@'\";,|\t\r\n ax1")));
  return letters;
}

RC_GTEST_PROP(WrittenCells, EveryTextComesBack, ()) {
  const std::string first = short_text(), second = short_text();

  RC_ASSERT(there_and_back(first, second) == (Fields{"left", first, "-2.5", second, "right"}));
}

TEST(WrittenCells, NoneOfThemIsAFormula) {
  reports::Csv csv({"patient"});
  for (const char* patient : {"=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\"=1", " =1"})
    csv.field(patient).end_row();
  std::istringstream lines(csv.text());
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line))
    if (!line.empty()) EXPECT_TRUE(line.starts_with('\'') || line.starts_with("\"'")) << line;
}

}  // namespace
}  // namespace caseload::records
