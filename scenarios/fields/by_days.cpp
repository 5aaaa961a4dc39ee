#include "scenarios/fields/by_days.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace caseload::scenarios {
namespace {

// `mon` of {mon,wed: …}: days, no value, and a comma where the colon should be.
bool cut_off(const Entry& entry) {
  if (entry.value.kind != Node::Kind::Empty || !parse_weekdays(entry.key)) return false;
  const Place& at = entry.key_place;
  const std::string_view line = at.document->line(at.line);
  const auto next = line.find_first_not_of(' ', at.column - 1 + at.length);
  return next != line.npos && line[next] == ',';
}

}  // namespace

Node without_cut_off_days(const Node& map, Reader& reader) {
  Node kept = map;
  kept.entries.clear();
  std::vector<std::string> days;
  Place from;
  for (const Entry& entry : map.entries) {
    if (days.empty()) from = entry.key_place;
    days.push_back(entry.key);
    if (cut_off(entry) && &entry != &map.entries.back()) continue;
    if (days.size() > 1) {
      if (from.line == entry.key_place.line)
        from.length = entry.key_place.column + entry.key_place.length - from.column;
      reader.error(from, fmt::format("between braces a comma ends an entry: write {}, or \"{}\" in "
                                     "quotes",
                                     fmt::join(days, "+"), fmt::join(days, ",")));
    }
    kept.entries.push_back(entry);
    days.clear();
  }
  return kept;
}

}  // namespace caseload::scenarios
