#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace caseload {

void fail_check(const char* condition, const char* message, const std::source_location& where) {
  fail(fmt::format("{}:{}: check failed: {}: {}", where.file_name(), where.line(), condition,
                   message));
}

void fail(const std::string& message) {
#if CASELOAD_EXCEPTIONS
  throw CheckFailed(message);
#else
  std::fprintf(stderr, "%s\n", message.c_str());
  std::abort();
#endif
}

}  // namespace caseload
