#pragma once

// A simulated world's clock, its future, and the processes that live in it.
//
// A Simulation is a value: no globals, no thread-locals; many may live side by side. It belongs to
// one thread. It must die before whatever its processes refer to (declare it last). Two runs with
// equal inputs do the same events in the same order, which the fingerprint proves.

#include <cstdint>
#include <exception>

#include "sim/base/check.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/event_queue.hpp"
#include "sim/engine/process.hpp"
#include "sim/engine/process_group.hpp"

namespace caseload::engine {

class Simulation {
 public:
  explicit Simulation(SimTime start) : now_(start) {}
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  SimTime now() const { return now_; }

  // Requires: event.at is not in the past.
  EventHandle schedule(const Event& event);
  bool cancel(EventHandle handle) { return queue_.cancel(handle); }

  // Starts a process: its first step runs at the current time, after what is already scheduled for
  // it. `entity` is whom its events concern; a group lets it be cancelled with others. Requires: a
  // process made for this simulation and not spawned before.
  void spawn(Process process, std::uint32_t entity, ProcessGroup* group = nullptr);

  // Does every event before `end`, then sets the clock to `end`. What a process or an action throws
  // comes out here; the simulation may then only be destroyed.
  void run_until(SimTime end);

  // co_await simulation.until(t): waits, come what may. In the past or now: after what is scheduled
  // for now.
  // To be awaited in a process of this simulation.
  auto until(SimTime at) { return Timer{at}; }
  auto after(SimDuration delay) { return Timer{now_ + delay}; }

  std::uint64_t events_done() const { return queue_.popped(); }
  std::size_t events_pending() const { return queue_.size(); }
  std::size_t processes_alive() const { return processes_alive_; }
  std::uint64_t fingerprint() const { return fingerprint_.value(); }

 private:
  friend struct Process::promise_type;
  friend struct Process::promise_type::End;
  friend class ProcessGroup;
  friend class Sleeper;

  struct Timer {
    SimTime at;
    bool await_ready() const noexcept { return false; }
    [[gnu::always_inline]] void await_suspend(Process::Handle process) {
      Process::promise_type& promise = process.promise();
      promise.simulation->wake_at(promise, at, EventClass::Ordinary);
    }
    void await_resume() const noexcept {}
  };

  // At once if that is in the past. Requires: the process does not wait for another time already.
  [[gnu::always_inline]] void wake_at(Process::promise_type& process, SimTime at,
                                      EventClass event_class) {
    queue_.schedule(process.wake, at < now_ ? now_ : at, event_class);
  }
  void step(Process::promise_type& process);
  void bury(Process::promise_type& process);
  void destroy(Process::promise_type& process);
  static void join_group(Process::promise_type& process, ProcessGroup& group);
  static void leave_group(ProcessLinks& links);

  FramePool frames_;  // first in, last out: frames are given back to it
  EventQueue queue_;
  SimTime now_;
  Process::promise_type* running_ = nullptr;
  bool ended_ = false;          // the running process is to be destroyed when it next waits
  std::exception_ptr failure_;  // of the running process, on its way out
  std::size_t processes_alive_ = 0;
  Fingerprint fingerprint_;
};

[[gnu::always_inline]] inline void Simulation::spawn(Process process, std::uint32_t entity,
                                                     ProcessGroup* group) {
  CASELOAD_CHECK(process.handle_ && process.handle_.promise().simulation == this,
                 "a process is spawned once, in the simulation it was made for");
  Process::promise_type& promise = process.release().promise();
  promise.wake = queue_.make_standing(entity, &promise);
  if (group != nullptr) join_group(promise, *group);
  ++processes_alive_;
  wake_at(promise, now_, EventClass::Ordinary);
}

inline void* Process::promise_type::allocate(std::size_t size, Simulation& simulation) {
  void* memory = simulation.frames_.take(sizeof(ProcessLinks) + size);
  return new (memory) ProcessLinks{.simulation = &simulation} + 1;
}

inline void Process::promise_type::operator delete(void* frame, std::size_t size) {
  ProcessLinks* const links = static_cast<ProcessLinks*>(frame) - 1;
  links->simulation->frames_.give_back(links, sizeof(ProcessLinks) + size);
}

inline void Process::promise_type::End::await_suspend(Handle process) const noexcept {
  process.promise().simulation->ended_ = true;
}

}  // namespace caseload::engine
