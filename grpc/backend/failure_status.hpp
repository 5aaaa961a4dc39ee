#pragma once

// What a caller is told of something that was thrown while it was served.

#include <grpcpp/support/status.h>

#include <exception>

#include "grpc/backend/database.hpp"

namespace caseload::wire {

// Damage is DATA_LOSS: to try again would find the same. Any other failure of the store is
// UNAVAILABLE. What is left is a fault of ours, INTERNAL, and names no file of our sources: what
// exactly failed is for the backend's own log.
inline grpc::Status status_of(const std::exception& failure) {
  using enum grpc::StatusCode;
  if (dynamic_cast<const StoreDamaged*>(&failure) != nullptr) return {DATA_LOSS, failure.what()};
  if (dynamic_cast<const StoreInterrupted*>(&failure) != nullptr)
    return {CANCELLED, "given up: nobody waits for the answer, or the backend is shutting down"};
  if (dynamic_cast<const StoreFailure*>(&failure) != nullptr) return {UNAVAILABLE, failure.what()};
  return {INTERNAL, "a check of the backend failed; its log says which"};
}

}  // namespace caseload::wire
