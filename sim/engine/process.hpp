#pragma once

// A behaviour that unfolds over simulated time, written top to bottom as a coroutine.
//
//   Process measure_daily(Simulation& simulation, Patient& patient) {
//     for (;;) {
//       co_await simulation.after(hours{24});
//       patient.measure(simulation.now());
//     }
//   }
//   simulation.spawn(measure_daily(simulation, patient), patient.number());
//
// The first parameter is the Simulation, whose pool the frame comes from and which destroys the
// frame if it is still alive at the end. The other parameters are values, or references to what
// outlives the run; never temporaries. A process always returns to the run loop when it waits.

#include <coroutine>
#include <cstdint>
#include <utility>

#include "sim/engine/event_queue.hpp"
#include "sim/engine/frame_pool.hpp"

namespace caseload::engine {

class Simulation;
class ProcessGroup;

class [[nodiscard]] Process {
 public:
  struct promise_type;
  using Handle = std::coroutine_handle<promise_type>;

  Process(Process&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Process& operator=(Process&&) = delete;
  ~Process() {
    if (handle_) handle_.destroy();  // never spawned
  }

 private:
  friend class Simulation;
  explicit Process(Handle handle) : handle_(handle) {}
  Handle release() { return std::exchange(handle_, {}); }

  Handle handle_;
};

// What the simulation keeps about a process, in front of its frame: a cache line that only birth
// and death touch. What every step needs is in the promise, and in one line with the first locals.
struct alignas(64) ProcessLinks {
  Simulation* simulation;  // the one it was made for, and whose pool the memory goes back to
  ProcessGroup* group = nullptr;
  Process::promise_type* group_previous = nullptr;  // members of the group
  Process::promise_type* group_next = nullptr;
};

struct Process::promise_type {
  StandingEvent wake;      // resumes it
  Simulation* simulation;  // the one it was made for

  ProcessLinks& links() {
    return *(static_cast<ProcessLinks*>(Handle::from_promise(*this).address()) - 1);
  }

  template <class... Arguments>
  explicit promise_type(Simulation& owner, Arguments&...) : simulation(&owner) {}

  Process get_return_object() { return Process{Handle::from_promise(*this)}; }
  std::suspend_always initial_suspend() noexcept { return {}; }
  // Ends the process: whoever resumed it destroys it.
  struct End {
    bool await_ready() const noexcept { return false; }
    void await_suspend(Handle process) const noexcept;
    void await_resume() const noexcept {}
  };
  End final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  // Kept, to come out of Simulation::run_until once the frame is gone. Thrown from here it would
  // leave a frame whose parameters Clang 19 destroys twice.
  void unhandled_exception() noexcept;

  template <class... Arguments>
  static void* operator new(std::size_t size, Simulation& simulation, Arguments&...) {
    return allocate(size, simulation);
  }
  static void operator delete(void* frame, std::size_t size);

 private:
  static void* allocate(std::size_t size, Simulation& simulation);
};

}  // namespace caseload::engine
