#include "grpc/backend/registered.hpp"

#include <utility>

namespace caseload::wire {

Registration registration_of(const StoredRun& run) {
  v1::Registration message;
  if (!message.ParseFromString(run.registration))
    throw StoreDamaged("the store holds a registration that cannot be read");
  Result<Registration> registration = decode(message);
  if (!registration)
    throw StoreDamaged("the store holds a registration that cannot be read: " +
                       registration.error().text);
  return std::move(*registration);
}

}  // namespace caseload::wire
