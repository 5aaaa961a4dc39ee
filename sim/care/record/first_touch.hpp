#pragma once

// Alerts of the observed month on their way to a first touch: when somebody first looks.

#include <cstdint>
#include <vector>

#include "sim/base/zone_table.hpp"
#include "sim/care/calendar/opening_hours.hpp"
#include "sim/care/record/observed_month.hpp"

namespace caseload::care {

// How long an alert may wait, by severity; urgent ones on both clocks, the others likewise.
struct TouchTargets {
  SimDuration urgent = minutes{60};
  SimDuration routine = hours{8};
};

class FirstTouches {
 public:
  // `staffed` is the clock of staffed minutes. Both outlive this. `month_end`: where the waits of
  // patients of high acuity are cut, so that alerts nobody has touched have theirs too.
  FirstTouches(TouchTargets targets, const ZoneTable& zone, const OpeningHours& staffed,
               SimTime month_end)
      : targets_(targets), zone_(&zone), staffed_(&staffed), month_end_(month_end) {}

  // Follows an alert; the number names it until it is touched.
  std::uint32_t follow(SimTime raised_at, bool urgent, bool high_acuity = false);
  // Somebody looks at it for the first time.
  void touch(std::uint32_t alert, SimTime at);
  // It needs nobody any more: the patient has left, or what it was about is over.
  void drop(std::uint32_t alert);

  bool urgent_waiting() const { return urgent_waiting_ > 0; }
  const AlertWaits& urgent() const { return urgent_; }
  const AlertWaits& routine() const { return routine_; }
  // Those still followed are untouched, and late.
  void close();

 private:
  struct Followed {
    SimTime raised_at;
    bool urgent = false;
    bool high_acuity = false;
    bool waiting = false;
  };
  // Ends the following; the place is free again.
  Followed let_go(std::uint32_t alert);
  void count_high_acuity(const Followed& alert, SimTime until);
  AlertWaits& waits_of(const Followed& alert) { return alert.urgent ? urgent_ : routine_; }
  AlertWaits::AtHour& hour_of(const Followed& alert);

  TouchTargets targets_;
  const ZoneTable* zone_;
  const OpeningHours* staffed_;
  SimTime month_end_;
  std::vector<Followed> followed_;
  std::vector<std::uint32_t> free_;  // places of alerts that have been touched
  std::int32_t urgent_waiting_ = 0;
  AlertWaits urgent_, routine_;
};

}  // namespace caseload::care
