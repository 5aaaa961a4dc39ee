#pragma once

// A device that hands on each measurement as soon as its connection lets it: no store but the
// connection's own wait, no clock but the true one.

#include <concepts>
#include <cstdint>
#include <memory>
#include <vector>

#include "devices/delivery.hpp"
#include "devices/hardware.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::devices {

// What turns the truth into what a display shows: pure, by (device, sequence) alone. Planning needs
// no more of a device than this.
template <class T>
concept Sensor = requires(const T& sensor, const telemetry::Vitals& truth, const Hardware& hardware,
                          std::uint32_t sequence) {
  { sensor.measure(truth, hardware, sequence) } -> std::convertible_to<telemetry::Measurement>;
  { T::kKind } -> std::convertible_to<telemetry::DeviceKind>;
};

template <Sensor S>
class ConnectedDevice final : public telemetry::DeviceSession {
 public:
  // The delivery settings must outlive this.
  ConnectedDevice(const S& sensor, const DeliverySettings& delivery, const Hardware& hardware)
      : sensor_(sensor), delivery_(&delivery), hardware_(hardware) {}

  DeviceId id() const override { return hardware_.id(); }
  telemetry::DeviceKind kind() const override { return S::kKind; }
  void measure(const telemetry::Vitals& truth, SimTime at,
               std::vector<telemetry::Reading>& out) override {
    ++sequence_;
    deliver(*delivery_, hardware_, sensor_.measure(truth, hardware_, sequence_), at, sequence_,
            out);
  }

 private:
  S sensor_;
  const DeliverySettings* delivery_;
  Hardware hardware_;
  std::uint32_t sequence_ = 0;  // of the last measurement
};

template <Sensor S>
std::unique_ptr<telemetry::DeviceSession> session_of(const S& sensor,
                                                     const DeliverySettings& delivery,
                                                     const Hardware& hardware) {
  return std::make_unique<ConnectedDevice<S>>(sensor, delivery, hardware);
}

}  // namespace caseload::devices
