#include "records/read_practice.hpp"

#include <fstream>
#include <optional>
#include <utility>

#include "records/bill_practice.hpp"
#include "records/column_map.hpp"
#include "records/enrolments.hpp"
#include "records/readings.hpp"
#include "records/time_log.hpp"

namespace caseload::records {

Result<Practice> read_practice(const PracticeFiles& files, const ZoneTable& zone,
                               const rules::RuleBook& rules) {
  ColumnMaps maps;
  if (!files.columns.empty()) {
    Result<ColumnMaps> loaded = load_column_maps(files.columns);
    if (!loaded) return std::unexpected(loaded.error());
    maps = std::move(*loaded);
  }
  Practice practice;
  std::string wrong;
  const auto read = [&](const std::string& name, const std::optional<TableMap>& map, auto rows) {
    if (name.empty()) return;
    Result<std::ifstream> in = open_csv(name);
    const Result<void> done =
        in ? rows(*in, name, map ? &*map : nullptr) : std::unexpected(in.error());
    if (!done) wrong += (wrong.empty() ? "" : "\n") + done.error().text;
  };
  using Name = const std::string&;
  using Map = const TableMap*;
  read(files.time_log, maps.time_log, [&](std::istream& in, Name name, Map map) {
    return read_time_log(in, name, zone, rules, practice, map);
  });
  read(files.readings, maps.readings, [&](std::istream& in, Name name, Map map) {
    return read_readings(in, name, zone, practice, map);
  });
  read(files.enrolments, maps.enrolments, [&](std::istream& in, Name name, Map map) {
    return read_enrolments(in, name, zone, practice, map);
  });
  read(files.visits, maps.visits, [&](std::istream& in, Name name, Map map) {
    return read_visits(in, name, zone, practice, map);
  });
  if (!wrong.empty()) return std::unexpected(Error{Error::Kind::BadInput, std::move(wrong)});
  put_in_order(practice);
  return practice;
}

}  // namespace caseload::records
