#include "devices/factory.hpp"

#include <memory>

#include "devices/connected_device.hpp"

namespace caseload::devices {
namespace {

population::SignalNoise noise_of_signal(double bias_sd, const ReadingError& error,
                                        std::int32_t step, std::int32_t lowest) {
  return {.bias_sd = bias_sd,
          .noise_sd = error.noise_sd,
          .noise_share = 0,
          .artefact_share = error.artefact_share,
          .artefact_sd = error.artefact_sd,
          .resolution = static_cast<double>(step),
          .lowest = static_cast<double>(lowest)};
}

}  // namespace

telemetry::DeviceFactory make_device_factory(const DeviceSettings& settings) {
  return [shared = std::make_shared<const DeviceSettings>(settings)](
             telemetry::DeviceKind kind, PatientId patient, DeviceId id,
             const RandomKey& random) -> std::unique_ptr<telemetry::DeviceSession> {
    const Hardware hardware(kind, patient, id, random);
    switch (kind) {
      case telemetry::DeviceKind::Cuff:
        return session_of(Cuff(shared->cuff), shared->delivery, hardware);
      case telemetry::DeviceKind::Scale:
        return session_of(Scale(shared->scale), shared->delivery, hardware);
      case telemetry::DeviceKind::Glucometer:
        return session_of(Glucometer(shared->glucometer), shared->delivery, hardware);
      case telemetry::DeviceKind::Oximeter:
        break;
    }
    return session_of(Oximeter(shared->oximeter), shared->delivery, hardware);
  };
}

population::DeviceNoise noise_of(const DeviceSettings& settings) {
  const auto& [cuff, scale, meter, oximeter, delivery] = settings;
  return {
      .systolic_mmhg = noise_of_signal(cuff.bias_sd_mmhg, cuff.pressure_mmhg, cuff.resolution_mmhg,
                                       telemetry::signal(telemetry::SignalKind::Systolic).low),
      .weight_grams =
          noise_of_signal(scale.bias_sd_grams, scale.weight_grams, scale.resolution_grams,
                          telemetry::signal(telemetry::SignalKind::Weight).low),
      .glucose_mg_per_dl = {.bias_sd = meter.bias_sd_mg_per_dl,
                            .noise_sd = meter.noise_share * kGlucoseNoiseFrom,
                            .noise_share = meter.noise_share,
                            .artefact_share = meter.artefact_share,
                            .artefact_sd = meter.artefact_sd_mg_per_dl,
                            .resolution = static_cast<double>(meter.resolution_mg_per_dl),
                            .lowest = static_cast<double>(
                                telemetry::signal(telemetry::SignalKind::Glucose).low)},
      .spo2_percent = noise_of_signal(oximeter.bias_sd_percent, oximeter.spo2_percent,
                                      oximeter.resolution_percent,
                                      telemetry::signal(telemetry::SignalKind::Spo2).low),
      .usable_share = share_arriving_within_a_day(delivery),
      .arriving_share = 1 - delivery.missing_share};
}

}  // namespace caseload::devices
