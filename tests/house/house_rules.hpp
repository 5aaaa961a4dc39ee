#pragma once

// The rules of the house as functions of a file's path and text, so that they can be shown to bite.

#include <string>
#include <string_view>
#include <vector>

namespace caseload::house {

struct SourceFile {
  std::string path;  // from the repository root: sim/care/clinic.hpp
  std::string text;
};

// One line per breach: "sim/care/clinic.hpp:7: sim/care may not include cli/".
using Breaches = std::vector<std::string>;

// Who may include whom: the arrows of ARCHITECTURE.md.
Breaches arrows(const SourceFile& file);
// Every third-party library has its home.
Breaches libraries(const SourceFile& file);
// Headers are guarded, lines are of spaces, files are short, includes start at the repository root.
Breaches form(const SourceFile& file);
// Inside the simulated world nobody asks what time it is or throws real dice, and a client of the
// wire waits by the Clock it was given.
Breaches determinism(const SourceFile& file);

// All C++ files of the tree below `root`, by path. Generated and built files are not of the tree.
std::vector<SourceFile> sources(std::string_view root);

}  // namespace caseload::house
