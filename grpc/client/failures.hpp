#pragma once

// How a conversation with a backend can go wrong for good.

#include <grpcpp/support/status.h>

#include <cstdint>
#include <stdexcept>
#include <string>

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
// what it acknowledged. Asking again would not help.
class Refused : public std::runtime_error {
 public:
  Refused(Error::Kind kind, const std::string& text) : std::runtime_error(text), kind_(kind) {}
  Error error() const { return {kind_, what()}; }

 private:
  Error::Kind kind_;
};

// Whether a call that ended like this may succeed when made again: the other side was away, slow or
// restarting. Everything else is an answer.
inline bool worth_repeating(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::ABORTED:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::UNKNOWN:  // "Stream removed": the connection went away under the call
      return true;
    default:
      return false;
  }
}

// After the last attempt: throws Unreachable where it might have been repeated, else Refused.
[[noreturn]] void give_up(const LinkOptions& options, const grpc::Status& status,
                          std::uint64_t unacknowledged_readings);

}  // namespace caseload::wire
