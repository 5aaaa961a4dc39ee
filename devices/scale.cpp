#include "devices/scale.hpp"

namespace caseload::devices {

telemetry::Measurement Scale::measure(const telemetry::Vitals& truth, const Hardware& hardware,
                                      std::uint32_t sequence) const {
  const auto [artefact, noise, unused0, unused1] = hardware.error_random(sequence);
  const double grams = truth.weight_kg * 1000 + settings_->bias_sd_grams * hardware.bias() +
                       settings_->weight_grams.draw(artefact, noise);
  return telemetry::Weight{
      shown(telemetry::SignalKind::Weight, grams, settings_->resolution_grams)};
}

}  // namespace caseload::devices
