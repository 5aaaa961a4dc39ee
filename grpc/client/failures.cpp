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

// Whoever is sent away for want of TLS or of a certificate is told nothing: the connection ends.
std::string_view hint(const LinkOptions& options, const grpc::Status& status) {
  if (status.error_message().find("Socket closed") == std::string::npos) return {};
  if (options.credentials && options.credentials->tls)
    return " (it may ask for a certificate that it knows: --tls-cert, --tls-key)";
  return " (it may speak TLS only: --tls-ca)";
}

}  // namespace

bool worth_repeating(const grpc::Status& status) {
  if (!why_not_believed(status).empty()) return false;
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::ABORTED:
    case grpc::StatusCode::UNKNOWN:  // "Stream removed": the connection went away under the call
      return true;
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      // gRPC's own words for both directions ("Received message larger than max (20 vs. 10)"); it
      // has no code for it.
      return status.error_message().find("larger than max") == std::string::npos;
    default:
      return false;
  }
}

Error failure(const LinkOptions& options, const grpc::Status& status, std::string_view asked) {
  if (const std::string why = why_not_believed(status); !why.empty())
    return {Error::Kind::BadInput, fmt::format("{}: {}", options.target, visible(why))};
  if (!worth_repeating(status)) {
    return {kind_of(status.error_code()),
            fmt::format("{}: {}", options.target, visible(status.error_message()))};
  }
  if (options.stop != nullptr && *options.stop) {
    return {
        Error::Kind::Interrupted,
        fmt::format("stopped while {} was awaited; there is nothing to report", options.target)};
  }
  const double seconds = std::chrono::duration<double>(options.retry_for).count();
  return {Error::Kind::Unreachable,
          fmt::format("{}: no answer for {:g} s; {}; the last attempt said: {}{}", options.target,
                      seconds, asked, visible(status.error_message()), hint(options, status))};
}

}  // namespace caseload::wire
