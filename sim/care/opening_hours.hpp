#pragma once

// When the practice is open: on each weekday from the first person's start to the last one's end,
// never on a holiday.
//
// Made of the whole scenario's people, it is the same under every plan, so what falls due falls due
// at the same moment; made of one plan's people, it is the clock that "staffed minutes" run on.

#include <array>
#include <optional>
#include <span>

#include "sim/base/calendar.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/care/parameters.hpp"

namespace caseload::sim {

class OpeningHours {
 public:
  // People without hours are ignored; without anybody the practice never opens. The zone and the
  // holidays must outlive this.
  OpeningHours(std::span<const StaffMember> staff, const ZoneTable& zone, const Holidays& holidays);

  struct Span {
    SimTime from;
    SimTime to;
  };
  // The open span of a local day, if it is open.
  std::optional<Span> on(LocalDay day) const;
  bool open_at(SimTime at) const;
  bool ever_open() const;

  // The first open day from `day` on. Requires: ever_open().
  LocalDay open_day_from(LocalDay day) const;
  // The moment at this share (0 … 1) of the first open day from `day` on.
  SimTime moment(LocalDay day, double share) const;
  // `at` itself where the practice is open, else the next opening.
  SimTime open_from(SimTime at) const;

  // Open time between two instants.
  SimDuration staffed(SimTime from, SimTime to) const;

 private:
  const ZoneTable* zone_;
  const Holidays* holidays_;
  std::array<std::optional<ClockSpan>, 7> week_;
};

}  // namespace caseload::sim
