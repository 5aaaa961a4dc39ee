#include "scenarios/assemble/zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include "scenarios/text/diagnostics.hpp"

namespace caseload::scenarios {
namespace {

// date's calendar types are its own, not std::chrono's; seconds since 1970 are the bridge.
date::sys_seconds first_of(int year) { return date::sys_days{date::year{year} / 1 / 1}; }

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  for (const auto& zone : date::get_tzdb().zones) names.emplace_back(zone.name());
  return names;
}

}  // namespace

Parsed<ZoneTable> zone_table(const std::string& name) {
  if (name == "UTC") return ZoneTable::utc();
  try {
    const date::time_zone* zone = date::locate_zone(name);
    std::vector<ZoneTable::Period> periods;
    for (date::sys_seconds at = first_of(2000); at < first_of(2038);) {
      const date::sys_info info = zone->get_info(at);
      const SimTime from{at.time_since_epoch()};
      // A new period only where the clock changes: some zone files split periods that are alike.
      if (periods.empty() || periods.back().offset != info.offset)
        periods.push_back({from, info.offset, info.abbrev});
      at = info.end;
    }
    return ZoneTable(name, std::move(periods));
  } catch (const std::exception&) {  // date throws std::runtime_error for a name it does not know
  }
  try {
    const std::string near = suggestion(name, zone_names());
    return std::unexpected(
        fmt::format("unknown time zone{}",
                    near.empty() ? "; expected an IANA name such as America/New_York" : near));
  } catch (const std::exception& problem) {
    return std::unexpected(fmt::format(
        "the system's time zones cannot be read ({}); install tzdata, or use UTC", problem.what()));
  }
}

std::optional<std::string> doubt_about(const ZoneTable& zone) {
  const std::string& name = zone.name();
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool a_place = !name.starts_with("Etc/") && std::ranges::any_of(name, small);
  if (a_place || name == "UTC" || name == "Etc/UTC" || zone.periods().size() > 1)
    return std::nullopt;
  using Place = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Place, 3> kMeant{{{"EST", "America/New_York"},
                                                {"MST",
                                                 "America/Denver (in most of Arizona "
                                                 "America/Phoenix)"},
                                                {"HST", "Pacific/Honolulu"}}};
  const auto meant = std::ranges::find(kMeant, name, &Place::first);
  return fmt::format(
      "keeps the same offset all year, without daylight saving; expected the name of a place, such "
      "as {}",
      meant == kMeant.end() ? "America/New_York" : meant->second);
}

}  // namespace caseload::scenarios
