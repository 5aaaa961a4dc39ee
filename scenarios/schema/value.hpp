#pragma once

// Values a file may hold, each with its shape and the way it is read.
//
// Simple ones are functions here: share(), duration(…), one_of(…). They combine: list_of(v),
// map_of(v), converted<T>(v, f), located(v). Objects are in object.hpp.

#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "scenarios/schema/reader.hpp"
#include "scenarios/schema/shape.hpp"
#include "scenarios/text/quantities.hpp"
#include "scenarios/text/utf8.hpp"

namespace caseload::scenarios {

template <class T>
struct Value {
  using type = T;
  Shape shape;
  // Fills the value, or tells the reader why it cannot and leaves it as it was.
  std::function<void(const Node&, Reader&, T&)> read;
};

// Numbers between two bounds; `unit` is for people: "mmHg", "per patient and month".
Value<double> number(double minimum, double maximum, std::string unit = {});
Value<double> number_above(double minimum, double maximum,
                           std::string unit = {});  // minimum excluded
Value<double> share();                              // 0 … 1
Value<int> whole_number(int minimum, int maximum, std::string unit = {});
Value<bool> flag();
Value<Cents> dollars(double maximum);  // 0 … maximum

// Durations ("20min"), both bounds included; in_minutes and in_days are for fields that keep a
// number.
Value<SimDuration> duration(SimDuration minimum, SimDuration maximum);
Value<double> duration_in_minutes(SimDuration minimum, SimDuration maximum);

Value<std::string> text(std::string expected,
                        std::string example);            // one line, not empty, ≤ 200 bytes
Value<std::string> code();                               // "99457": five letters or digits
Value<care::ClockSpan> clock_span(std::string example);  // "12:00-12:30"
Value<care::ClockSpan> shift();                          // may end on the next day
Value<care::ClockSpan> watch();                          // the same, up to a whole day
Value<CalendarMonth> calendar_month();
Value<LocalDay> date();
Value<care::DaySpan> dates();          // 2026-11-23..2026-11-27, or one date
Value<care::DaySpan> month_or_date();  // 2026-03 is all of it

// For scalars: reads its text with `parse`. Quoted or not makes no difference.
template <class T>
Value<T> parsed(Shape shape, std::function<Parsed<T>(std::string_view)> parse) {
  return {shape, [shape, parse](const Node& node, Reader& reader, T& out) {
            if (!node.is_scalar())
              return reader.error(node.place, fmt::format("expected {}", shape.expected));
            Parsed<T> value = parse(node.text);
            if (!value)
              return reader.error(node.place, fmt::format("\"{}\": {}", node.text, value.error()));
            out = std::move(*value);
          }};
}

// One of these words, in any case: RN is rn.
template <class T>
Value<T> one_of(std::vector<std::pair<std::string, T>> choices) {
  Shape shape{.kind = Shape::Kind::Text};
  for (const auto& [word, value] : choices) shape.choices.push_back(word);
  shape.expected = fmt::format("one of {}", fmt::join(shape.choices, ", "));
  shape.example = shape.choices.front();
  return parsed<T>(shape, [shape, choices](std::string_view text) -> Parsed<T> {
    for (const auto& [word, value] : choices)
      if (lower(word) == lower(text)) return value;
    return std::unexpected(
        fmt::format("expected {}{}", shape.expected, suggestion(text, shape.choices)));
  });
}

// The same value with where it stood.
template <class T>
Value<Located<T>> located(Value<T> value) {
  return {value.shape, [read = value.read](const Node& node, Reader& reader, Located<T>& out) {
            out.place = node.place;
            out.path = reader.path();
            read(node, reader, out.value);
          }};
}

// Turned into another type; `convert` may refuse with what was expected.
template <class To, class From>
Value<To> converted(Value<From> from, std::function<Parsed<To>(const From&)> convert) {
  return {from.shape, [read = from.read, convert](const Node& node, Reader& reader, To& out) {
            const std::size_t errors_before = reader.errors();
            From value{};
            read(node, reader, value);
            if (reader.errors() != errors_before) return;  // it has been told what is wrong
            Parsed<To> result = convert(value);
            if (!result) return reader.error(node.place, result.error());
            out = std::move(*result);
          }};
}

template <class T>
Value<std::vector<T>> list_of(Value<T> item, std::size_t items_min, std::size_t items_max = 1000) {
  Shape shape{.kind = Shape::Kind::List,
              .expected = fmt::format("a list of: {}", item.shape.expected),
              .item = std::make_shared<Shape>(std::move(item.shape)),
              .items_min = items_min,
              .items_max = items_max};
  return {shape, [read = std::move(item.read), items_min, items_max](
                     const Node& node, Reader& reader, std::vector<T>& out) {
            if (!node.is_list()) return reader.error(node.place, "expected a list: [one, another]");
            if (node.items.size() < items_min)
              return reader.error(node.place, fmt::format("expected at least {} item{}", items_min,
                                                          items_min == 1 ? "" : "s"));
            if (node.items.size() > items_max)
              return reader.error(node.place, fmt::format("{} items; expected at most {}",
                                                          node.items.size(), items_max));
            std::vector<T> items;
            for (std::size_t i = 0; i < node.items.size(); ++i) {
              const Reader::Step step(reader, item_step(node.items[i], i));
              read(node.items[i], reader, items.emplace_back());
            }
            out = std::move(items);
          }};
}

// The same list, each value at most once.
template <class T>
Value<std::vector<T>> distinct(Value<std::vector<T>> list) {
  return {list.shape, [read = list.read](const Node& node, Reader& reader, std::vector<T>& out) {
            const std::size_t errors_before = reader.errors();
            read(node, reader, out);
            if (reader.errors() != errors_before) return;
            for (std::size_t i = 0; i < out.size(); ++i)
              if (std::find(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(i), out[i]) !=
                  out.begin() + static_cast<std::ptrdiff_t>(i))
                reader.error(node.items[i].place,
                             fmt::format("{} stands here twice", node.items[i].text));
          }};
}

// A map whose keys are the user's own words.
template <class T>
struct Named {
  Located<std::string> key;
  T value{};
};
template <class T>
Value<std::vector<Named<T>>> map_of(Value<T> item, std::string expected, std::size_t items_min) {
  Shape shape{.kind = Shape::Kind::Map,
              .expected = std::move(expected),
              .item = std::make_shared<Shape>(std::move(item.shape)),
              .items_min = items_min};
  return {shape, [read = std::move(item.read), shape](const Node& node, Reader& reader,
                                                      std::vector<Named<T>>& out) {
            if (!node.is_map() || node.entries.size() < shape.items_min ||
                node.entries.size() > shape.items_max)
              return reader.error(node.place, fmt::format("expected {}", shape.expected));
            std::vector<Named<T>> entries;
            for (const Entry& entry : node.entries) {
              const Reader::Step step(reader, entry.key);
              Named<T>& added = entries.emplace_back();
              added.key = {entry.key, entry.key_place, reader.path()};
              if (entry.value.kind == Node::Kind::Empty)
                reader.error(entry.key_place,
                             fmt::format("has no value; expected {}", shape.item->expected));
              else read(entry.value, reader, added.value);
            }
            out = std::move(entries);
          }};
}

// Where all of the object is a default, it is told as one: nobody wants six lines about one
// duration.
template <class T>
Value<T> told_as_one(Value<T> value) {
  value.shape.told_as_one = true;
  return value;
}

// Items of the list or entries of the map take what they do not say from an embedded file.
template <class T>
Value<T> with_presets(Value<T> value, Presets presets) {
  value.shape.presets = std::move(presets);
  return value;
}

}  // namespace caseload::scenarios
