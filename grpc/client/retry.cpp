#include "grpc/client/retry.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>

#include "grpc/client/backoff.hpp"
#include "grpc/client/failures.hpp"
#include "sim/base/clock.hpp"

namespace caseload::wire {
namespace {

// In slices, so that a person who presses Ctrl-C is not kept waiting.
void sleep_until(Clock& clock, Clock::Moment until, const std::atomic<bool>* stop) {
  constexpr std::chrono::milliseconds kSlice{50};
  while (clock.now() < until && !(stop && *stop)) {
    clock.sleep_until(std::min<Clock::Moment>(until, clock.now() + kSlice));
  }
}

}  // namespace

grpc::Status retry(const LinkOptions& options, const std::function<grpc::Status()>& attempt) {
  Clock& clock = *options.clock;
  const Clock::Moment give_up = clock.now() + options.retry_for;
  Backoff backoff;
  // Jitter must differ between processes that lost the same backend; nothing simulated depends on
  // it.
  std::optional<std::minstd_rand> random;
  for (;;) {
    grpc::Status status = attempt();
    const bool stopped = options.stop && *options.stop;
    if (status.ok() || !worth_repeating(status.error_code()) || stopped || clock.now() >= give_up)
      return status;
    if (!random) random.emplace(std::random_device{}());
    const auto pause = backoff.wait(std::uniform_real_distribution<>()(*random));
    sleep_until(clock, std::min<Clock::Moment>(give_up, clock.now() + pause), options.stop);
  }
}

}  // namespace caseload::wire
