#include "devices/cuff.hpp"

#include <algorithm>

namespace caseload::devices {

// Diastolic stays below systolic, whatever the noise says (assumed).
constexpr std::int32_t kLeastPulsePressure = 10;

telemetry::Measurement Cuff::measure(const telemetry::Vitals& truth, const Hardware& hardware,
                                     std::uint32_t sequence) const {
  const auto [artefact, systolic_random, diastolic_random, pulse_random] =
      hardware.error_random(sequence);
  const double bias = settings_->bias_sd_mmhg * hardware.bias();
  const std::int32_t step = settings_->resolution_mmhg;
  const ReadingError& error = settings_->pressure_mmhg;

  telemetry::BloodPressure reading;
  reading.systolic_mmhg =
      shown(telemetry::SignalKind::Systolic,
            truth.systolic_mmhg + bias + error.draw(artefact, systolic_random), step);
  reading.diastolic_mmhg =
      std::min(shown(telemetry::SignalKind::Diastolic,
                     truth.diastolic_mmhg + bias + error.draw(artefact, diastolic_random), step),
               reading.systolic_mmhg - kLeastPulsePressure);
  reading.pulse_bpm = shown(telemetry::SignalKind::Pulse,
                            truth.pulse_bpm + settings_->pulse_bpm.draw(artefact, pulse_random), 1);
  return reading;
}

}  // namespace caseload::devices
