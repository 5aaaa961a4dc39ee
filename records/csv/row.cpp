#include <fmt/format.h>

#include <charconv>

#include "records/csv/table.hpp"
#include "scenarios/text/quantities.hpp"

namespace caseload::records {
namespace {

// What a field holds, as far as a reason repeats it: whole characters of UTF-8.
std::string shortened(std::string_view text) {
  constexpr std::size_t kMostBytes = 40;
  if (text.size() <= kMostBytes) return std::string(text);
  std::size_t end = kMostBytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace

std::string_view Row::text(std::size_t column) {
  const std::string_view written = has(column) ? fields_[place_[column]] : std::string_view{};
  if (written.empty() && columns_[column].required && !columns_[column].may_be_empty)
    reject(fmt::format("{} is empty", columns_[column].name));
  return written;
}

std::optional<bool> Row::yes_no(std::size_t column) {
  const auto parse = [](std::string_view word) -> std::optional<bool> {
    if (word == "yes" || word == "true" || word == "1") return true;
    if (word == "no" || word == "false" || word == "0") return false;
    return std::nullopt;
  };
  return word(column, parse, "expected yes or no");
}

std::optional<Moment> Row::moment(std::size_t column, const sim::ZoneTable& zone) {
  const std::string_view written = text(column);
  if (written.empty()) return std::nullopt;
  const auto moment = parse_moment(written, zone);
  if (moment) return *moment;
  complain(column, written, moment.error());
  return std::nullopt;
}

std::optional<sim::LocalDay> Row::day(std::size_t column, const sim::ZoneTable& zone) {
  const std::optional<Moment> read = moment(column, zone);
  if (!read) return std::nullopt;
  return read->day;
}

std::optional<double> Row::number(std::size_t column) {
  const std::string_view written = text(column);
  if (written.empty()) return std::nullopt;
  const auto number = scenarios::parse_number(written);
  if (number) return *number;
  complain(column, written, "expected a number such as 12 or 12.5");
  return std::nullopt;
}

std::optional<std::int64_t> Row::integer(std::size_t column) {
  const std::string_view written = text(column);
  if (written.empty()) return std::nullopt;
  std::int64_t value = 0;
  const char* end = written.data() + written.size();
  const auto [stopped, error] = std::from_chars(written.data(), end, value);
  if (error == std::errc{} && stopped == end) return value;
  complain(column, written, "expected a whole number");
  return std::nullopt;
}

void Row::complain(std::size_t column, std::string_view written, std::string_view what) {
  if (what.starts_with("expected"))
    reject(fmt::format("{} \"{}\": {}", columns_[column].name, shortened(written), what));
  else reject(fmt::format("{} \"{}\" {}", columns_[column].name, shortened(written), what));
}

void Row::reject(std::string_view why) {
  if (!why_.empty()) why_ += "; ";
  why_ += why;
}

std::string_view Row::lower_case(std::string_view word) {
  if (word.size() > word_.size()) return {};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    word_[i] = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return {word_.data(), word.size()};
}

}  // namespace caseload::records
