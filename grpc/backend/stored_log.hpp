#pragma once

// A run's log of time and visits as it is stored, each record verified before anybody sees it.

#include <cstdint>
#include <functional>

#include "grpc/backend/store_rows.hpp"

namespace caseload::wire {

// From first to last; then the last is compared with the run's standing. Throws StoreDamaged.
void each_entry(Database& database, const StoredRun& run,
                const std::function<void(const rules::TimeEntry&)>& visit);
void each_visit(Database& database, const StoredRun& run,
                const std::function<void(const rules::Visit&)>& visit);

// One of them. Throws StoreDamaged, also where there is none of this number.
rules::TimeEntry stored_entry(Database& database, const StoredRun& run, std::uint64_t number);
rules::Visit stored_visit(Database& database, const StoredRun& run, std::uint64_t number);

// The standing, after the last entry and the last visit were compared with it. Throws StoreDamaged.
Standing standing_of_log(Database& database, const StoredRun& run);

}  // namespace caseload::wire
