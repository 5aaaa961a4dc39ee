#include "scenarios/fields/device_fields.hpp"

#include "scenarios/fields/common_fields.hpp"

namespace caseload::scenarios {
namespace {

using devices::ReadingError;

// A step of the display. The ends of the range a device shows are whole steps, so it divides
// `range_step`.
Value<std::int32_t> resolution(int largest, int range_step, const std::string& unit) {
  return converted<std::int32_t, int>(
      whole_number(1, largest, unit), [range_step](const int& step) -> Parsed<std::int32_t> {
        if (range_step % step != 0)
          return std::unexpected(
              fmt::format("expected a step that divides {}, such as 1 or 5", range_step));
        return step;
      });
}

Value<ReadingError> reading_error(double largest, const std::string& unit) {
  return told_as_one(object<ReadingError>(
      "the error of one reading",
      {field("noise_sd", &ReadingError::noise_sd, number(0, largest, unit),
             "SD of the ordinary error."),
       field("artefact_share", &ReadingError::artefact_share, share(),
             "Of readings, with an artefact: a loose cuff, somebody else on the scale."),
       field("artefact_sd", &ReadingError::artefact_sd, number(0, 10 * largest, unit),
             "SD of the error of those.")}));
}

Value<devices::CuffSettings> cuff() {
  using S = devices::CuffSettings;
  return object<S>(
      "a blood pressure cuff",
      {field("bias_sd", &S::bias_sd_mmhg, number(0, 30, "mmHg"),
             "Persistent, of this patient's cuff: its size, the arm."),
       field("pressure", &S::pressure_mmhg, reading_error(30, "mmHg"), "Of both pressures."),
       field("pulse", &S::pulse_bpm, reading_error(30, "beats a minute"), "Of the pulse."),
       field("resolution", &S::resolution_mmhg, resolution(10, 10, "mmHg"),
             "Step of the display.")});
}

Value<devices::ScaleSettings> scale() {
  using S = devices::ScaleSettings;
  return object<S>(
      "a weight scale",
      {field("bias_sd", &S::bias_sd_grams, number(0, 10'000, "grams"),
             "Persistent: the floor, the calibration."),
       field("weight", &S::weight_grams, reading_error(5'000, "grams"), "Of the weight."),
       field("resolution", &S::resolution_grams, resolution(1'000, 1'000, "grams"),
             "Step of the display.")});
}

Value<devices::GlucometerSettings> glucometer() {
  using S = devices::GlucometerSettings;
  return object<S>("a blood glucose meter",
                   {field("bias_sd", &S::bias_sd_mg_per_dl, number(0, 50, "mg/dL"),
                          "Persistent: the strips, the hand."),
                    field("noise_share", &S::noise_share, number(0, 0.5),
                          "SD as a share of the value, or of 100 mg/dL if that is more."),
                    field("artefact_share", &S::artefact_share, share(),
                          "Of readings, with an artefact: sugar on the finger."),
                    field("artefact_sd", &S::artefact_sd_mg_per_dl, number(0, 300, "mg/dL"),
                          "SD of the error of those."),
                    field("resolution", &S::resolution_mg_per_dl, resolution(20, 20, "mg/dL"),
                          "Step of the display.")});
}

Value<devices::OximeterSettings> oximeter() {
  using S = devices::OximeterSettings;
  return object<S>(
      "a pulse oximeter",
      {field("bias_sd", &S::bias_sd_percent, number(0, 10, "%"),
             "Persistent, of this patient and device."),
       field("spo2", &S::spo2_percent, reading_error(10, "%"), "Of the saturation."),
       field("pulse", &S::pulse_bpm, reading_error(30, "beats a minute"), "Of the pulse."),
       field("resolution", &S::resolution_percent, resolution(5, 50, "%"),
             "Step of the display.")});
}

Value<devices::DeliverySettings> delivery() {
  using S = devices::DeliverySettings;
  return object<S>(
      "how a reading travels to the platform",
      {field("delay", &S::delay, minutes(), "From the measurement to the platform, ordinarily."),
       field("missing_share", &S::missing_share, share(), "Never arrive."),
       field("duplicated_share", &S::duplicated_share, share(), "Arrive twice."),
       field("late_share", &S::late_share, share(), "Wait in the device for a connection."),
       field("late_mean_hours", &S::late_mean_hours, number_above(0, 720, "hours"),
             "How long those wait.")});
}

}  // namespace

Value<devices::DeviceSettings> device_fields() {
  using S = devices::DeviceSettings;
  return object<S>("the hardware patients take home",
                   {field("cuff", &S::cuff, cuff(), "Blood pressure cuffs."),
                    field("scale", &S::scale, scale(), "Weight scales."),
                    field("glucometer", &S::glucometer, glucometer(), "Blood glucose meters."),
                    field("oximeter", &S::oximeter, oximeter(), "Pulse oximeters."),
                    field("delivery", &S::delivery, delivery(), "How readings travel.")});
}

}  // namespace caseload::scenarios
