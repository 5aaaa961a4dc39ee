#pragma once

// The registration of a stored run.

#include "grpc/backend/store_reader.hpp"
#include "grpc/convert/registration.hpp"

namespace caseload::wire {

// Throws StoreDamaged where the store holds something else.
Registration registration_of(const StoredRun& run);

}  // namespace caseload::wire
