#pragma once

// When the practice is open: while anybody has working hours, past midnight too; hours that begin
// on a holiday are none.
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
#include "sim/care/model/staff.hpp"

namespace caseload::care {

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
  // From the first opening of a local day to the end of the last part that begins on it, if it
  // opens.
  std::optional<Span> on(LocalDay day) const {
    const Parts& parts = parts_of(day);
    if (parts.empty()) return std::nullopt;
    return Span{parts.front().from, parts.back().to};
  }
  bool open_at(SimTime at) const;

  // The first open day from `day` on. Requires: there is one within a year.
  LocalDay open_day_from(LocalDay day) const;
  // The moment at this share (0 … 1) of the first open day from `day` on.
  SimTime moment(LocalDay day, double share) const;
  // `at` itself where the practice is open, else the next opening.
  SimTime open_from(SimTime at) const;
  // The first moment after `at` at which somebody begins where nobody was, or a day's hours begin.
  SimTime next_opening(SimTime at) const;

  // Open time between two instants.
  SimDuration staffed(SimTime from, SimTime to) const;

 private:
  using Parts = std::vector<Span>;  // that begin on one day: in order, apart

  // The same few weeks are asked for again and again: what was found is kept. (One thread only.)
  static constexpr std::size_t kAsked = 64;
  struct Asked {
    bool known = false;
    LocalDay day;
    Parts parts;
  };

  // Good until another day is asked for.
  const Parts& parts_of(LocalDay day) const {
    Asked& asked = asked_[day_number(day) % kAsked];
    if (!asked.known || asked.day != day)
      asked = {.known = true, .day = day, .parts = look_up(day)};
    return asked.parts;
  }
  Parts look_up(LocalDay day) const;

  const ZoneTable* zone_;
  const Holidays* holidays_;
  // Of each weekday the parts, in order, apart.
  using Week = std::array<std::vector<ClockSpan>, 7>;
  using Hours = std::array<std::optional<ClockSpan>, 7>;
  static void widen(Week& ours, const Hours& theirs);

  struct Temporary {
    std::optional<LocalDay> from, until;
    Hours hours;
  };
  Week week_;                         // of those who are always there
  std::vector<Temporary> temporary_;  // the others, each while employed
  mutable std::array<Asked, kAsked> asked_;
};

}  // namespace caseload::care
