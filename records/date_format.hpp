#pragma once

// Dates and times as other programs write them, by a pattern.
//
//   MM/DD/YYYY hh:mm AM      3/2/2026 8:05 am, 03/02/2026 08:05 AM
//   DD.MM.YYYY HH:mm:ss      02.03.2026 08:05:30
//   D-MMM-YY                 2-Mar-26
//
// YYYY YY, MMM (Jan) MM M, DD D, HH H (0–23), hh h (1–12, with AM), mm, ss, Z (an offset from UTC).
// Where no digit follows, one digit does for two. A pattern with a clock also reads a day alone.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/moment.hpp"

namespace caseload::records {

class DateFormat {
 public:
  // Refuses with what is wrong with the pattern.
  static std::expected<DateFormat, std::string> parse(std::string_view pattern);

  // Nothing where the text does not follow the pattern, or names a day or hour there is not.
  std::optional<WrittenTime> read(std::string_view text) const;
  const std::string& pattern() const { return pattern_; }

 private:
  enum class Part : std::uint8_t {
    LongYear,
    ShortYear,
    MonthName,
    Month,
    Day,
    Hour,
    HourOfHalf,
    Minute,
    Second,
    HalfDay,
    Offset,
    Letter
  };
  struct Token {
    Part part;
    char letter = '\0';    // of Letter
    bool exactly = false;  // as many digits as the pattern shows: another number follows
  };
  bool has(Part part) const;

  std::string pattern_;
  std::vector<Token> tokens_;
};

}  // namespace caseload::records
