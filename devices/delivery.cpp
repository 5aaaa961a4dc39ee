#include "devices/delivery.hpp"

#include <cmath>

namespace caseload::devices {

void deliver(const DeliverySettings& settings, const Hardware& hardware,
             const telemetry::Measurement& measurement, SimTime at, std::uint32_t sequence,
             std::vector<telemetry::Reading>& out) {
  const auto [fate, delay_random, twice_random, second_random] = hardware.delivery_random(sequence);
  if (fate < settings.missing_share) return;

  telemetry::Reading reading{.patient = hardware.patient(),
                             .device = hardware.id(),
                             .sequence = sequence,
                             .taken_at = at,
                             .received_at = at + settings.delay.duration(delay_random),
                             .measurement = measurement};
  const double into_late = fate - settings.missing_share;
  if (into_late < settings.late_share) {
    // Given that it is below the share, the quotient is a uniform again.
    const double wait_random = into_late / settings.late_share;
    reading.received_at +=
        from_minutes(exponential_quantile(wait_random, settings.late_mean_hours * 60));
  }
  out.push_back(reading);
  if (twice_random < settings.duplicated_share) {
    reading.received_at += settings.delay.duration(second_random);
    out.push_back(reading);
  }
}

double share_arriving_within_a_day(const DeliverySettings& settings) {
  const double still_waiting =
      settings.late_share > 0 ? settings.late_share * std::exp(-24 / settings.late_mean_hours) : 0;
  return 1 - settings.missing_share - still_waiting;
}

}  // namespace caseload::devices
