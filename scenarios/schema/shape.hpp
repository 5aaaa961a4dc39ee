#pragma once

// What a value in a file may look like, as plain data.
//
// Made together with the function that reads the value (value.hpp), so that the loader, the merging
// of defaults, the JSON Schema and the reference page all speak of the same keys.

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace caseload::scenarios {

struct ObjectShape;

// Entries of a map or items of a list may each take defaults of their own, from an embedded file:
// the layer of their name, then the layer "any".
struct Presets {
  std::string file{};  // "defaults/conditions.yaml"
  std::string by{};  // the member of an item that names its layer ("role"); empty: the entry's key
};

struct Shape {
  enum class Kind { Number, Integer, Flag, Text, List, Map, Object };
  Kind kind = Kind::Text;
  std::string expected{};  // completes "expected …": "a share between 0 and 1"
  std::string unit{};      // "mmHg"; empty: none, or part of the text
  std::string example{};   // as a file would write it

  std::optional<double> minimum{}, maximum{};  // Number, Integer
  bool above_minimum = false;                  // Number: the minimum itself is out
  std::string pattern{};                       // Text: an ECMA regular expression, anchored
  std::vector<std::string> choices{};          // Text: nothing else is accepted
  std::shared_ptr<const Shape> item{};         // List, Map
  std::size_t items_min = 0;                   // List, Map
  std::size_t items_max = 1000;                // List, Map: what a person writes, not a bomb
  bool single_item_alone = false;              // List: [x] may be written x
  bool number_alone = false;                   // List: a number may stand for all of it
  std::optional<Presets> presets{};            // List, Map

  std::shared_ptr<const ObjectShape> object{};  // Object
  bool told_as_one = false;  // Object: where all of it is a default, it is one default
};

// One key of an object.
struct Member {
  std::string key{};
  std::string description{};
  Shape shape{};
  bool optional = false;          // may be absent, without a default
  bool own_value_wanted = false;  // moves the answer: a plain yes needs the practice's own value
  std::string ask{};              // then: how to ask for it, "what share of calls is answered"
};

struct ObjectShape {
  std::vector<Member> members;
  std::vector<std::vector<std::string>> alternatives;  // of each group exactly one is given
};

}  // namespace caseload::scenarios
