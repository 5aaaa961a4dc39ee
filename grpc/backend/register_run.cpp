#include "grpc/backend/register_run.hpp"

#include <fmt/format.h>

#include "grpc/convert/registration.hpp"

namespace caseload::wire {
namespace {

std::string encoded(const Registration& registration) {
  v1::Registration message;
  encode(registration, message);
  return message.SerializeAsString();
}

}  // namespace

grpc::Status register_run(const v1::RegisterRunRequest& request, const std::string& owner,
                          Books& books, v1::RegisterRunResponse& response) {
  const Result<Registration> registration = decode(request.registration());
  if (!registration) return {grpc::StatusCode::INVALID_ARGUMENT, registration.error().text};

  // What was understood and not what was sent: a newer sender may say more, in other bytes.
  const std::string bytes = encoded(*registration);
  const RunName name{.name = registration->run, .owner = owner};
  const std::optional<StoredRun> known = books.reader.find_run(name);
  if (known && known->registration != bytes) {
    return {grpc::StatusCode::ALREADY_EXISTS,
            fmt::format("run {} is registered with another scenario, zone or rules",
                        registration->run)};
  }
  if (!known) books.writer.add_run(name, bytes);
  response.set_resumed(known.has_value());
  return grpc::Status::OK;
}

}  // namespace caseload::wire
