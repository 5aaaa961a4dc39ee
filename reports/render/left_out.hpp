#pragma once

// Rows that could not be used, in a clause of the answer they are missing from. It says what was
// wrong with them and nothing of what they hold, so it may stand where no patient's data may.

#include <cstddef>
#include <span>
#include <string>

#include "records/source_file.hpp"

namespace caseload::reports {

// "73 of 430 rows (minutes: 40; period_start is empty: 30; for other reasons: 3)". Requires: rows.
std::string left_out_words(std::span<const records::RejectedRow> rows, std::size_t of);

}  // namespace caseload::reports
