#pragma once

// The keys of the file behind --columns, as written: whether the names in it are ours is looked at
// when all of them are known (column_map.cpp).

#include <optional>
#include <string>
#include <vector>

#include "records/csv/table_map.hpp"
#include "scenarios/schema/value.hpp"

namespace caseload::records {

struct ColumnMapSection {
  using Text = scenarios::Located<std::string>;
  std::vector<scenarios::Named<std::vector<Text>>> columns;
  std::vector<scenarios::Named<Text>> always;
  std::vector<scenarios::Named<std::vector<scenarios::Named<Text>>>> words;
  std::vector<scenarios::Located<DateFormat>> dates;
  std::vector<std::string> yes, no;
  DurationUnit duration = DurationUnit::Minutes;
  bool windows_1252 = false;
  int header_line = 1;
};
struct ColumnMapFile {
  int schema_version = 1;
  std::optional<ColumnMapSection> time_log, readings, enrolments, visits;
};

const scenarios::Value<ColumnMapFile>& column_map_fields();

}  // namespace caseload::records
