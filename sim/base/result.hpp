#pragma once

// Other people's mistakes are values.
//
// An edge (a file, a socket, a database) returns Result<T>. The text is complete and ready to
// print: it says where, what, and what would have been right; it may hold many lines.

#include <expected>
#include <string>

namespace caseload {

struct Error {
  enum class Kind {
    BadInput,     // exit 2
    Unreachable,  // exit 13
    Incorrect,    // exit 11: a reading was lost, or two tellings of one run differ
    Internal,     // exit 70
    Interrupted,  // exit 130: the user asked to stop
  };
  Kind kind = Kind::BadInput;
  std::string text;
};

template <class T>
using Result = std::expected<T, Error>;

}  // namespace caseload
