#pragma once

// Who was in the programme, and when: patient, start, end (the last day, empty while it lasts),
// established, consent, order, and optionally billed_elsewhere. And office visits: patient, start,
// end.

#include "records/practice.hpp"

namespace caseload::records {

std::span<const Column> enrolments_columns();
std::span<const Column> visits_columns();

// Sorted by patient and start. Of two that overlap, the one that starts later is rejected.
Result<void> read_enrolments(std::istream& in, std::string_view name, const ZoneTable& zone,
                             Practice& practice, const TableMap* map = nullptr);

// Sorted by patient and start.
Result<void> read_visits(std::istream& in, std::string_view name, const ZoneTable& zone,
                         Practice& practice, const TableMap* map = nullptr);

}  // namespace caseload::records
