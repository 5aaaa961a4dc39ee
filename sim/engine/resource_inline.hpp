#pragma once

// What resource.hpp declares and every customer passes through: the three waits, and a unit's way
// from hand to hand. Included by it, and by nobody else.

#include <cstdint>
#include <utility>

#include "sim/engine/resource.hpp"

namespace caseload::engine {

class Seat::Seize {
 public:
  Seize(Seat& seat, SimTime deadline) : seat_(seat), deadline_(deadline) {}
  ~Seize() {
    if (seat_.in_line()) seat_.resource_->leave(seat_, &Resource::Counts::cancelled);
    (void)seat_.sleeper_.get_up();
  }
  Seize(const Seize&) = delete;
  Seize& operator=(const Seize&) = delete;

  bool await_ready() { return seat_.resource_->take_at_once(seat_); }
  void await_suspend(Process::Handle process) {
    seat_.sleeper_.fall_asleep(process, deadline_);
    seat_.resource_->join(seat_);
  }
  Wake await_resume() {
    const Wake why = seat_.sleeper_.get_up();
    if (seat_.in_line()) seat_.resource_->leave(seat_, &Resource::Counts::timed_out);
    return seat_.held() ? Wake::Granted : why;
  }

 private:
  Seat& seat_;
  SimTime deadline_;
};

class Seat::Hold {
 public:
  explicit Hold(Seat& seat) : seat_(seat) {}
  ~Hold() { (void)seat_.sleeper_.get_up(); }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

  bool await_ready() const noexcept { return false; }
  void await_suspend(Process::Handle process) {
    seat_.sleeper_.fall_asleep(process, seat_.until_);
    seat_.resource_->hold_begins();
  }
  Wake await_resume() { return seat_.sleeper_.get_up(); }

 private:
  Seat& seat_;
};

class Seat::Use {
 public:
  explicit Use(Seat& seat) : seat_(seat) {}
  ~Use() {
    if (seat_.in_line()) seat_.resource_->leave(seat_, &Resource::Counts::cancelled);
    seat_.in_use_ = false;
    (void)seat_.sleeper_.get_up();
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

  bool await_ready() const noexcept { return false; }
  void await_suspend(Process::Handle process) { seat_.resource_->begin_use(seat_, process); }
  Wake await_resume() {
    if (seat_.held()) seat_.resource_->give_back(seat_);
    return seat_.sleeper_.get_up();
  }

 private:
  Seat& seat_;
};

inline Seat::Seize Seat::seize(SimTime deadline) {
  CASELOAD_CHECK(resource_ != nullptr && state_ == State::Idle, "only an idle seat can seize");
  CASELOAD_CHECK(deadline >= resource_->simulation_.now(), "a deadline lies in the past");
  return {*this, deadline};
}

inline Seat::Hold Seat::hold(SimDuration duration) {
  CASELOAD_CHECK(held(), "only a unit that is held can be kept");
  CASELOAD_CHECK(duration >= SimDuration{}, "nothing is held for less than no time");
  until_ = resource_->simulation_.now() + duration;
  left_ = {};
  return Hold(*this);
}

inline Seat::Use Seat::use(SimDuration duration) {
  CASELOAD_CHECK(resource_ != nullptr && state_ == State::Idle, "only an idle seat can seize");
  CASELOAD_CHECK(duration >= SimDuration{}, "nothing is held for less than no time");
  left_ = duration;
  in_use_ = true;
  return Use(*this);
}

inline bool Resource::take_at_once(Seat& seat) {
  ++counts_.requested;
  if (all_busy() && !(seat.rank_.preempts && preempt_for(seat))) return false;
  grant(seat);
  return true;
}

inline void Resource::join(Seat& seat) {
  seat.since_ = simulation_.now();
  seat.state_ = Seat::State::InLine;
  seat.lost_unit_ ? line_.push_front(seat) : line_.push_back(seat);
  in_line_.add(simulation_.now(), +1);
}

inline void Resource::begin_use(Seat& seat, Process::Handle process) {
  if (take_at_once(seat)) {
    seat.sleeper_.fall_asleep(process, begin_service(seat));
    hold_begins();
  } else {
    seat.sleeper_.fall_asleep(process, SimTime::max());
    join(seat);
  }
}

// When it ends.
inline SimTime Resource::begin_service(Seat& seat) {
  return seat.until_ = simulation_.now() + std::exchange(seat.left_, SimDuration{});
}

inline void Resource::leave_line(Seat& seat) {
  line_.remove(seat);
  seat.state_ = Seat::State::Idle;
  counts_.waited += simulation_.now() - seat.since_;
  in_line_.add(simulation_.now(), -1);
}

inline void Resource::grant(Seat& seat) {
  seat.state_ = Seat::State::Held;
  seat.lost_unit_ = false;
  holders_.push_back(seat);
  busy_.add(simulation_.now(), +1);
  ++counts_.granted;
}

[[gnu::always_inline]] inline void Resource::let_go(Seat& seat) {
  holders_.remove(seat);
  seat.state_ = Seat::State::Idle;
  busy_.add(simulation_.now(), -1);
  if (overtime_.value() > 0) overtime_.add(simulation_.now(), -1);
}

inline void Resource::give_back(Seat& seat) {
  let_go(seat);
  ++counts_.released;
  if (!line_.empty()) settle();
}

inline void Resource::hold_begins() {
  const Seat* first = line_.first();
  if (stop_beyond_capacity_ || (first != nullptr && first->rank_.preempts)) settle();
}

}  // namespace caseload::engine
