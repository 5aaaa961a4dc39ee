#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "records/csv/table.hpp"
#include "scenarios/text/quantities.hpp"
#include "sim/base/visible.hpp"

namespace caseload::records {
namespace {

// What a field holds, as far as a reason repeats it: whole characters of UTF-8, visible.
std::string shortened(std::string_view text) {
  constexpr std::size_t kMostBytes = 40;
  if (text.size() <= kMostBytes) return visible(text);
  std::size_t end = kMostBytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return visible(text.substr(0, end)) + "…";
}

}  // namespace

std::string_view Row::text(std::size_t column) {
  std::string_view written;
  if (mapped(column)) written = from_map(column);
  else if (place_[column] != kAbsent) written = fields_[place_[column]];
  if (written.empty() && columns_[column].required && !columns_[column].may_be_empty)
    reject(fmt::format("{} is empty", columns_[column].name));
  return written;
}

std::optional<bool> Row::yes_no(std::size_t column) {
  const auto parse = [this](std::string_view word) -> std::optional<bool> {
    if (word == "yes" || word == "true" || word == "1") return true;
    if (word == "no" || word == "false" || word == "0") return false;
    if (map_ != nullptr) {
      if (std::ranges::find(map_->yes, word) != map_->yes.end()) return true;
      if (std::ranges::find(map_->no, word) != map_->no.end()) return false;
    }
    return std::nullopt;
  };
  return word(column, parse, "expected yes or no");
}

std::optional<Moment> Row::moment(std::size_t column, const ZoneTable& zone) {
  const std::string_view written = text(column);
  if (written.empty()) return std::nullopt;
  if (map_ != nullptr && !map_->dates.empty()) return by_formats(column, written, zone);
  const auto moment = parse_moment(written, zone);
  if (moment) return *moment;
  complain(column, written, moment.error());
  return std::nullopt;
}

std::optional<Moment> Row::by_formats(std::size_t column, std::string_view written,
                                      const ZoneTable& zone) {
  for (const DateFormat& format : map_->dates) {
    const std::optional<WrittenTime> time = format.read(written);
    if (!time) continue;
    const auto moment = to_moment(*time, zone);
    if (moment) return *moment;
    complain(column, written, moment.error());
    return std::nullopt;
  }
  if (const auto moment = parse_moment(written, zone)) return *moment;
  complain(column, written,
           fmt::format("expected a time written as {}, as {} says", map_->dates.front().pattern(),
                       map_->file));
  return std::nullopt;
}

std::optional<LocalDay> Row::day(std::size_t column, const ZoneTable& zone) {
  const std::optional<Moment> read = moment(column, zone);
  if (!read) return std::nullopt;
  return read->day;
}

std::string_view Row::name(std::size_t column) {
  const std::string_view word = lower_case(translated(column, text(column)));
  for (char& c : word_)
    if (c == ' ' || c == '-') c = '_';
  return word;
}

std::optional<double> Row::number(std::size_t column) {
  const std::string_view written = text(column);
  if (written.empty()) return std::nullopt;
  const auto number = scenarios::parse_number(written);
  if (number) return *number;
  complain(column, written, "expected a number such as 12 or 12.5");
  return std::nullopt;
}

// "0:12:30" or "12:30", the last part of which is seconds.
static std::optional<double> clocked_minutes(std::string_view written, std::size_t parts) {
  double seconds = 0;
  for (std::size_t part = 1; part <= parts; ++part) {
    const std::size_t end = part == parts ? written.size() : written.find(':');
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    int value = 0;
    const auto [stopped, error] = std::from_chars(written.data(), written.data() + end, value);
    if (error != std::errc{} || stopped != written.data() + end || value < 0) return std::nullopt;
    if (part > 1 && value > 59) return std::nullopt;
    seconds = seconds * 60 + value;
    written.remove_prefix(std::min(end + 1, written.size()));
  }
  return seconds / 60;
}

std::optional<double> Row::minutes(std::size_t column) {
  const DurationUnit unit = map_ == nullptr ? DurationUnit::Minutes : map_->duration;
  if (unit == DurationUnit::HoursMinutesSeconds || unit == DurationUnit::MinutesSeconds) {
    const bool hours = unit == DurationUnit::HoursMinutesSeconds;
    const std::string_view written = text(column);
    if (written.empty()) return std::nullopt;
    const auto minutes = clocked_minutes(written, hours ? 3 : 2);
    if (!minutes)
      complain(column, written,
               fmt::format("expected a length such as {}, as {} says", hours ? "0:12:30" : "12:30",
                           map_->file));
    return minutes;
  }
  const std::optional<double> given = number(column);
  if (!given) return std::nullopt;
  return unit == DurationUnit::Seconds ? *given / 60
         : unit == DurationUnit::Hours ? *given * 60
                                       : *given;
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

std::string_view Row::from_map(std::size_t column) {
  Mapped& mapped = mapped_[column];
  if (mapped.source->always) return *mapped.source->always;
  if (mapped.places.size() == 1) return fields_[mapped.places.front()];
  mapped.joined.clear();
  for (const std::size_t place : mapped.places) {
    if (!mapped.joined.empty() && !fields_[place].empty()) mapped.joined += ' ';
    mapped.joined += fields_[place];
  }
  return mapped.joined;
}

std::string_view Row::translated(std::size_t column, std::string_view written) {
  const ColumnSource* source = map_ == nullptr ? nullptr : map_->find(columns_[column].name);
  if (source == nullptr || source->words.empty()) return written;
  phrase_ = written;
  for (char& c : phrase_)
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const auto ours = source->words.find(phrase_);
  return ours == source->words.end() ? written : std::string_view(ours->second);
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
