#include "records/csv/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace caseload::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::array kColumns{Column{"patient", true}, Column{"taken_at", true}, Column{"live"},
                              Column{"minutes"}};
enum : std::size_t { kPatient, kTakenAt, kLive, kMinutes };

struct Read {
  Result<TableFacts> facts;
  std::vector<std::string> rows;
  std::vector<std::string> rejected;
};

Read read(const std::string& text) {
  std::istringstream in(text);
  std::vector<Rejection> rejections;
  Read out;
  out.facts = read_table(in, "log.csv", kColumns, nullptr, rejections, [&](Row& row) {
    std::string line{row.text(kPatient)};
    const auto moment = row.moment(kTakenAt, ZoneTable::utc());
    const auto live = row.yes_no(kLive);
    const auto minutes = row.number(kMinutes);
    if (row.rejected()) return;
    line += "|" + iso(moment->day);
    line += live ? (*live ? "|yes" : "|no") : "|unknown";
    line += minutes ? "|" + std::to_string(*minutes) : "";
    out.rows.push_back(line);
  });
  for (const Rejection& rejection : rejections)
    out.rejected.push_back(rejection.file + ":" + std::to_string(rejection.line) + ": " +
                           rejection.why);
  return out;
}

TEST(Table, ColumnsAreFoundByNameInAnyOrderAndSpelling) {
  const Read read_back = read("Live,TAKEN AT,patient\nyes,2026-03-01,Ann\n,2026-03-02,Bob\n");

  ASSERT_TRUE(read_back.facts);
  EXPECT_THAT(read_back.rows, ElementsAre("Ann|2026-03-01|yes", "Bob|2026-03-02|unknown"));
  EXPECT_THAT(read_back.facts->has, ElementsAre(true, true, true, false));
  EXPECT_EQ(read_back.facts->rows, 2U);
}

TEST(Table, ColumnsThatNobodyAskedForAreNamed) {
  const Read read_back = read("mrn,patient,taken_at,Date of Birth\n1,Ann,2026-03-01,x\n");

  EXPECT_THAT(read_back.facts->ignored, ElementsAre("mrn", "Date of Birth"));
}

TEST(Table, AMissingColumnIsAnErrorThatNamesTheNearest) {
  const Read read_back = read("pateint,when\nAnn,2026-03-01\n");

  ASSERT_FALSE(read_back.facts);
  EXPECT_THAT(read_back.facts.error().text,
              HasSubstr("log.csv:1: the column patient is missing; did you mean \"pateint\"?"));
  EXPECT_THAT(read_back.facts.error().text, HasSubstr("the column taken_at is missing"));
}

TEST(Table, AColumnTwiceIsAnError) {
  const Read read_back = read("patient,taken_at,Patient\n");

  ASSERT_FALSE(read_back.facts);
  EXPECT_THAT(read_back.facts.error().text, HasSubstr("the column Patient stands there twice"));
}

TEST(Table, RowsOfSeparatorsAreNone) {
  const Read read_back = read("patient,taken_at,live\nAnn,2026-03-01,yes\n,,\n\n , ,\n");

  EXPECT_EQ(read_back.facts->rows, 1U);
  EXPECT_THAT(read_back.rejected, IsEmpty());
}

TEST(Table, DataWhereTheHeaderShouldBeIsSaidToBeNone) {
  const Read read_back = read("Ann,2026-03-01,yes\nBob,2026-03-02,yes\n");

  EXPECT_EQ(read_back.facts.error().text,
            "log.csv:1: is this the header line? It names none of the columns; expected patient, "
            "taken_at");
}

TEST(Table, AFileWithoutAHeaderIsAnError) {
  EXPECT_THAT(read("").facts.error().text, HasSubstr("is empty"));
  EXPECT_THAT(read("\"patient\n").facts.error().text, HasSubstr("log.csv:1: a quote"));
  EXPECT_THAT(read("pati\xFF,x\n").facts.error().text, HasSubstr("not UTF-8"));
}

TEST(Table, ABadRowIsRejectedWithItsLineAndEveryReasonAndNothingElseIsLost) {
  const Read read_back = read(
      "patient,taken_at,live,minutes\n"
      "Ann,2026-02-30,maybe,\n"
      ",2026-03-01,no,\n"
      "Bob,2026-03-01,no,1e\n"
      "Bob,2026-03-01,no\n"
      "B\xFF,2026-03-01,no,\n"
      "\"Bob,2026-03-01,no,\n"
      "Cy,2026-03-01,No,1.5\n");

  EXPECT_THAT(
      read_back.rejected,
      ElementsAre("log.csv:2: taken_at \"2026-02-30\": expected a time such as 2026-03-01T08:15 or "
                  "2026-03-01T08:15:00-05:00; live \"maybe\": expected yes or no",
                  "log.csv:3: patient is empty",
                  "log.csv:4: minutes \"1e\": expected a number such as 12 or 12.5",
                  "log.csv:5: 3 fields here and 4 in the header",
                  "log.csv:6: not UTF-8 text; --columns can say that a file is windows-1252",
                  "log.csv:7: a quote is opened here and never closed"));
  EXPECT_THAT(read_back.rows, ElementsAre("Cy|2026-03-01|no|1.500000"));
  EXPECT_EQ(read_back.facts->rows, 7U);
}

TEST(Table, AFileThatIsNotThereIsAnError) {
  EXPECT_EQ(open_csv("no/such.csv").error().text, "no/such.csv: no such file");
  EXPECT_EQ(open_csv("/tmp").error().text, "/tmp: is a directory, not a file");
}

}  // namespace
}  // namespace caseload::records
