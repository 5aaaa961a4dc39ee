#pragma once

// How a file that was not written for us is read: which of its columns are which of ours, and what
// its words, dates and durations mean. Made from a file of the user's (records/column_map.hpp).

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/date_format.hpp"

namespace caseload::records {

// How long a piece of work was, in the column `minutes`.
enum class DurationUnit : std::uint8_t {
  Minutes,
  Seconds,
  Hours,
  HoursMinutesSeconds,
  MinutesSeconds
};

// Where one of our columns comes from.
struct ColumnSource {
  struct Named {
    std::string name;   // as the file's header writes it
    std::string place;  // where the user said so: "map.yaml:4:20"
  };
  std::vector<Named> from;            // several are joined by a space: a date and a clock
  std::optional<std::string> always;  // the same in every row; then there is no column
  std::map<std::string, std::string, std::less<>> words;  // theirs, in lower case, to ours
};

struct TableMap {
  std::string file;                                          // of the user's, for messages
  std::map<std::string, ColumnSource, std::less<>> columns;  // by ours
  std::vector<DateFormat> dates;                             // tried in order, then ISO 8601
  std::vector<std::string> yes, no;                          // besides ours, in lower case
  DurationUnit duration = DurationUnit::Minutes;
  bool windows_1252 = false;  // the file's encoding, of which Latin-1 is a part; else UTF-8
  std::size_t header_line = 1;

  const ColumnSource* find(std::string_view column) const {
    const auto found = columns.find(column);
    return found == columns.end() ? nullptr : &found->second;
  }
};

// What a report says of a file that was read by it: one note, or none without a map.
inline std::vector<std::string> notes_of(const TableMap* map) {
  if (map == nullptr) return {};
  return {"as " + map->file + " says"};
}

}  // namespace caseload::records
