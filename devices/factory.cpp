#include "devices/factory.hpp"

#include <memory>

namespace caseload::devices {
namespace {

// A meter's noise grows with the value; the limits of most patients lie around this one (assumed).
constexpr double kTypicalGlucose = 180;

sim::SignalNoise noise_of_signal(double bias_sd, const ReadingError& error, std::int32_t step) {
  return {.bias_sd = bias_sd,
          .noise_sd = error.noise_sd,
          .artefact_share = error.artefact_share,
          .artefact_sd = error.artefact_sd,
          .resolution = static_cast<double>(step)};
}

}  // namespace

sim::DeviceFactory make_device_factory(const DeviceSettings& settings) {
  return [shared = std::make_shared<const DeviceSettings>(settings)](
             sim::DeviceKind kind, sim::PatientId patient, sim::DeviceId id,
             const sim::Luck& luck) -> std::unique_ptr<sim::Device> {
    const Hardware hardware(kind, patient, id, luck);
    switch (kind) {
      case sim::DeviceKind::Cuff:
        return std::make_unique<Cuff>(shared->cuff, shared->delivery, hardware);
      case sim::DeviceKind::Scale:
        return std::make_unique<Scale>(shared->scale, shared->delivery, hardware);
      case sim::DeviceKind::Glucometer:
        return std::make_unique<Glucometer>(shared->glucometer, shared->delivery, hardware);
      case sim::DeviceKind::Oximeter:
        break;
    }
    return std::make_unique<Oximeter>(shared->oximeter, shared->delivery, hardware);
  };
}

sim::DeviceNoise noise_of(const DeviceSettings& settings) {
  const GlucometerSettings& meter = settings.glucometer;
  const ReadingError meter_error{.noise_sd = meter.noise_share * kTypicalGlucose,
                                 .artefact_share = meter.artefact_share,
                                 .artefact_sd = meter.artefact_sd_mg_per_dl};
  return {.systolic_mmhg = noise_of_signal(settings.cuff.bias_sd_mmhg, settings.cuff.pressure_mmhg,
                                           settings.cuff.resolution_mmhg),
          .weight_grams = noise_of_signal(settings.scale.bias_sd_grams, settings.scale.weight_grams,
                                          settings.scale.resolution_grams),
          .glucose_mg_per_dl =
              noise_of_signal(meter.bias_sd_mg_per_dl, meter_error, meter.resolution_mg_per_dl),
          .spo2_percent =
              noise_of_signal(settings.oximeter.bias_sd_percent, settings.oximeter.spo2_percent,
                              settings.oximeter.resolution_percent),
          .usable_share = share_arriving_within_a_day(settings.delivery)};
}

}  // namespace caseload::devices
