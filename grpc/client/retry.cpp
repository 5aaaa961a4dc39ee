#include "grpc/client/retry.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>
#include <thread>

#include "grpc/client/backoff.hpp"
#include "grpc/client/failures.hpp"

namespace caseload::wire {
namespace {

using Clock = std::chrono::steady_clock;

// In slices, so that a person who presses Ctrl-C is not kept waiting.
void sleep_until(Clock::time_point until, const std::atomic<bool>* stop) {
  constexpr std::chrono::milliseconds kSlice{50};
  while (Clock::now() < until && !(stop && *stop)) {
    std::this_thread::sleep_until(std::min(until, Clock::now() + kSlice));
  }
}

}  // namespace

grpc::Status retry(const LinkOptions& options, const std::function<grpc::Status()>& attempt) {
  const Clock::time_point give_up = Clock::now() + options.retry_for;
  Backoff backoff;
  // Jitter must differ between processes that lost the same backend; nothing simulated depends on
  // it.
  std::optional<std::minstd_rand> random;
  for (;;) {
    grpc::Status status = attempt();
    const bool stopped = options.stop && *options.stop;
    if (status.ok() || !worth_repeating(status.error_code()) || stopped || Clock::now() >= give_up)
      return status;
    if (!random) random.emplace(std::random_device{}());
    const auto pause = backoff.wait(std::uniform_real_distribution<>()(*random));
    sleep_until(std::min(give_up, Clock::now() + pause), options.stop);
  }
}

}  // namespace caseload::wire
