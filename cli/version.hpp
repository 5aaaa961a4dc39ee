#pragma once

// Which caseload this is; the number comes from CMakeLists.txt.

#include <string_view>

namespace caseload::cli {

inline constexpr std::string_view kVersion = CASELOAD_VERSION;

}  // namespace caseload::cli
