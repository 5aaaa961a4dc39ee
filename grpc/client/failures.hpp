#pragma once

// How a conversation with a backend can go wrong for good.

#include <grpcpp/support/status.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "grpc/client/link_options.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

// The backend stayed away for longer than we were told to wait. Exit 13.
class Unreachable : public std::runtime_error {
 public:
  Unreachable(const std::string& text, std::uint64_t unacknowledged_readings)
      : std::runtime_error(text), unacknowledged_readings_(unacknowledged_readings) {}
  std::uint64_t unacknowledged_readings() const { return unacknowledged_readings_; }

 private:
  std::uint64_t unacknowledged_readings_;
};

// The backend answered, and what it said rules the run out: it refused what we sent, or contradicts
// what it acknowledged or what we know. Asking again would not help.
class Refused : public std::runtime_error {
 public:
  Refused(Error::Kind kind, const std::string& text) : std::runtime_error(text), kind_(kind) {}
  Error error() const { return {kind_, what()}; }

 private:
  Error::Kind kind_;
};

// Whoever runs us asked to stop while an answer was awaited. Exit 130.
class Stopped : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Whether a call that ended like this may succeed when made again: the other side was away, slow or
// restarting. Everything else is an answer; a message that is larger than either side takes is no
// smaller the next time, and a server that was not believed no truer.
bool worth_repeating(const grpc::Status& status);

// How a question ended that got no answer, after the last attempt: Interrupted where we were told
// to stop; Unreachable where it might have been asked again; BadInput where the backend cannot or
// will not do what it was asked, or its certificate is not what it must be; Incorrect where it
// contradicts what it acknowledged, or makes no sense. `asked` completes "…: no answer for 3 s":
// "readings not acknowledged: 17".
Error failure(const LinkOptions& options, const grpc::Status& status, std::string_view asked);

}  // namespace caseload::wire
