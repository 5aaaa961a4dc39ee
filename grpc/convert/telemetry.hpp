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
  sim::PatientId patient{};
  sim::SimTime at;
  bool operator==(const Withdrawal&) const = default;
};

void encode(const sim::Reading& reading, v1::Reading& out);
void encode(const sim::Enrolment& enrolment, v1::Enrolment& out);
void encode(const Withdrawal& withdrawal, v1::Withdrawal& out);
void encode(const sim::Alert& alert, v1::Alert& out);
void encode(const sim::AlertRuleSettings& settings, v1::AlertRuleSettings& out);

sim::Result<sim::Reading> decode(const v1::Reading& message);
sim::Result<sim::Enrolment> decode(const v1::Enrolment& message);
sim::Result<Withdrawal> decode(const v1::Withdrawal& message);
sim::Result<sim::Alert> decode(const v1::Alert& message);
sim::Result<sim::AlertRuleSettings> decode(const v1::AlertRuleSettings& message);

}  // namespace caseload::wire
