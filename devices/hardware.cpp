#include "devices/hardware.hpp"

#include <algorithm>
#include <cmath>

#include "devices/purposes.hpp"
#include "sim/base/distributions.hpp"
#include "sim/population/device_noise.hpp"

namespace caseload::devices {

Hardware::Hardware(sim::DeviceKind kind, sim::PatientId patient, sim::DeviceId id,
                   const sim::Luck& luck)
    : luck_(luck), patient_(patient), id_(id), bias_(sim::device_bias(luck, patient, kind)) {}

std::array<double, 4> Hardware::error_luck(std::uint32_t sequence) const {
  return luck_.stream(kMeasurementError, sim::number(id_)).four_at(sequence);
}

std::array<double, 4> Hardware::delivery_luck(std::uint32_t sequence) const {
  return luck_.stream(kDelivery, sim::number(id_)).four_at(sequence);
}

double ReadingError::draw(double artefact_luck, double noise_luck) const {
  const double sd = artefact_luck < artefact_share ? artefact_sd : noise_sd;
  return sd * sim::normal_quantile(noise_luck);
}

std::int32_t shown(double value, std::int32_t step, ShownRange range) {
  const auto steps = static_cast<std::int32_t>(std::lround(value / step));
  return std::clamp(steps * step, range.low, range.high);
}

}  // namespace caseload::devices
