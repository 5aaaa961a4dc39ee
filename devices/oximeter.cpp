#include "devices/oximeter.hpp"

namespace caseload::devices {

telemetry::Measurement Oximeter::measure(const telemetry::Vitals& truth, const Hardware& hardware,
                                         std::uint32_t sequence) const {
  const auto [artefact, spo2_random, pulse_random, unused] = hardware.error_random(sequence);
  const double spo2 = truth.spo2_percent + settings_->bias_sd_percent * hardware.bias() +
                      settings_->spo2_percent.draw(artefact, spo2_random);
  const double pulse = truth.pulse_bpm + settings_->pulse_bpm.draw(artefact, pulse_random);
  const telemetry::Oximetry reading{
      .spo2_percent = shown(telemetry::SignalKind::Spo2, spo2, settings_->resolution_percent),
      .pulse_bpm = shown(telemetry::SignalKind::Pulse, pulse, 1)};
  return reading;
}

}  // namespace caseload::devices
