#pragma once

// Maps whose keys are days of the week: {mon-fri: "08:00-16:30", sat+sun: "09:00-12:00"}.
//
// Between braces YAML takes each comma for the end of an entry, so that {mon,wed: "08:00-12:00"}
// is a mon without hours and a wed. It is told once, with what to write instead.

#include <string>
#include <utility>
#include <vector>

#include "scenarios/schema/value.hpp"

namespace caseload::scenarios {

// The map without the keys that a comma cut off, each group of them told to the reader.
Node without_cut_off_days(const Node& map, Reader& reader);

template <class T>
Value<std::vector<Named<T>>> by_days(Value<T> item, std::string expected, std::size_t items_min) {
  Value<std::vector<Named<T>>> map = map_of(std::move(item), std::move(expected), items_min);
  return {map.shape,
          [read = map.read](const Node& node, Reader& reader, std::vector<Named<T>>& out) {
            read(node.is_map() ? without_cut_off_days(node, reader) : node, reader, out);
          }};
}

}  // namespace caseload::scenarios
