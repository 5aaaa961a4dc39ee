#include "sim/base/check.hpp"

#include <fmt/format.h>

namespace caseload {

void fail_check(const char* condition, const char* message, const std::source_location& where) {
  throw CheckFailed(fmt::format("{}:{}: check failed: {}: {}", where.file_name(), where.line(),
                                condition, message));
}

}  // namespace caseload
