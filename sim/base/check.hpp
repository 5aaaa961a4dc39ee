#pragma once

// Preconditions and invariants, on in every build.
//
// A failed check is a fault of ours. It throws, so that the trial can be ended with its seed, its
// number and the simulated time beside the message (exit code 70); nothing else may catch it.

#include <source_location>
#include <stdexcept>
#include <string>

namespace caseload {

class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// Throws CheckFailed("file:line: condition: message").
[[noreturn]] void fail_check(const char* condition, const char* message,
                             const std::source_location& where = std::source_location::current());

}  // namespace caseload

#define CASELOAD_CHECK(condition, message) \
  (static_cast<bool>(condition) ? void() : caseload::fail_check(#condition, message))
