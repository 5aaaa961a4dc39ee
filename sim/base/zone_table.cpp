#include "sim/base/zone_table.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload {

ZoneTable::ZoneTable(std::string name, std::vector<Period> periods)
    : name_(std::move(name)), periods_(std::move(periods)) {
  CASELOAD_CHECK(!periods_.empty(), "a time zone needs at least one offset");
  CASELOAD_CHECK(std::ranges::is_sorted(periods_, std::ranges::less_equal{}, &Period::from) ||
                     periods_.size() == 1,
                 "a time zone's periods must be in order");
}

ZoneTable ZoneTable::utc() { return {"UTC", {{SimTime{}, seconds{0}, "UTC"}}}; }

const ZoneTable::Period& ZoneTable::period_at(SimTime at) const {
  const auto after = std::ranges::upper_bound(periods_, at, {}, &Period::from);
  return after == periods_.begin() ? periods_.front() : *std::prev(after);
}

SimTime ZoneTable::utc(LocalTime at) const {
  // In order of time, the first period in which this wall clock is shown is the earlier reading. No
  // zone is further than a day from UTC, so earlier periods than that of yesterday cannot show it.
  const SimTime yesterday{(at - days{1}).time_since_epoch()};
  const auto after = std::ranges::upper_bound(periods_, yesterday, {}, &Period::from);
  const auto first = static_cast<std::size_t>(after - periods_.begin());
  for (std::size_t i = first > 0 ? first - 1 : 0; i < periods_.size(); ++i) {
    const SimTime candidate{(at - periods_[i].offset).time_since_epoch()};
    const bool begun = i == 0 || candidate >= periods_[i].from;
    const bool ended = i + 1 < periods_.size() && candidate >= periods_[i + 1].from;
    if (begun && !ended) return candidate;
    if (!begun) return periods_[i].from;  // skipped: the clock jumped over it at this transition
  }
  fail_check("false", "a local time lies in no period of its zone");
}

bool ZoneTable::exists(LocalTime at) const { return local(utc(at)) == at; }

}  // namespace caseload
