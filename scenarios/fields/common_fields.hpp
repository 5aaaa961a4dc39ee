#pragma once

// Values that several parts of a scenario share.

#include <vector>

#include "scenarios/schema/object.hpp"
#include "sim/base/duration_law.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::scenarios {

// {lognormal: {mean: 12, cv: 0.55}}, {constant: 3} or another law, in minutes.
Value<DurationLaw> minutes();

// A Beta by {mean: 0.7, sd: 0.25}, or by {mean: 0.4, concentration: 4}.
Value<BetaShape> beta_by_sd();
Value<BetaShape> beta_by_concentration();

Value<rules::Role> role();
Value<telemetry::DeviceKind> device_kind();

}  // namespace caseload::scenarios
