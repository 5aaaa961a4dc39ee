#pragma once

// Time that passes for whoever waits: for retries, deadlines and pauses, never for the simulated
// world, whose time is SimTime and waits for nobody.
//
// The port alone stands here. The wall's clock is at home where something real is waited for
// (grpc/client/wall_clock.hpp); tests turn the hands themselves.

#include <chrono>

namespace caseload {

class Clock {
 public:
  using Duration = std::chrono::nanoseconds;
  // Since a moment that stays the same while the process lives, and is not told.
  using Moment = std::chrono::time_point<Clock, Duration>;

  virtual ~Clock() = default;

  // Never goes back. Called from any thread.
  virtual Moment now() const = 0;
  // Returns at that moment or after it; at once where it has passed.
  virtual void sleep_until(Moment until) = 0;
};

}  // namespace caseload
