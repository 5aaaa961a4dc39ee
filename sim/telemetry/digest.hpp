#pragma once

// One number per reading, so that two stores of the same run can be compared by a sum.

#include <cstdint>
#include <variant>

#include "sim/base/fingerprint.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::telemetry {

// A 64-bit digest of identity, moment and values of one reading. Not of received_at: a second copy
// of a reading is the same reading. Sums (modulo 2^64) do not depend on order.
inline std::uint64_t reading_digest(const Reading& reading) {
  Fingerprint digest;
  const auto add = [&digest](std::int32_t value) { digest.add(static_cast<std::uint32_t>(value)); };
  digest.add(number(reading.patient));
  digest.add(number(reading.device));
  digest.add(reading.sequence);
  digest.add(static_cast<std::uint64_t>(reading.taken_at.time_since_epoch().count()));
  digest.add(reading.measurement.index());
  if (const auto* pressure = std::get_if<BloodPressure>(&reading.measurement)) {
    add(pressure->systolic_mmhg);
    add(pressure->diastolic_mmhg);
    add(pressure->pulse_bpm);
  } else if (const auto* weight = std::get_if<Weight>(&reading.measurement)) {
    add(weight->grams);
  } else if (const auto* glucose = std::get_if<Glucose>(&reading.measurement)) {
    add(glucose->mg_per_dl);
  } else if (const auto* oximetry = std::get_if<Oximetry>(&reading.measurement)) {
    add(oximetry->spo2_percent);
    add(oximetry->pulse_bpm);
  }
  return digest.value();
}

}  // namespace caseload::telemetry
