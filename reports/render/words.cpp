#include "reports/render/words.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "sim/base/visible.hpp"
#include "sim/base/weekday.hpp"

namespace caseload::reports {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string_view month_word(const std::chrono::year_month_day& day) {
  return kMonths[static_cast<unsigned>(day.month()) - 1];
}

}  // namespace

std::string duration_clock(SimDuration duration) {
  const auto whole = std::chrono::duration_cast<seconds>(duration).count();
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string money_words(Cents amount) {
  const std::int64_t cents = std::llabs(amount.value);
  return fmt::format("{}${}.{:02}", amount.value < 0 ? "-" : "", thousands(cents / 100),
                     cents % 100);
}

std::string whole_dollars(double usd) {
  const std::int64_t dollars = std::llround(std::abs(usd));
  return fmt::format("{}${}", usd < 0 && dollars > 0 ? "-" : "", thousands(dollars));
}

std::string day_words(LocalDay day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{} {} {} {}", short_weekday(std::chrono::weekday{day}.c_encoding()),
                     static_cast<unsigned>(date.day()), month_word(date),
                     static_cast<int>(date.year()));
}

std::string span_words(LocalDay first, LocalDay last) {
  const std::chrono::year_month_day from{first}, to{last};
  std::string end = fmt::format("{} {} {}", static_cast<unsigned>(to.day()), month_word(to),
                                static_cast<int>(to.year()));
  if (first == last) return end;
  const auto day = static_cast<unsigned>(from.day());
  if (from.year() != to.year())
    return fmt::format("{} {} {} – {}", day, month_word(from), static_cast<int>(from.year()), end);
  if (from.month() != to.month()) return fmt::format("{} {} – {}", day, month_word(from), end);
  return fmt::format("{} – {}", day, end);
}

std::string percent_words(double share) { return fmt::format("{:.0f} %", share * 100); }

std::string mean_words(double mean, double of) {
  if (of >= 100) return thousands(std::llround(mean));
  return fmt::format("{:.{}f}", mean, of >= 10 ? 1 : 2);
}

std::string count_words(std::int64_t count, std::int64_t of, std::string_view noun) {
  if (of == 0) return fmt::format("no {}s", noun);
  return fmt::format("{} of {} ({})", thousands(count), counted(of, noun),
                     percent_words(static_cast<double>(count) / static_cast<double>(of)));
}

std::string defaults_words(std::size_t count) {
  const auto number = static_cast<std::int64_t>(count);
  return counted(number, "value") +
         std::string(by_count(number, " is a default and", " are defaults and"));
}

std::size_t width_of(std::string_view utf8) {
  std::size_t width = 0;
  for (const char byte : utf8)  // every byte but the continuations 10xxxxxx begins a character
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++width;
  return width;
}

std::string left(std::string_view text, std::size_t width) {
  std::string padded = visible(text);
  const std::size_t used = width_of(padded);
  if (used < width) padded.append(width - used, ' ');
  return padded;
}

std::string right(std::string_view text, std::size_t width) {
  const std::string shown = visible(text);
  const std::size_t used = width_of(shown);
  return (used < width ? std::string(width - used, ' ') : std::string{}) + shown;
}

std::string wrapped(std::string_view words, std::size_t width, std::size_t indent) {
  const std::string shown = visible(words);
  std::string_view text = shown;
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    const std::size_t wide = width_of(word);
    if (column > indent && column + 1 + wide > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += wide;
  }
  return out;
}

}  // namespace caseload::reports
