#pragma once

// A file completed by what it did not say.
//
// Objects are completed key by key, at every depth. Everything else (a number, a list, a map of the
// user's own names) stands as given or is taken whole. Where keys are alternatives, the one that is
// given pushes out the default of the others.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/schema/shape.hpp"
#include "scenarios/text/node.hpp"

namespace caseload::scenarios {

// A value that was not given.
struct DefaultUsed {
  std::string path;        // "logging.logged_share"
  std::string value_text;  // "0.93"
  std::string basis;       // the comment beside it in scenarios/defaults: a source, or "assumed"
  bool own_value_wanted = false;  // it moves the answer: see Member
  std::string ask{};              // then: how to ask for it

  bool operator==(const DefaultUsed&) const = default;
};

// The root of an embedded file of defaults, by path ("defaults/conditions.yaml").
using DefaultsFile = std::function<const Node&(std::string_view)>;

// `given` over `defaults`; `used` receives one line per default, in the order of `shape`.
Node complete(const Node& given, const Node& defaults, const Shape& shape, const DefaultsFile& file,
              std::vector<DefaultUsed>& used);

}  // namespace caseload::scenarios
