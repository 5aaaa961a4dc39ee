#pragma once

// How long to wait before trying again: longer each time, and never in step with others.

#include <algorithm>
#include <chrono>

namespace caseload::wire {

struct BackoffSettings {
  std::chrono::milliseconds first{50};
  std::chrono::milliseconds longest{2000};
  double factor = 1.6;
  double jitter = 0.3;  // each wait is spread by this share to either side
};

class Backoff {
 public:
  explicit Backoff(BackoffSettings settings = {}) : settings_(settings), next_(settings.first) {}

  // The next wait. `uniform` in [0, 1).
  std::chrono::milliseconds wait(double uniform) {
    const double spread = 1.0 + settings_.jitter * (2.0 * uniform - 1.0);
    const Milliseconds now = next_ * spread;
    next_ = std::min<Milliseconds>(next_ * settings_.factor, settings_.longest);
    return std::chrono::round<std::chrono::milliseconds>(now);
  }

 private:
  using Milliseconds = std::chrono::duration<double, std::milli>;
  BackoffSettings settings_;
  Milliseconds next_;
};

}  // namespace caseload::wire
