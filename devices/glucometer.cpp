#include "devices/glucometer.hpp"

#include <algorithm>

namespace caseload::devices {

telemetry::Device::Deliveries Glucometer::measure(const telemetry::Vitals& truth, SimTime at,
                                                  std::uint32_t sequence) const {
  const auto [artefact, noise, unused0, unused1] = hardware_.error_random(sequence);
  const ReadingError error{
      .noise_sd = settings_->noise_share * std::max(truth.glucose_mg_per_dl, kGlucoseNoiseFrom),
      .artefact_share = settings_->artefact_share,
      .artefact_sd = settings_->artefact_sd_mg_per_dl};
  const double value = truth.glucose_mg_per_dl + settings_->bias_sd_mg_per_dl * hardware_.bias() +
                       error.draw(artefact, noise);
  return deliver(*delivery_, hardware_,
                 telemetry::Glucose{shown(value, settings_->resolution_mg_per_dl, kGlucoseRange)},
                 at, sequence);
}

}  // namespace caseload::devices
