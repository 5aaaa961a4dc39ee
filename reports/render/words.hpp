#pragma once

// How numbers, times and money are written for people, and how text is laid out in columns.
//
// Plain text in UTF-8, no locale. Widths are counted in characters. What is laid out here is made
// visible (sim/base/visible.hpp): a name from a file can neither end its line nor shift a column.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/base/calendar.hpp"
#include "sim/base/money.hpp"
#include "sim/base/wording.hpp"

namespace caseload::reports {

std::string duration_clock(SimDuration duration);       // 12:04; 121:30
std::string money_words(Cents amount);                  // $1,234.56; -$20.00
std::string whole_dollars(double usd);                  // $1,235; -$20
std::string day_words(LocalDay day);                    // Mon 2 March 2026
std::string span_words(LocalDay first, LocalDay last);  // 12 February – 13 March 2026
std::string percent_words(double share);                // 0.647 → 65 %
// A mean count out of `of`, with as many digits as its share in whole percent needs beside it: 187
// of 302, 18.7 of 30, 1.40 of 2.
std::string mean_words(double mean, double of);
// "208 of 320 patients (65 %)"; of nothing: "no patients". `noun`: "patient".
std::string count_words(std::int64_t count, std::int64_t of, std::string_view noun);

// "1 value is a default and", "12 values are defaults and".
std::string defaults_words(std::size_t count);

// Padded with spaces on the right (left) to `width` characters; never cut.
std::string left(std::string_view text, std::size_t width);
std::string right(std::string_view text, std::size_t width);
std::size_t width_of(std::string_view utf8);
// A block of text in the columns from `indent` to `width`, broken at spaces. The first line is not
// indented: it follows what already stands there. No final newline.
std::string wrapped(std::string_view words, std::size_t width, std::size_t indent);

}  // namespace caseload::reports
