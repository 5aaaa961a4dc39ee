#pragma once

// Readings on their way from the devices to the platform.
//
// They arrive in the order of (received_at, device, sequence), whatever the order in which they
// were sent. The platform looks at ticks; readings wait sorted by the tick at which they will be
// seen, so sending costs O(1) and a tick sorts only its own.

#include <deque>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::sim {

struct Delivery {
  Reading reading;
  bool copy = false;  // a second delivery of the same reading
};

class InTransit {
 public:
  // Ticks are at start + n · every, n ≥ 1; every > 0.
  InTransit(SimTime start, SimDuration every);

  // Requires: received after the last tick taken.
  void send(const Delivery& delivery);

  // The next tick's instant.
  SimTime next_tick() const { return last_tick_ + every_; }
  // Moves on to the next tick and returns what has arrived by then, in order.
  std::vector<Delivery> take_tick();

 private:
  SimTime last_tick_;
  SimDuration every_;
  std::deque<std::vector<Delivery>> ticks_;  // from the next tick on
};

}  // namespace caseload::sim
