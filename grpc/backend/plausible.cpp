#include "grpc/backend/plausible.hpp"

#include "grpc/convert/findings.hpp"

namespace caseload::wire {
namespace {

// Wider than any product's display, so that no true reading is refused (a cuff's own range is about
// 60 to 260 mmHg, a meter's 20 to 600 mg/dL); narrow enough to catch a wrong unit or a shifted
// field.
struct Check {
  Findings& findings;

  void within(std::int32_t value, std::int32_t low, std::int32_t high,
              std::string_view field) const {
    findings.expect(low <= value && value <= high, field, value,
                    fmt::format("{} to {}", low, high));
  }
  void operator()(const telemetry::BloodPressure& pressure) const {
    within(pressure.systolic_mmhg, 20, 350, "systolic_mmhg");
    within(pressure.diastolic_mmhg, 10, 250, "diastolic_mmhg");
    // The least pressure of a beat lies below its greatest, by definition: otherwise the fields are
    // swapped.
    findings.expect(pressure.diastolic_mmhg < pressure.systolic_mmhg, "diastolic_mmhg",
                    pressure.diastolic_mmhg,
                    fmt::format("less than systolic_mmhg, {}", pressure.systolic_mmhg));
    within(pressure.pulse_bpm, 10, 350, "pulse_bpm");
  }
  void operator()(const telemetry::Weight& weight) const {
    within(weight.grams, 500, 700'000, "grams");
  }
  void operator()(const telemetry::Glucose& glucose) const {
    within(glucose.mg_per_dl, 1, 2000, "mg_per_dl");
  }
  void operator()(const telemetry::Oximetry& oximetry) const {
    within(oximetry.spo2_percent, 1, 100, "spo2_percent");
    within(oximetry.pulse_bpm, 10, 350, "pulse_bpm");
  }
};

}  // namespace

std::string implausible(const telemetry::Reading& reading) {
  Findings findings;
  findings.expect(reading.sequence >= 1, "sequence", reading.sequence, "1 or more");
  findings.expect(reading.taken_at <= reading.received_at, "taken_at_us", iso(reading.taken_at),
                  "a moment not after received_at_us");
  std::visit(Check{findings}, reading.measurement);
  return findings.text();
}

}  // namespace caseload::wire
