#pragma once

// What is known of a patient's papers, as an enrolment on the wire carries it.

#include "caseload/v1/patient.pb.h"
#include "grpc/convert/findings.hpp"
#include "sim/rules/standing.hpp"

namespace caseload::wire {

void encode(const sim::Standing& standing, v1::Standing& out);
// Of a patient who is enrolled.
sim::Standing decode(const v1::Standing& message, Findings& findings);

}  // namespace caseload::wire
