#include "sim/care/record/first_touch.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::care {

std::uint32_t FirstTouches::follow(SimTime raised_at, bool urgent, bool high_acuity) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(followed_.size()));
    followed_.emplace_back();
  }
  const std::uint32_t alert = free_.back();
  free_.pop_back();
  followed_[alert] = {
      .raised_at = raised_at, .urgent = urgent, .high_acuity = high_acuity, .waiting = true};
  ++waits_of(followed_[alert]).raised;
  ++hour_of(followed_[alert]).raised;
  urgent_waiting_ += urgent ? 1 : 0;
  return alert;
}

FirstTouches::Followed FirstTouches::let_go(std::uint32_t alert) {
  Followed& followed = followed_[alert];
  CASELOAD_CHECK(followed.waiting, "an alert is touched for the first time once");
  followed.waiting = false;
  free_.push_back(alert);
  urgent_waiting_ -= followed.urgent ? 1 : 0;
  return followed;
}

void FirstTouches::drop(std::uint32_t alert) {
  const Followed dropped = let_go(alert);
  --waits_of(dropped).raised;
  ++waits_of(dropped).dropped;
  --hour_of(dropped).raised;
}

void FirstTouches::touch(std::uint32_t alert, SimTime at) {
  const Followed touched = let_go(alert);
  AlertWaits& waits = waits_of(touched);
  const SimDuration wall = at - touched.raised_at;
  const SimDuration staffed = staffed_->staffed(touched.raised_at, at);
  for (std::size_t limit = 0; limit < kWaitLimits.size(); ++limit) {
    waits.staffed[limit] += staffed <= minutes{kWaitLimits[limit]} ? 1 : 0;
    waits.wall[limit] += wall <= minutes{kWaitLimits[limit]} ? 1 : 0;
  }
  count_high_acuity(touched, at);
  const SimDuration target = touched.urgent ? targets_.urgent : targets_.routine;
  AlertWaits::AtHour& hour = hour_of(touched);
  staffed <= target ? ++waits.in_time_staffed : ++hour.late_staffed;
  wall <= target ? ++waits.in_time_wall : ++hour.late_wall;
}

void FirstTouches::close() {
  for (Followed& alert : followed_) {
    if (!alert.waiting) continue;
    alert.waiting = false;
    count_high_acuity(alert, month_end_);
    ++waits_of(alert).untouched;
    ++hour_of(alert).late_staffed;
    ++hour_of(alert).late_wall;
  }
  urgent_waiting_ = 0;
}

void FirstTouches::count_high_acuity(const Followed& alert, SimTime until) {
  if (!alert.high_acuity) return;
  AlertWaits& waits = waits_of(alert);
  ++waits.high_acuity;
  waits.high_acuity_waited += staffed_->staffed(alert.raised_at, std::min(until, month_end_));
}

AlertWaits::AtHour& FirstTouches::hour_of(const Followed& alert) {
  const LocalTime local = zone_->local(alert.raised_at);
  const LocalDay day = std::chrono::floor<days>(local);
  return waits_of(alert)
      .by_hour[static_cast<std::size_t>(std::chrono::floor<hours>(local - LocalTime{day}).count())];
}

}  // namespace caseload::care
