#pragma once

// The files that are part of the program: rule sets, defaults and the library of scenarios, byte
// for byte as they stand under scenarios/. A file given on the command line always wins over one of
// these.

#include <optional>
#include <string_view>
#include <vector>

namespace caseload::scenarios {

// By path below scenarios/: "rules/medicare_2026.yaml".
std::optional<std::string_view> embedded(std::string_view path);

// All paths, in order.
std::vector<std::string_view> embedded_files();

}  // namespace caseload::scenarios
