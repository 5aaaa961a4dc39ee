#pragma once

// What stands in a file, before anybody asks what it means: scalars, lists and maps with their
// places.
//
// Unlike yaml-cpp's own nodes this tree has no aliases, no duplicate keys and no hidden
// conversions: see parse_yaml.hpp for what is refused on the way.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace caseload::scenarios {

// A text and the name messages call it by. Nodes share it.
struct Document {
  std::string name;
  std::string text;

  std::string_view line(std::size_t number) const;  // from 1, without the line break
};
using DocumentPtr = std::shared_ptr<const Document>;

// Where something stands: line and byte column from 1, and how many bytes of that line to
// underline.
struct Place {
  DocumentPtr document;
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t length = 1;

  std::size_t character() const;  // the column in characters, as editors count
};

struct Entry;

struct Node {
  enum class Kind { Empty, Scalar, List, Map };
  Kind kind = Kind::Empty;
  Place place;
  std::string text;            // Scalar
  bool quoted = false;         // Scalar: written in quotes, hence never a number
  std::vector<Node> items;     // List
  std::vector<Entry> entries;  // Map, in the order of the file; keys are distinct

  bool is_map() const { return kind == Kind::Map; }
  bool is_list() const { return kind == Kind::List; }
  bool is_scalar() const { return kind == Kind::Scalar; }
  const Node* find(std::string_view key) const;  // null: not a map, or no such key
};

struct Entry {
  std::string key;
  Place key_place;
  Node value;
};

// In one line of flow style: what messages and lists of defaults show. Long ones end in "…".
std::string one_line(const Node& node);

// The comment at the end of a line ("assumed" in `share: 0.2  # assumed`), without the #; empty:
// none.
std::string_view comment_beside(const Place& place);

}  // namespace caseload::scenarios
