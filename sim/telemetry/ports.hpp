#pragma once

// The doors of the simulated world. Outside sim/ they are implemented by emulated hardware
// (devices/) and by a real connection to a backend (grpc/); inside, by the in-process rules.

#include <functional>
#include <memory>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/telemetry/alert.hpp"
#include "sim/telemetry/limits.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::telemetry {

// A patient's piece of hardware over time: it numbers what it measured, keeps it, and hands it on
// when its link lets it, the same reading twice or earlier ones too. Its random numbers are at the
// device's own address, so what a measurement shows depends on (device, sequence) alone.
class DeviceSession {
 public:
  virtual ~DeviceSession() = default;
  virtual DeviceId id() const = 0;
  virtual DeviceKind kind() const = 0;

  // The patient measures. Adds what is handed on because of it to `out`, each with its own
  // received_at, in the order in which it was sent; nothing where it is lost, or kept for later.
  // A reading handed on twice is the same reading: identity, values and time of measurement.
  virtual void measure(const Vitals& truth, SimTime at, std::vector<Reading>& out) = 0;
};

// Emulated hardware for one patient, made by whoever knows the products.
using DeviceFactory = std::function<std::unique_ptr<DeviceSession>(DeviceKind, PatientId, DeviceId,
                                                                   const RandomKey&)>;

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
  // watermark) and not handed on before, in their order; each about a patient who was enrolled. A
  // source whose alerts come from elsewhere has made sure of it. Watermarks never decrease.
  virtual std::vector<Alert> advance(SimTime watermark) = 0;
};

}  // namespace caseload::telemetry
