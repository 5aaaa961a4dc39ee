#pragma once

// How a measurement travels from the device to the platform: usually within minutes, sometimes
// hours later (store and forward), sometimes twice, sometimes never.

#include <vector>

#include "devices/hardware.hpp"
#include "sim/base/duration_law.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::devices {

struct DeliverySettings {
  DurationLaw delay = Lognormal(1.5, 1.1);  // minutes; median 1 (assumed: a cellular device)
  double missing_share = 0.01;              // never arrive (assumed: 1–3 % lose their connection)
  double duplicated_share = 0.005;          // arrive twice (assumed)
  double late_share = 0.02;                 // wait in the device for a connection (assumed)
  double late_mean_hours = 8;               // how long, exponential, on top of the delay (assumed)
};

// Adds the deliveries of one measurement to `out`: none where it is lost for good, two where it is
// duplicated.
void deliver(const DeliverySettings& settings, const Hardware& hardware,
             const telemetry::Measurement& measurement, SimTime at, std::uint32_t sequence,
             std::vector<telemetry::Reading>& out);

// The share of measurements that arrive within a day: later ones raise no alert (sim/rules).
double share_arriving_within_a_day(const DeliverySettings& settings);

}  // namespace caseload::devices
