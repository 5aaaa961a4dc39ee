#include "grpc/client/failures.hpp"

#include <fmt/format.h>

#include <chrono>

#include "sim/base/visible.hpp"

namespace caseload::wire {
namespace {

// Whose fault an answer that is no answer is.
Error::Kind kind_of(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::ALREADY_EXISTS:  // the run's name is taken
    case grpc::StatusCode::UNIMPLEMENTED:   // that is no backend of this protocol
    case grpc::StatusCode::UNAUTHENTICATED:
    case grpc::StatusCode::PERMISSION_DENIED:
      return Error::Kind::BadInput;
    default:
      return Error::Kind::Incorrect;
  }
}

}  // namespace

void give_up(const LinkOptions& options, const grpc::Status& status,
             std::uint64_t unacknowledged_readings) {
  if (worth_repeating(status.error_code())) {
    const double seconds = std::chrono::duration<double>(options.retry_for).count();
    throw Unreachable(
        fmt::format(
            "{}: no answer for {:g} s; readings not acknowledged: {}; the last attempt said: {}",
            options.target, seconds, unacknowledged_readings, visible(status.error_message())),
        unacknowledged_readings);
  }
  throw Refused(kind_of(status.error_code()),
                fmt::format("{}: {}", options.target, visible(status.error_message())));
}

}  // namespace caseload::wire
