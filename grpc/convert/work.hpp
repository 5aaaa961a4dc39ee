#pragma once

// Logged time and visits, between the simulated world and the wire.

#include "caseload/v1/work.pb.h"
#include "sim/base/result.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::wire {

void encode(const rules::TimeEntry& entry, v1::TimeEntry& out);
void encode(const rules::Visit& visit, v1::Visit& out);

// Refused: unknown roles, activities or programmes, ends before starts, and anything longer than
// rules::kLongestEntry.
Result<rules::TimeEntry> decode(const v1::TimeEntry& message);
Result<rules::Visit> decode(const v1::Visit& message);

}  // namespace caseload::wire
