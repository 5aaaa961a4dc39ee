#pragma once

// Which caseload this is: the number comes from CMakeLists.txt, the commit from git when it was
// built. Results carry the version alone, so that equal runs give equal bytes; the record of a run
// (run.json) and --version name the commit too.

#include <string_view>

namespace caseload::cli {

inline constexpr std::string_view kVersion = CASELOAD_VERSION;

// "7a337e6c81b4", with "+changes" where the tree was not that commit's; "unknown" outside git.
std::string_view commit();

}  // namespace caseload::cli
