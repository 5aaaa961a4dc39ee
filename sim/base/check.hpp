#pragma once

// Preconditions and invariants, on in every build.
//
// A failed check is a fault of ours. It throws, so that the trial can be ended with its seed, its
// number and the simulated time beside the message (exit code 70); nothing else may catch it. Where
// the platform has no exceptions (WebAssembly), the message is written to stderr and the program
// ends.

#include <source_location>
#include <stdexcept>
#include <string>

namespace caseload {

// Whether what is thrown can be caught here.
#if defined(__cpp_exceptions)
#define CASELOAD_EXCEPTIONS 1
#else
#define CASELOAD_EXCEPTIONS 0
#endif

class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// Throws CheckFailed("file:line: condition: message").
[[noreturn]] void fail_check(const char* condition, const char* message,
                             const std::source_location& where = std::source_location::current());

// Throws CheckFailed(message), or ends the program with it.
[[noreturn]] void fail(const std::string& message);

}  // namespace caseload

#define CASELOAD_CHECK(condition, message) \
  (static_cast<bool>(condition) ? void() : caseload::fail_check(#condition, message))
