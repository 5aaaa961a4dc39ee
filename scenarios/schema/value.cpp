#include "scenarios/schema/value.hpp"

#include <algorithm>
#include <cmath>

namespace caseload::scenarios {
namespace {

// A number's own text, so that a message shows what was written: 1.20, not 1.2.
Value<double> ranged(Shape shape) {
  return {shape, [shape](const Node& node, Reader& reader, double& out) {
            if (!node.is_scalar() || node.quoted)
              return reader.error(node.place, fmt::format("expected {}{}", shape.expected,
                                                          node.quoted ? ", without quotes" : ""));
            const Parsed<double> value = parse_number(node.text);
            if (!value)
              return reader.error(node.place, fmt::format("\"{}\": {}", node.text, value.error()));
            const bool low =
                shape.above_minimum ? *value <= *shape.minimum : *value < *shape.minimum;
            if (low || *value > *shape.maximum)
              return reader.error(node.place, fmt::format("{} is out of range; expected {}",
                                                          node.text, shape.expected));
            if (shape.kind == Shape::Kind::Integer && *value != std::floor(*value))
              return reader.error(node.place, fmt::format("{} is not a whole number; expected {}",
                                                          node.text, shape.expected));
            out = *value;
          }};
}

Shape number_shape(double minimum, double maximum, std::string unit) {
  Shape shape{
      .kind = Shape::Kind::Number, .unit = std::move(unit), .minimum = minimum, .maximum = maximum};
  shape.expected = fmt::format("a number from {} to {}", minimum, maximum);
  if (!shape.unit.empty()) shape.expected += fmt::format(" ({})", shape.unit);
  return shape;
}

// "30s, 20min or 2d": some that are in range, so that whoever copies one is right.
std::string durations_between(SimDuration minimum, SimDuration maximum) {
  std::vector<std::string> fitting;
  for (const std::string_view one : {"30s", "20min", "48h", "2d"}) {
    const SimDuration duration = *parse_duration(one);
    if (minimum <= duration && duration <= maximum) fitting.emplace_back(one);
  }
  if (fitting.empty()) return spoken(maximum);
  const std::string last = fitting.back();
  fitting.pop_back();
  return fitting.empty() ? last : fmt::format("{} or {}", fmt::join(fitting, ", "), last);
}

Shape duration_shape(SimDuration minimum, SimDuration maximum) {
  return {.kind = Shape::Kind::Text,
          .expected = fmt::format("a duration from {} to {}, such as {}", spoken(minimum),
                                  spoken(maximum), durations_between(minimum, maximum)),
          .example = spoken(maximum),
          .pattern = R"(^([0-9]+(\.[0-9]+)?|\.[0-9]+)(s|min|h|d)$)"};
}

}  // namespace

std::string item_step(const Node& item, std::size_t index) {
  const Node* name = item.find("name");
  return name != nullptr && name->is_scalar() ? fmt::format("[{}]", name->text)
                                              : fmt::format("[{}]", index + 1);
}

Value<double> number(double minimum, double maximum, std::string unit) {
  return ranged(number_shape(minimum, maximum, std::move(unit)));
}

Value<double> number_above(double minimum, double maximum, std::string unit) {
  Shape shape = number_shape(minimum, maximum, std::move(unit));
  shape.above_minimum = true;
  shape.expected = fmt::format("a number above {}, at most {}", minimum, maximum);
  if (!shape.unit.empty()) shape.expected += fmt::format(" ({})", shape.unit);
  return ranged(std::move(shape));
}

Value<double> share() {
  Shape shape = number_shape(0, 1, "");
  shape.expected = "a share between 0 and 1";
  return ranged(std::move(shape));
}

Value<int> whole_number(int minimum, int maximum, std::string unit) {
  Shape shape = number_shape(minimum, maximum, std::move(unit));
  shape.kind = Shape::Kind::Integer;
  shape.expected = minimum == maximum
                       ? fmt::format("the number {}", minimum)
                       : fmt::format("a whole number from {} to {}", minimum, maximum);
  if (!shape.unit.empty()) shape.expected += fmt::format(" ({})", shape.unit);
  const auto read = ranged(shape).read;
  return {shape, [read](const Node& node, Reader& reader, int& out) {
            double value = out;
            read(node, reader, value);
            out = static_cast<int>(value);
          }};
}

Value<bool> flag() {
  const Shape shape{.kind = Shape::Kind::Flag, .expected = "true or false", .example = "true"};
  return {shape, [](const Node& node, Reader& reader, bool& out) {
            const std::string word = lower(node.text);
            if (!node.is_scalar() || node.quoted || (word != "true" && word != "false"))
              return reader.error(node.place, "expected true or false");
            out = word == "true";
          }};
}

Value<Cents> dollars(double maximum) {
  Shape shape = number_shape(0, maximum, "dollars");
  shape.expected = fmt::format("dollars from 0 to {}, such as 45.00", maximum);
  const auto in_range = ranged(shape).read;
  return {shape, [in_range](const Node& node, Reader& reader, Cents& out) {
            const std::size_t errors_before = reader.errors();
            double ignored = 0;
            in_range(node, reader, ignored);
            if (reader.errors() != errors_before) return;
            const Parsed<Cents> value = parse_dollars(node.text);
            if (!value)
              return reader.error(node.place, fmt::format("\"{}\": {}", node.text, value.error()));
            out = *value;
          }};
}

Value<SimDuration> duration(SimDuration minimum, SimDuration maximum) {
  const Shape shape = duration_shape(minimum, maximum);
  return parsed<SimDuration>(
      shape, [shape, minimum, maximum](std::string_view text) -> Parsed<SimDuration> {
        const Parsed<SimDuration> value = parse_duration(text);
        if (!value) return value;
        if (*value < minimum || *value > maximum)
          return std::unexpected(fmt::format("expected {}", shape.expected));
        return value;
      });
}

Value<double> duration_in_minutes(SimDuration minimum, SimDuration maximum) {
  return converted<double, SimDuration>(
      duration(minimum, maximum),
      [](const SimDuration& value) -> Parsed<double> { return to_minutes(value); });
}

Value<std::string> text(std::string expected, std::string example) {
  static constexpr std::size_t kLongest = 200;
  const Shape shape{
      .kind = Shape::Kind::Text, .expected = std::move(expected), .example = std::move(example)};
  return parsed<std::string>(shape, [shape](std::string_view written) -> Parsed<std::string> {
    if (written.find_first_not_of(' ') == std::string_view::npos || written.size() > kLongest ||
        std::ranges::any_of(written, [](unsigned char c) { return c < 0x20 || c == 0x7F; }))
      return std::unexpected(
          fmt::format("expected {}, in one line of at most {} bytes", shape.expected, kLongest));
    return std::string(written);
  });
}

Value<std::string> code() {
  const Shape shape{.kind = Shape::Kind::Text,
                    .expected = "a billing code of five letters or digits, in quotes",
                    .example = "99457",
                    .pattern = "^[0-9A-Z]{5}$"};
  return parsed<std::string>(shape, [shape](std::string_view written) -> Parsed<std::string> {
    const auto allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    if (written.size() != 5 || !std::ranges::all_of(written, allowed))
      return std::unexpected(fmt::format("expected {}", shape.expected));
    return std::string(written);
  });
}

namespace {
Shape clock_shape(std::string expected, std::string example = "08:00-16:30") {
  return {.kind = Shape::Kind::Text,
          .expected = std::move(expected),
          .example = std::move(example),
          .pattern = "^[0-2]?[0-9]:[0-5][0-9]-[0-2]?[0-9]:[0-5][0-9]$"};
}
}  // namespace

Value<care::ClockSpan> clock_span(std::string example) {
  return parsed<care::ClockSpan>(
      clock_shape(fmt::format("a span of a day such as \"{}\"", example), example),
      parse_clock_span);
}

Value<care::ClockSpan> shift() {
  return parsed<care::ClockSpan>(
      clock_shape("a span such as \"08:00-16:30\", or of a night, \"22:00-06:00\""), parse_shift);
}

Value<care::ClockSpan> watch() {
  return parsed<care::ClockSpan>(
      clock_shape("a span such as \"16:30-08:00\"; \"08:00-08:00\" lasts a day"), parse_watch);
}

Value<CalendarMonth> calendar_month() {
  return parsed<CalendarMonth>({.kind = Shape::Kind::Text,
                                .expected = "a month such as 2026-03",
                                .example = "2026-03",
                                .pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$"},
                               parse_calendar_month);
}

Value<LocalDay> date() {
  return parsed<LocalDay>({.kind = Shape::Kind::Text,
                           .expected = "a date such as 2026-03-01",
                           .example = "2026-03-01",
                           .pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
                          parse_date);
}

Value<care::DaySpan> dates() {
  return parsed<care::DaySpan>(
      {.kind = Shape::Kind::Text,
       .expected = "dates such as 2026-11-23..2026-11-27, or one date",
       .example = "2026-11-23..2026-11-27",
       .pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(\\.\\.[0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
      parse_dates);
}

Value<care::DaySpan> month_or_date() {
  return parsed<care::DaySpan>({.kind = Shape::Kind::Text,
                                .expected = "a month such as 2026-03, or a date such as 2026-03-16",
                                .example = "2026-03",
                                .pattern = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"},
                               parse_month_or_date);
}

}  // namespace caseload::scenarios
