#pragma once

// All hardware of a programme from one set of settings.

#include "devices/cuff.hpp"
#include "devices/delivery.hpp"
#include "devices/glucometer.hpp"
#include "devices/oximeter.hpp"
#include "devices/scale.hpp"
#include "sim/population/parameters.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::devices {

struct DeviceSettings {
  CuffSettings cuff;
  ScaleSettings scale;
  GlucometerSettings glucometer;
  OximeterSettings oximeter;
  DeliverySettings delivery;
};

// Makes devices that refer to the factory's settings: it (or a copy of it) must outlive them.
telemetry::DeviceFactory make_device_factory(const DeviceSettings& settings);

// What the population must know of the same hardware to set limits on what it shows; for
// PopulationModel::device_noise.
population::DeviceNoise noise_of(const DeviceSettings& settings);

}  // namespace caseload::devices
