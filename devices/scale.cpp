#include "devices/scale.hpp"

namespace caseload::devices {

telemetry::Device::Deliveries Scale::measure(const telemetry::Vitals& truth, SimTime at,
                                             std::uint32_t sequence) const {
  const auto [artefact, noise, unused0, unused1] = hardware_.error_random(sequence);
  const double grams = truth.weight_kg * 1000 + settings_->bias_sd_grams * hardware_.bias() +
                       settings_->weight_grams.draw(artefact, noise);
  return deliver(*delivery_, hardware_,
                 telemetry::Weight{shown(grams, settings_->resolution_grams, kWeightRange)}, at,
                 sequence);
}

}  // namespace caseload::devices
