#pragma once

// What is known of a patient's papers, as an enrolment on the wire carries it.

#include "caseload/v1/patient.pb.h"
#include "grpc/convert/findings.hpp"
#include "sim/rules/documentation.hpp"

namespace caseload::wire {

void encode(const rules::Documentation& documentation, v1::Documentation& out);
// Of a patient who is enrolled.
rules::Documentation decode(const v1::Documentation& message, Findings& findings);

}  // namespace caseload::wire
