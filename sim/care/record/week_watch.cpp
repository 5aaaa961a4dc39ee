#include "sim/care/record/week_watch.hpp"

#include <algorithm>

namespace caseload::care {

void WeekWatch::add(SimTime from, SimTime to, SimDuration HourOfWeek::* column) {
  from = std::max(from, from_);
  to = std::min(to, to_);
  while (from < to) {
    const LocalTime local = zone_->local(from);
    const LocalDay day = std::chrono::floor<days>(local);
    const auto hour = std::chrono::floor<std::chrono::hours>(local - LocalTime{day});
    // Where the clocks change within this hour of the wall, its other part is found next time
    // round.
    const SimTime end =
        std::min(to, from + (LocalTime{day} + hour + std::chrono::hours{1} - local));
    const auto place =
        std::chrono::weekday{day}.c_encoding() * 24 + static_cast<unsigned>(hour.count());
    hours_[place].*column += end - from;
    from = end;
  }
}

}  // namespace caseload::care
