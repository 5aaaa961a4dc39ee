#pragma once

// YAML text to a tree, or the one syntax error that stops it.
//
// A subset on purpose: one document, a map at its root, no anchors and aliases, no tags, no
// duplicate keys, scalars as keys, at most 32 levels deep. Everything outside it is refused where
// it stands, so that a file means to us what it means to its reader. The tree is at most as large
// as its text.

#include <string>

#include "scenarios/text/node.hpp"
#include "sim/base/result.hpp"

namespace caseload::scenarios {

inline constexpr std::size_t kDeepestLevel = 32;

// `text` has passed accept_text (read_file.hpp).
Result<Node> parse_yaml(std::string text, std::string name);

}  // namespace caseload::scenarios
