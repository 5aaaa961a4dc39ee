#pragma once

// The clinic's words: what people do, who they are, what a device sent and where that stands
// against the patient's limits. American clinical units.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/limits.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/signals.hpp"

namespace caseload::reports {

std::string_view role_words(rules::Role role);              // registered nurse
std::string_view device_words(telemetry::DeviceKind kind);  // cuff

// One number a device sent, and where it stands against its patient's limits.
struct Signal {
  std::string_view name;     // systolic
  std::string_view unit;     // mmHg
  std::int32_t value = 0;    // in the units of Limits
  int decimals_shifted = 0;  // 3: grams are shown as kg, with one decimal
  telemetry::SignalLimits limits;
};
// Of one measurement, in the order in which people say them.
std::vector<Signal> signals(telemetry::DeviceKind kind, const telemetry::SignalValues& values,
                            const telemetry::Limits& limits);
std::vector<Signal> signals(const telemetry::Measurement& measurement,
                            const telemetry::Limits& limits);
std::string value_words(const Signal& signal, std::int32_t value);  // 142 mmHg; 81.4 kg
std::string band_words(const Signal& signal,
                       const telemetry::Band& band);  // ≤ 95 or ≥ 162 mmHg; "none"
std::string measurement_words(const telemetry::Measurement& measurement);  // 142/88 mmHg, pulse 71

}  // namespace caseload::reports
