#include "grpc/client/retry.hpp"

#include <optional>
#include <random>

#include "grpc/client/backoff.hpp"
#include "grpc/client/failures.hpp"

namespace caseload::wire {

grpc::Status retry(Patience& patience, const Attempt& attempt) {
  Backoff backoff;
  // Jitter must differ between processes that lost the same backend; nothing simulated depends on
  // it.
  std::optional<std::minstd_rand> random;
  grpc::Status status{grpc::StatusCode::CANCELLED, "stopped"};
  while (!patience.stopped()) {
    status = attempt(patience.answer_due());
    if (status.ok() || !worth_repeating(status) || patience.over()) break;
    if (!random) random.emplace(std::random_device{}());
    patience.rest(backoff.wait(std::uniform_real_distribution<>()(*random)));
  }
  return status;
}

grpc::Status retry(const LinkOptions& options, const Attempt& attempt) {
  Patience patience(options);
  return retry(patience, attempt);
}

}  // namespace caseload::wire
