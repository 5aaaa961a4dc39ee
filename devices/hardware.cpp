#include "devices/hardware.hpp"

#include <algorithm>
#include <cmath>

#include "devices/stream_ids.hpp"
#include "sim/base/distributions.hpp"
#include "sim/population/device_noise.hpp"

namespace caseload::devices {

Hardware::Hardware(telemetry::DeviceKind kind, PatientId patient, DeviceId id,
                   const RandomKey& random)
    : random_(random),
      patient_(patient),
      id_(id),
      bias_(population::device_bias(random, patient, kind)) {}

std::array<double, 4> Hardware::error_random(std::uint32_t sequence) const {
  return random_.stream(kMeasurementError, number(id_)).four_at(sequence);
}

std::array<double, 4> Hardware::delivery_random(std::uint32_t sequence) const {
  return random_.stream(kDelivery, number(id_)).four_at(sequence);
}

double ReadingError::draw(double artefact_random, double noise_random) const {
  const double sd = artefact_random < artefact_share ? artefact_sd : noise_sd;
  return sd * normal_quantile(noise_random);
}

std::int32_t shown(telemetry::SignalKind signal, double value, std::int32_t step) {
  const telemetry::Signal& range = telemetry::signal(signal);
  const auto steps = static_cast<std::int32_t>(std::lround(value / step));
  return std::clamp(steps * step, range.low, range.high);
}

}  // namespace caseload::devices
