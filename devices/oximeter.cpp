#include "devices/oximeter.hpp"

namespace caseload::devices {

// What an oximeter can show; domain.md, 3.3.
constexpr std::int32_t kSpo2Low = 50, kSpo2High = 100;
constexpr std::int32_t kPulseLow = 30, kPulseHigh = 220;

sim::Device::Deliveries Oximeter::measure(const sim::Vitals& truth, sim::SimTime at,
                                          std::uint32_t sequence) const {
  const auto [artefact, spo2_luck, pulse_luck, unused] = hardware_.error_luck(sequence);
  const double spo2 = truth.spo2_percent + settings_->bias_sd_percent * hardware_.bias() +
                      settings_->spo2_percent.draw(artefact, spo2_luck);
  const double pulse = truth.pulse_bpm + settings_->pulse_bpm.draw(artefact, pulse_luck);
  const sim::Oximetry reading{
      .spo2_percent = shown(spo2, settings_->resolution_percent, kSpo2Low, kSpo2High),
      .pulse_bpm = shown(pulse, 1, kPulseLow, kPulseHigh)};
  return deliver(*delivery_, hardware_, reading, at, sequence);
}

}  // namespace caseload::devices
