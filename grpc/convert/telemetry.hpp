#pragma once

// Readings, patients and alerts, between the simulated world and the wire.
//
// `encode` overwrites `out`. `decode` accepts only what `encode` can have written, up to the
// meaning of the values (that is the backend's to judge: backend/plausible.hpp), and otherwise
// names the field.

#include "caseload/v1/alert.pb.h"
#include "caseload/v1/patient.pb.h"
#include "caseload/v1/reading.pb.h"
#include "sim/base/result.hpp"
#include "sim/rules/alert_rules.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::wire {

// Monitoring of a patient ends.
struct Withdrawal {
  PatientId patient{};
  SimTime at;
  bool operator==(const Withdrawal&) const = default;
};

void encode(const telemetry::Reading& reading, v1::Reading& out);
void encode(const telemetry::Enrolment& enrolment, v1::Enrolment& out);
void encode(const Withdrawal& withdrawal, v1::Withdrawal& out);
void encode(const telemetry::Alert& alert, v1::Alert& out);
void encode(const rules::AlertRuleSettings& settings, v1::AlertRuleSettings& out);

Result<telemetry::Reading> decode(const v1::Reading& message);
Result<telemetry::Enrolment> decode(const v1::Enrolment& message);
Result<Withdrawal> decode(const v1::Withdrawal& message);
Result<telemetry::Alert> decode(const v1::Alert& message);
Result<rules::AlertRuleSettings> decode(const v1::AlertRuleSettings& message);

}  // namespace caseload::wire
