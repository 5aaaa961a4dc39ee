#include "devices/oximeter.hpp"

namespace caseload::devices {

telemetry::Device::Deliveries Oximeter::measure(const telemetry::Vitals& truth, SimTime at,
                                                std::uint32_t sequence) const {
  const auto [artefact, spo2_random, pulse_random, unused] = hardware_.error_random(sequence);
  const double spo2 = truth.spo2_percent + settings_->bias_sd_percent * hardware_.bias() +
                      settings_->spo2_percent.draw(artefact, spo2_random);
  const double pulse = truth.pulse_bpm + settings_->pulse_bpm.draw(artefact, pulse_random);
  const telemetry::Oximetry reading{
      .spo2_percent = shown(spo2, settings_->resolution_percent, kSpo2Range),
      .pulse_bpm = shown(pulse, 1, kPulseRange)};
  return deliver(*delivery_, hardware_, reading, at, sequence);
}

}  // namespace caseload::devices
