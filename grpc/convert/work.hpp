#pragma once

// Logged time and visits, between the simulated world and the wire.

#include "caseload/v1/work.pb.h"
#include "sim/base/result.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::wire {

void encode(const sim::TimeEntry& entry, v1::TimeEntry& out);
void encode(const sim::Visit& visit, v1::Visit& out);

// Refused: unknown roles, activities or programmes, and ends before starts.
sim::Result<sim::TimeEntry> decode(const v1::TimeEntry& message);
sim::Result<sim::Visit> decode(const v1::Visit& message);

}  // namespace caseload::wire
