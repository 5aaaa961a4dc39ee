#pragma once

// When the practice is open: on each weekday from the first person's start to the last one's end,
// never on a holiday.
//
// Made of the whole scenario's people, whenever employed, it is the same under every plan, so what
// falls due falls due at the same moment; made of one plan's people, each while employed, it is the
// clock that "staffed minutes" run on. Who is away changes neither.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/care/staff.hpp"

namespace caseload::sim {

class OpeningHours {
 public:
  enum class Counting : std::uint8_t { Everybody, WhileEmployed };

  // People without hours are ignored; without anybody the practice never opens. The zone and the
  // holidays must outlive this.
  OpeningHours(std::span<const StaffMember> staff, const ZoneTable& zone, const Holidays& holidays,
               Counting counting = Counting::Everybody);

  struct Span {
    SimTime from;
    SimTime to;
  };
  // The open span of a local day, if it is open.
  std::optional<Span> on(LocalDay day) const {
    Asked& asked = asked_[day_number(day) % kAsked];
    if (!asked.known || asked.day != day) asked = {.known = true, .day = day, .span = look_up(day)};
    return asked.span;
  }
  bool open_at(SimTime at) const;

  // The first open day from `day` on. Requires: there is one within a year.
  LocalDay open_day_from(LocalDay day) const;
  // The moment at this share (0 … 1) of the first open day from `day` on.
  SimTime moment(LocalDay day, double share) const;
  // `at` itself where the practice is open, else the next opening.
  SimTime open_from(SimTime at) const;

  // Open time between two instants.
  SimDuration staffed(SimTime from, SimTime to) const;

 private:
  // The same few weeks are asked for again and again: what was found is kept. (One thread only.)
  static constexpr std::size_t kAsked = 64;
  struct Asked {
    bool known = false;
    LocalDay day;
    std::optional<Span> span;
  };

  std::optional<Span> look_up(LocalDay day) const;

  const ZoneTable* zone_;
  const Holidays* holidays_;
  using Week = std::array<std::optional<ClockSpan>, 7>;
  static void widen(Week& ours, const Week& theirs);

  struct Temporary {
    std::optional<LocalDay> from, until;
    Week hours;
  };
  Week week_;                         // of those who are always there
  std::vector<Temporary> temporary_;  // the others, each while employed
  mutable std::array<Asked, kAsked> asked_;
};

}  // namespace caseload::sim
