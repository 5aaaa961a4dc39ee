#pragma once

// The doors of the simulated world. Outside sim/ they are implemented by emulated hardware
// (devices/) and by a real connection to a backend (grpc/); inside, by the in-process rules.

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/telemetry/alert.hpp"
#include "sim/telemetry/limits.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::telemetry {

// One emulated piece of hardware, owned by one patient. Its luck is at the device's own address, so
// a measurement depends on (device, sequence) alone.
class Device {
 public:
  virtual ~Device() = default;
  virtual DeviceId id() const = 0;
  virtual DeviceKind kind() const = 0;

  // One measurement as it arrives: its deliveries, each the same reading (identity and values) with
  // its own received_at, in order of arrival. Empty: it was lost for good. Two: it was duplicated.
  // `sequence` counts this device's measurements from 1.
  struct Deliveries {
    std::size_t count = 0;
    std::array<Reading, 2> readings;
    std::span<const Reading> all() const { return {readings.data(), count}; }
  };
  virtual Deliveries measure(const Vitals& truth, SimTime at, std::uint32_t sequence) const = 0;
};

// Emulated hardware for one patient, made by whoever knows the products.
using DeviceFactory =
    std::function<std::unique_ptr<Device>(DeviceKind, PatientId, DeviceId, const RandomKey&)>;

// What the platform must know before it can alert or bill.
struct Enrolment {
  PatientId patient{};
  SimTime monitoring_from;  // the clock of the device periods starts on this day
  Limits limits;
  std::vector<DeviceId>
      devices;  // in order; the first stands for the patient where none was heard yet
  std::vector<DeviceKind> device_kinds;  // same length
};

// Takes readings in the order in which they arrive at the platform.
class ReadingSink {
 public:
  virtual ~ReadingSink() = default;
  virtual void enrol(const Enrolment& enrolment) = 0;
  virtual void withdraw(PatientId patient, SimTime at) = 0;
  // received_at never decreases from one call to the next. Duplicates are welcome.
  virtual void accept(const Reading& reading) = 0;
  // This reading will be handed in soon: whoever holds a large panel may fetch what it will need.
  // Changes nothing, and nothing hangs on being told.
  virtual void expect(const Reading&) const {}
};

// Judges what the sink has taken.
class AlertSource {
 public:
  virtual ~AlertSource() = default;
  // "Nothing earlier than `watermark` will come." Returns the alerts raised up to it (raised_at ≤
  // watermark) and not handed on before, in their order. Watermarks never decrease.
  virtual std::vector<Alert> advance(SimTime watermark) = 0;
};

}  // namespace caseload::telemetry
