#pragma once

// A process asleep until a deadline or until it is woken, whichever comes first: what every way of
// waiting is built on (wakeable.hpp, store.hpp, resource.hpp).
//
// It lives where its process can be found by those who will wake it. A wake-up is delivered once:
// it takes the deadline off the future.

#include <cstdint>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::engine {

// Why a process goes on.
enum class Wake : std::uint8_t { TimedOut, Granted, Preempted, ShiftEnded, Cancelled };

class Sleeper {
 public:
  bool asleep() const { return process_ != nullptr; }

  // From await_suspend(). A deadline of SimTime::max() is none. Requires: nobody sleeps here; the
  // deadline is not in the past.
  [[gnu::always_inline]] void fall_asleep(Process::Handle process, SimTime deadline) {
    Process::promise_type& promise = process.promise();
    Simulation& simulation = *promise.simulation;
    CASELOAD_CHECK(process_ == nullptr, "two processes wait at one place");
    CASELOAD_CHECK(deadline >= simulation.now(), "a deadline lies in the past");
    process_ = &promise;
    reason_ = Wake::TimedOut;
    if (deadline != SimTime::max()) {  // for ever needs no event
      simulation.wake_at(promise, deadline, EventClass::Release);
    }
  }

  // The process goes on at the current time, ahead of ordinary events. Requires: asleep().
  void wake(Wake reason) {
    Process::promise_type& promise = *std::exchange(process_, nullptr);
    Simulation& simulation = *promise.simulation;
    reason_ = reason;
    simulation.queue_.cancel(promise.wake);
    simulation.wake_at(promise, simulation.now(), EventClass::Wake);
  }

  // Gives a deadline to a process that has none. Requires: asleep(); not in the past.
  [[gnu::always_inline]] void sleep_on_until(SimTime deadline) {
    process_->simulation->wake_at(*process_, deadline, EventClass::Release);
  }

  // From await_resume(): why the process woke.
  Wake get_up() {
    process_ = nullptr;
    return reason_;
  }

 private:
  Process::promise_type* process_ = nullptr;  // while asleep
  Wake reason_ = Wake::TimedOut;
};

}  // namespace caseload::engine
