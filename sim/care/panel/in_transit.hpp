#pragma once

// Readings on their way from the devices to the platform.
//
// They arrive in the order of (received_at, device, sequence), whatever the order in which they
// were sent. The platform looks at ticks; readings wait in blocks for the tick at which they will
// be seen, so sending costs O(1), a tick sorts only its own, and memory follows what is on its way.

#include <array>
#include <deque>
#include <vector>

#include "sim/base/stable_table.hpp"
#include "sim/base/time.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::care {

struct Delivery {
  telemetry::Reading reading;
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
  // Moves on to the next tick and returns what has arrived by then, in order; good until the next
  // call.
  const std::vector<Delivery>& take_tick();

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Block {
    std::array<Delivery, 15> deliveries;
    std::uint32_t count = 0;
    std::uint32_t next = kNone;  // of the same tick, or of the free ones
  };
  struct Place {
    SimTime received_at;
    DeviceId device{};
    std::uint32_t sequence = 0;
    std::uint32_t place = 0;  // in arrived_
  };

  std::uint32_t open_block(std::uint32_t next);

  SimTime last_tick_;
  SimDuration every_;
  StableTable<Block> blocks_;
  std::uint32_t free_ = kNone;
  std::deque<std::uint32_t> ticks_;  // the block being filled of each, from the next tick on
  // Of the last tick taken.
  std::vector<Delivery> arrived_;
  std::vector<Place> order_;
  std::vector<Delivery> in_order_;
};

}  // namespace caseload::care
