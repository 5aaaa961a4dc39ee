#include "devices/glucometer.hpp"

#include <algorithm>

namespace caseload::devices {

telemetry::Measurement Glucometer::measure(const telemetry::Vitals& truth, const Hardware& hardware,
                                           std::uint32_t sequence) const {
  const auto [artefact, noise, unused0, unused1] = hardware.error_random(sequence);
  const ReadingError error{
      .noise_sd = settings_->noise_share * std::max(truth.glucose_mg_per_dl, kGlucoseNoiseFrom),
      .artefact_share = settings_->artefact_share,
      .artefact_sd = settings_->artefact_sd_mg_per_dl};
  const double value = truth.glucose_mg_per_dl + settings_->bias_sd_mg_per_dl * hardware.bias() +
                       error.draw(artefact, noise);
  return telemetry::Glucose{
      shown(telemetry::SignalKind::Glucose, value, settings_->resolution_mg_per_dl)};
}

}  // namespace caseload::devices
