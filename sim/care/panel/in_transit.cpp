#include "sim/care/panel/in_transit.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload::care {

InTransit::InTransit(SimTime start, SimDuration every) : last_tick_(start), every_(every) {
  CASELOAD_CHECK(every > SimDuration{}, "the platform must look at readings now and then");
}

void InTransit::send(const Delivery& delivery) {
  const SimDuration ahead = delivery.reading.received_at - last_tick_;
  CASELOAD_CHECK(ahead > SimDuration{}, "a reading arrives before it is sent");
  const auto tick = static_cast<std::size_t>((ahead - SimDuration{1}) / every_);
  if (tick >= ticks_.size()) ticks_.resize(tick + 1, kNone);
  std::uint32_t& filling = ticks_[tick];
  if (filling == kNone || blocks_[filling].count == blocks_[filling].deliveries.size()) {
    filling = open_block(filling);
  }
  Block& block = blocks_[filling];
  block.deliveries[block.count++] = delivery;
}

std::uint32_t InTransit::open_block(std::uint32_t next) {
  const std::uint32_t at = free_ == kNone ? blocks_.size() : free_;
  Block& block = blocks_.open(at);
  if (free_ != kNone) free_ = block.next;
  block.count = 0;
  block.next = next;
  return at;
}

const std::vector<Delivery>& InTransit::take_tick() {
  last_tick_ += every_;
  arrived_.clear();
  order_.clear();
  in_order_.clear();
  if (ticks_.empty()) return in_order_;

  for (std::uint32_t at = ticks_.front(); at != kNone;) {
    Block& block = blocks_[at];
    for (std::uint32_t i = 0; i < block.count; ++i) {
      const telemetry::Reading& reading = block.deliveries[i].reading;
      const auto place = static_cast<std::uint32_t>(arrived_.size());
      order_.push_back({reading.received_at, reading.device, reading.sequence, place});
      arrived_.push_back(block.deliveries[i]);
    }
    const std::uint32_t taken = std::exchange(at, block.next);
    block.next = std::exchange(free_, taken);
  }
  ticks_.pop_front();
  std::ranges::sort(order_, {}, [](const Place& place) {
    return std::tuple{place.received_at, place.device, place.sequence};
  });
  for (const Place& place : order_) in_order_.push_back(arrived_[place.place]);
  return in_order_;
}

}  // namespace caseload::care
