#include "records/date_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/time.hpp"

namespace caseload::records {
namespace {

using ::testing::HasSubstr;

// "2026-03-02 08:05:00", with the offset in minutes behind it where there is one; "no".
std::string read(const std::string& pattern, const std::string& text) {
  const auto written = DateFormat::parse(pattern)->read(text);
  if (!written) return "no";
  std::string out = iso(written->day);
  if (written->clock) out += " " + iso(SimTime{*written->clock}).substr(11, 8);
  if (written->offset)
    out += " " + std::to_string(std::chrono::duration_cast<minutes>(*written->offset).count());
  return out;
}
std::string refusal(const std::string& pattern) {
  const auto format = DateFormat::parse(pattern);
  return format ? "accepted" : format.error();
}

TEST(DateFormat, ReadsWhatOtherProgramsWrite) {
  EXPECT_EQ(read("MM/DD/YYYY hh:mm AM", "03/02/2026 08:05 AM"), "2026-03-02 08:05:00");
  EXPECT_EQ(read("MM/DD/YYYY hh:mm AM", "3/2/2026  8:05pm"), "2026-03-02 20:05:00");
  EXPECT_EQ(read("DD.MM.YYYY HH:mm:ss", "02.03.2026 08:05:30"), "2026-03-02 08:05:30");
  EXPECT_EQ(read("D-MMM-YY", "2-MAR-26"), "2026-03-02");
  EXPECT_EQ(read("YYYYMMDDHHmm", "202603020805"), "2026-03-02 08:05:00");
  EXPECT_EQ(read("YYYY-MM-DDTHH:mm:ssZ", "2026-03-02T08:05:30.250-05:00"),
            "2026-03-02 08:05:30 -300");
  EXPECT_EQ(read("MMM D, YYYY", "Mar 2, 2026"), "2026-03-02");
}

TEST(DateFormat, NoonAndMidnightAreTwelve) {
  EXPECT_EQ(read("M/D/YYYY h:mm AM", "3/2/2026 12:05 AM"), "2026-03-02 00:05:00");
  EXPECT_EQ(read("M/D/YYYY h:mm AM", "3/2/2026 12:05 PM"), "2026-03-02 12:05:00");
}

TEST(DateFormat, WithAClockReadsADayAloneToo) {
  EXPECT_EQ(read("MM/DD/YYYY hh:mm AM", "3/2/2026"), "2026-03-02");
}

TEST(DateFormat, ReadsNothingElse) {
  for (const std::string text : {"", "2026-03-02 08:05", "2/30/2026 8:05 AM", "13/2/2026 8:05 AM",
                                 "3/2/2026 0:05 AM", "3/2/2026 13:05 PM", "3/2/2026 8:60 AM",
                                 "3/2/2026 8:05", "3/2/2026 8:05 AM x", "3/2/2026 8:5 AM", "3/2"})
    EXPECT_EQ(read("MM/DD/YYYY hh:mm AM", text), "no") << text;
  EXPECT_EQ(read("YYYYMMDD", "2026302"), "no");
}

TEST(DateFormat, APatternIsWholeAndSaysEachPartOnce) {
  EXPECT_THAT(refusal("MM/DD"), HasSubstr("a date needs a year, a month and a day"));
  EXPECT_THAT(refusal("MM/MM/YYYY"), HasSubstr("MM stands there twice"));
  EXPECT_THAT(refusal("YYYY-MMM-MM-DD"), HasSubstr("a date needs"));
  EXPECT_THAT(refusal("MM/DD/YYYY hh:mm"), HasSubstr("hh, which counts to 12, and AM"));
  EXPECT_THAT(refusal("MM/DD/YYYY HH"), HasSubstr("a clock needs hours and minutes"));
  EXPECT_THAT(refusal("%m/%d/%Y"), HasSubstr("\"m\" is no part of a date; expected a pattern"));
}

}  // namespace
}  // namespace caseload::records
