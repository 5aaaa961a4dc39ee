#pragma once

// A place where one process waits until a deadline or until somebody wakes it, whichever comes
// first.
//
//   const Wake why = co_await nurse.bell.sleep_until(end_of_call);
//   if (why == Wake::Preempted) …
//
// A wake-up is delivered once: whoever wakes the process first takes its deadline off the future,
// and a deadline at the very microsecond of the wake-up finds nobody left to wake.
//
// A place may die before its simulation or after it; a process left sleeping by a place that died
// sleeps until its deadline.

#include <utility>

#include "sim/engine/sleeper.hpp"

namespace caseload::engine {

class Wakeable {
 public:
  explicit Wakeable(Simulation&) {}
  ~Wakeable() {
    if (waiting_ != nullptr) waiting_->place_ = nullptr;
  }
  Wakeable(const Wakeable&) = delete;
  Wakeable& operator=(const Wakeable&) = delete;

  bool waiting() const { return waiting_ != nullptr; }

  // Wakes the process at the current time, ahead of ordinary events. False: nobody waits (any
  // more).
  bool wake(Wake reason) {
    if (waiting_ == nullptr) return false;
    Sleep& sleep = *std::exchange(waiting_, nullptr);
    sleep.place_ = nullptr;
    sleep.sleeper_.wake(reason);
    return true;
  }

  class [[nodiscard]] Sleep {
   public:
    Sleep(Wakeable& place, SimTime deadline) : place_(&place), deadline_(deadline) {}
    ~Sleep() { leave(); }
    Sleep(const Sleep&) = delete;
    Sleep& operator=(const Sleep&) = delete;

    bool await_ready() const noexcept { return false; }
    void await_suspend(Process::Handle process) {
      CASELOAD_CHECK(place_->waiting_ == nullptr, "two processes wait at one place");
      sleeper_.fall_asleep(process, deadline_);
      place_->waiting_ = this;
    }
    Wake await_resume() {
      leave();
      return sleeper_.get_up();
    }

   private:
    friend class Wakeable;
    void leave() {
      if (place_ != nullptr && place_->waiting_ == this) place_->waiting_ = nullptr;
    }

    Wakeable* place_;  // null once woken
    SimTime deadline_;
    // The process's own, because the place may be taken again before the woken process runs.
    Sleeper sleeper_;
  };

  // Returns why it woke: TimedOut at the deadline, else the reason given to wake(). A deadline of
  // SimTime::max() is none.
  // Requires: nobody waits here already; the deadline is not in the past.
  Sleep sleep_until(SimTime deadline) { return {*this, deadline}; }

 private:
  Sleep* waiting_ = nullptr;
};

}  // namespace caseload::engine
