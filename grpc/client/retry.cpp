#include "grpc/client/retry.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "grpc/client/backoff.hpp"
#include "grpc/client/failures.hpp"

namespace caseload::wire {

grpc::Status retry(const LinkOptions& options, const std::function<grpc::Status()>& attempt) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point give_up = Clock::now() + options.retry_for;
  Backoff backoff;
  // Jitter must differ between processes that lost the same backend; nothing simulated depends on
  // it.
  std::minstd_rand luck(std::random_device{}());
  for (;;) {
    grpc::Status status = attempt();
    if (status.ok() || !worth_repeating(status.error_code())) return status;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(give_up - Clock::now());
    if (left.count() <= 0) return status;
    const auto pause = backoff.wait(std::uniform_real_distribution<>()(luck));
    std::this_thread::sleep_for(std::min(pause, left));
  }
}

}  // namespace caseload::wire
