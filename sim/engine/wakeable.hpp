#pragma once

// A place where one process waits until a deadline or until somebody wakes it, whichever comes first.
//
//   const Wake why = co_await nurse.bell.sleep_until(end_of_call);
//   if (why == Wake::Preempted) …
//
// A wake-up is delivered once: whoever wakes the process first takes its deadline off the future, and
// a deadline at the very microsecond of the wake-up finds nobody left to wake. Everything that
// blocks in the model (idle staff, interruptible work, time-outs) is built on this.

#include <utility>

#include "sim/engine/simulation.hpp"

namespace caseload::sim {

enum class Wake : std::uint8_t { TimedOut, Granted, Preempted, ShiftEnded, Cancelled };

class Wakeable {
 public:
  explicit Wakeable(Simulation& simulation) : simulation_(&simulation) {}
  Wakeable(const Wakeable&) = delete;
  Wakeable& operator=(const Wakeable&) = delete;

  bool waiting() const { return waiting_ != nullptr; }

  // Wakes the process at the current time, ahead of ordinary events. False: nobody waits (any more).
  bool wake(Wake reason);

  class [[nodiscard]] Sleep {
   public:
    Sleep(Wakeable& place, SimTime deadline) : place_(place), deadline_(deadline) {}
    ~Sleep() {
      if (process_ != nullptr && place_.waiting_ == process_) place_.waiting_ = nullptr;
    }
    Sleep(const Sleep&) = delete;
    Sleep& operator=(const Sleep&) = delete;

    bool await_ready() const noexcept { return false; }
    void await_suspend(Process::Handle process);
    Wake await_resume();

   private:
    Wakeable& place_;
    SimTime deadline_;
    Process::promise_type* process_ = nullptr;
  };

  // Returns why it woke: TimedOut at the deadline, else the reason given to wake().
  // Requires: nobody waits here already; the deadline is not in the past.
  Sleep sleep_until(SimTime deadline) { return {*this, deadline}; }

 private:
  Simulation* simulation_;
  Process::promise_type* waiting_ = nullptr;
  Wake reason_ = Wake::TimedOut;
};

}  // namespace caseload::sim
