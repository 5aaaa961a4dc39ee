#pragma once

// What devices draw luck for. The entity is the device's number, the index its sequence. (A
// device's persistent bias is its patient's: sim/population/device_noise.hpp.)

#include <array>

#include "sim/base/random.hpp"

namespace caseload::devices {

inline constexpr StreamId kMeasurementError{"devices.measurement_error"};
inline constexpr StreamId kDelivery{"devices.delivery"};

inline constexpr std::array kDeviceStreams{kMeasurementError, kDelivery};

}  // namespace caseload::devices
