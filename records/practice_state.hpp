#pragma once

// Where a practice stands on the morning of a day, one row per patient, as its platform exports it.
//
//   patient,minutes,live_contact,reading_days,enrolled,acuity,last_reading
//   1041,14.5,yes,11,2025-11-20,low,2026-03-17T07:12
//
// Required: patient; minutes (credited this calendar month); live_contact (yes or no, this month);
// reading_days (days with readings in the device period under way); and in each row enrolled (the
// first day of monitoring) or period_start. What else there may be stands in kStateColumns. A file
// without one of those columns says nothing about it: what is then taken for granted is told.

#include <string>
#include <vector>

#include "records/csv/table.hpp"
#include "sim/experiment/as_of.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::records {

struct StateFile {
  experiment::PracticeState state;
  // Of the same patients, in the order of the file.
  std::vector<std::string> ids;
  std::vector<std::size_t> lines;
  TableFacts facts;
  std::vector<std::string> assumed;  // sentences: what the file does not say
};

// Rows that cannot be are rejected, and the others are read. Requires: the scenario's rules cover
// the month of `day`. Error (BadInput): as of read_table; or no row could be used.
Result<StateFile> read_practice_state(const std::filesystem::path& file, LocalDay day,
                                      const experiment::Scenario& scenario,
                                      std::vector<Rejection>& rejections);
Result<StateFile> read_practice_state(std::istream& in, std::string_view name, LocalDay day,
                                      const experiment::Scenario& scenario,
                                      std::vector<Rejection>& rejections);

}  // namespace caseload::records
