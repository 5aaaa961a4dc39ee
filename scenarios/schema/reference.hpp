#pragma once

// A shape as a page for people: every key, what it may be, its default and where that comes from.

#include <string>

#include "scenarios/schema/known_default.hpp"
#include "scenarios/schema/shape.hpp"

namespace caseload::scenarios {

// Markdown. One section per key of the root, one row per key below it.
std::string reference(const Shape& root, const KnownDefaults& defaults);

}  // namespace caseload::scenarios
