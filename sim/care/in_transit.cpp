#include "sim/care/in_transit.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload::sim {

InTransit::InTransit(SimTime start, SimDuration every) : last_tick_(start), every_(every) {
  CASELOAD_CHECK(every > SimDuration{}, "the platform must look at readings now and then");
}

void InTransit::send(const Delivery& delivery) {
  const SimDuration ahead = delivery.reading.received_at - last_tick_;
  CASELOAD_CHECK(ahead > SimDuration{}, "a reading arrives before it is sent");
  const auto tick = static_cast<std::size_t>((ahead - SimDuration{1}) / every_);
  if (tick >= ticks_.size()) ticks_.resize(tick + 1);
  ticks_[tick].push_back(delivery);
}

std::vector<Delivery> InTransit::take_tick() {
  last_tick_ += every_;
  if (ticks_.empty()) return {};
  std::vector<Delivery> arrived = std::move(ticks_.front());
  ticks_.pop_front();
  std::ranges::sort(arrived, {}, [](const Delivery& delivery) {
    const Reading& reading = delivery.reading;
    return std::tuple{reading.received_at, number(reading.device), reading.sequence};
  });
  return arrived;
}

}  // namespace caseload::sim
