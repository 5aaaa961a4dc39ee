#pragma once

// The part of a device's error that stays with the patient.
//
// A cuff that is too small for this arm reads high every day (a persistent bias per
// patient). It is drawn at the patient's address, so that whoever sets the patient's limits and the
// emulated hardware know the same one.

#include "sim/base/ids.hpp"
#include "sim/base/random.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::population {

// Standard normal; times the bias_sd of a signal it is the bias of this patient's device.
double device_bias(const RandomKey& random, PatientId patient, telemetry::DeviceKind kind);

}  // namespace caseload::population
