#include "records/date_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "records/scanner.hpp"

namespace caseload::records {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

// 1 to 12, or -1: by its first three letters, in any case.
int month_name(Scanner& scanner) {
  const std::string_view text = scanner.rest();
  if (text.size() < 3) return -1;
  std::string three(text.substr(0, 3));
  for (char& c : three) c = static_cast<char>(c | 0x20);
  const auto found = std::ranges::find(kMonths, three);
  if (found == kMonths.end()) return -1;
  scanner.skip(3);
  return static_cast<int>(found - kMonths.begin()) + 1;
}

bool half_day_is_next(Scanner scanner) { return half_day(scanner) >= 0; }

}  // namespace

std::expected<DateFormat, std::string> DateFormat::parse(std::string_view pattern) {
  using enum Part;
  constexpr std::array<std::pair<std::string_view, Part>, 15> kParts{{{"YYYY", LongYear},
                                                                      {"YY", ShortYear},
                                                                      {"MMM", MonthName},
                                                                      {"MM", Month},
                                                                      {"M", Month},
                                                                      {"DD", Day},
                                                                      {"D", Day},
                                                                      {"HH", Hour},
                                                                      {"H", Hour},
                                                                      {"hh", HourOfHalf},
                                                                      {"h", HourOfHalf},
                                                                      {"mm", Minute},
                                                                      {"ss", Second},
                                                                      {"AM", HalfDay},
                                                                      {"Z", Offset}}};
  DateFormat format;
  format.pattern_ = pattern;
  for (std::string_view rest = pattern; !rest.empty();) {
    const auto part = std::ranges::find_if(
        kParts, [rest](const auto& each) { return rest.starts_with(each.first); });
    if (part != kParts.end()) {
      if (format.has(part->second))
        return std::unexpected(fmt::format("{} stands there twice", part->first));
      format.tokens_.push_back({part->second});
      rest.remove_prefix(part->first.size());
      continue;
    }
    const char c = rest.front();
    const bool letter = ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z');
    if (letter && c != 'T')
      return std::unexpected(fmt::format(
          "\"{}\" is no part of a date; expected a pattern such as MM/DD/YYYY hh:mm AM of YYYY YY, "
          "MMM MM M, DD D, HH H, hh h, mm, ss, AM, Z",
          rest.substr(0, rest.find_first_of(" :/-.,"))));
    format.tokens_.push_back({Letter, c});
    rest.remove_prefix(1);
  }
  const auto is_number = [](const Token& token) {
    return token.part != Letter && token.part != MonthName && token.part != HalfDay &&
           token.part != Offset;
  };
  for (std::size_t i = 0; i + 1 < format.tokens_.size(); ++i)
    format.tokens_[i].exactly = is_number(format.tokens_[i + 1]);
  if (format.has(LongYear) == format.has(ShortYear) || format.has(Month) == format.has(MonthName) ||
      !format.has(Day))
    return std::unexpected("a date needs a year, a month and a day, each once");
  if (format.has(Hour) && format.has(HourOfHalf))
    return std::unexpected("HH counts to 23 and hh to 12; a pattern has one of them");
  if (format.has(HourOfHalf) != format.has(HalfDay))
    return std::unexpected("hh, which counts to 12, and AM stand together");
  if ((format.has(Hour) || format.has(HourOfHalf)) != format.has(Minute))
    return std::unexpected("a clock needs hours and minutes");
  return format;
}

bool DateFormat::has(Part part) const {
  return std::ranges::find(tokens_, part, &Token::part) != tokens_.end();
}

std::optional<WrittenTime> DateFormat::read(std::string_view text) const {
  Scanner scanner(text);
  int year = -1, month = -1, day = -1;
  int hour = 0, minute = 0, second = 0, half = -1;
  std::int64_t fraction = 0;
  WrittenTime written;
  bool clock = false;
  const auto two = [&](const Token& token) { return scanner.digits(token.exactly ? 2 : 1, 2); };
  for (const Token& token : tokens_) {
    if (scanner.done() && year >= 0 && month >= 0 && day >= 0 && !clock) break;  // a day alone
    bool read = true;
    switch (token.part) {
      case Part::LongYear:
        read = (year = scanner.digits(4)) >= 0;
        break;
      case Part::ShortYear:
        read = (year = scanner.digits(2)) >= 0;
        year += 2000;
        break;
      case Part::MonthName:
        read = (month = month_name(scanner)) >= 0;
        break;
      case Part::Month:
        read = (month = two(token)) >= 0;
        break;
      case Part::Day:
        read = (day = two(token)) >= 0;
        break;
      case Part::Hour:
        clock = true;
        hour = two(token);
        read = 0 <= hour && hour < 24;
        break;
      case Part::HourOfHalf:
        clock = true;
        hour = two(token);
        read = 1 <= hour && hour <= 12;
        break;
      case Part::Minute:
        minute = scanner.digits(2);
        read = 0 <= minute && minute < 60;
        break;
      case Part::Second:
        second = scanner.digits(2);
        read = 0 <= second && second < 60;
        if (read && scanner.take('.')) read = (fraction = scanner.fraction()) >= 0;
        break;
      case Part::HalfDay:
        read = (half = half_day(scanner)) >= 0;
        break;
      case Part::Offset:
        written.offset = scan_offset(scanner);
        read = !!written.offset;
        break;
      case Part::Letter:
        // 8:05AM does for 8:05 AM.
        read = token.letter == ' ' ? scanner.take_spaces() || half_day_is_next(scanner)
                                   : scanner.take(token.letter);
        break;
    }
    if (!read) return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!scanner.done() || year < 0 || month < 0 || day < 0 || !date.ok()) return std::nullopt;
  written.day = LocalDay{date};
  if (half >= 0) hour = hour % 12 + half;
  if (clock)
    written.clock = hours{hour} + minutes{minute} + seconds{second} + SimDuration{fraction};
  return written;
}

}  // namespace caseload::records
