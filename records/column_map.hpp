#pragma once

// The user's file that says how the exports of another program are read: --columns map.yaml.
//
//   time_log:
//     columns: {patient: MRN, start: [Date, Start], end: [Date, Stop], activity: Type, live: Type}
//     always: {program: rpm}
//     dates: [MM/DD/YYYY hh:mm AM]
//     words: {activity: {"Phone - reached": check_in}, live: {"Phone - reached": yes}}

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "records/csv/table_map.hpp"
#include "sim/base/result.hpp"

namespace caseload::records {

// Nothing: that file is as documented.
struct ColumnMaps {
  std::optional<TableMap> time_log, readings, enrolments, visits;
};

// Error (BadInput): everything that is wrong with it, each with its place.
Result<ColumnMaps> load_column_maps(const std::filesystem::path& file);
Result<ColumnMaps> parse_column_maps(std::string text, const std::string& name);

}  // namespace caseload::records
