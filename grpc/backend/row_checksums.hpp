#pragma once

// What each row of the store adds to a checksum: everything it says, and what kind of row says it.

#include "grpc/backend/checksum.hpp"
#include "grpc/backend/store_rows.hpp"
#include "grpc/convert/telemetry.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::wire {

// `arrival`: its number in the run, from 1; 0 where it has none yet.
void add(Checksum& sum, std::int64_t arrival, const telemetry::Reading& reading);
void add(Checksum& sum, std::int64_t arrival, const StoredEnrolment& enrolment);
void add(Checksum& sum, std::int64_t arrival, const Withdrawal& withdrawal);
void add(Checksum& sum, std::int64_t ordinal, const telemetry::Alert& alert);

// The links of the chains. A run's windows, its entries and its visits are a chain each, which
// begins with the checksum of the run.
// An owner counts where there is one: tables of version 3 know of none, and their checksums stand.
std::uint64_t checksum_of_run(RunKey key, const RunName& name, std::string_view registration);
std::uint64_t checksum_of(const StoredWindow& window, std::uint64_t before);
std::uint64_t checksum_of(std::uint64_t number, const rules::TimeEntry& entry,
                          std::uint64_t before);
std::uint64_t checksum_of(std::uint64_t number, const rules::Visit& visit, std::uint64_t before);

}  // namespace caseload::wire
