#pragma once

// Equal units of something, and the line before them: nurses, rooms, telephone lines.
//
//   Process review(Simulation&, Resource& nurses, SimDuration rest) {
//     Seat seat(nurses, {.priority = 2});
//     while (co_await seat.use(rest) == Wake::Preempted) rest = seat.left();
//   }
//
// use() is waiting, service and giving back in one wait. Where more happens in between, it comes in
// parts:
//
//   Process call(Simulation& simulation, Resource& nurses, SimDuration talk) {
//     Seat seat(nurses, {.priority = 1});
//     if (co_await seat.seize(simulation.now() + 10min) != Wake::Granted) co_return;  // gave up
//     (void)co_await seat.hold(talk);
//   }  // the unit goes back when the seat dies, or at seat.release()
//
// The line. The smallest priority number goes first, within it whoever came first; who lost a unit
// and seizes again stands in front of its priority. Waiting takes no memory, and joining and
// leaving take the same time in a line of any length.
//
// A free unit is taken without an event: the process runs on. A unit given back belongs to the
// first in line from that moment, so nobody can come between; its process goes on in one event of
// class Wake at the same microsecond, after the services that end then and before ordinary events.
// For one in use() service begins then and there, which takes no event.
//
// A wait ends once. A deadline is an event of class Release, as is the end of a service: if both
// fall on one microsecond, the one scheduled first decides, and the other finds nobody waiting. A
// unit given back in a later event of that microsecond comes too late.
//
// Pre-emption. Whoever is first in line and may pre-empt takes the unit of a holder with a larger
// priority number: of the largest number the latest to start. A holder can lose its unit while in
// service, that is in hold() or use(), except at the microsecond at which that ends; one that waits
// for something else keeps it until it next holds. While more units are busy than there are, nobody
// pre-empts.
//
// Shifts. When capacity is lowered, free units go first. Holders beyond it finish (that time is
// overtime()), or are woken with ShiftEnded and have lost their unit, in the order of pre-emption.
// When it is raised, the line moves up.
//
// A resource may die before or after its simulation; read what it counted before the simulation
// dies. Seats that outlive their resource hold nothing, and their processes sleep to their
// deadline.

#include <algorithm>
#include <cstdint>

#include "sim/base/check.hpp"
#include "sim/base/level.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/ranked_list.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/sleeper.hpp"

namespace caseload::engine {

class Seat;

// What becomes of those who are busy beyond a lowered capacity.
enum class AtShiftEnd : std::uint8_t { Finish, StopNow };

class Resource {
 public:
  struct Counts {
    // requested = granted + timed_out + cancelled + in_line().value()
    std::int64_t requested = 0;
    std::int64_t granted = 0;
    std::int64_t timed_out = 0;
    std::int64_t cancelled = 0;  // or the process was destroyed in line
    // granted = released + preempted + shift_ended + busy().value()
    std::int64_t released = 0;
    std::int64_t preempted = 0;
    std::int64_t shift_ended = 0;
    SimDuration waited{};  // Σ of the waits that are over, however they ended
  };

  // Requires: units ≥ 0.
  Resource(Simulation& simulation, std::int64_t units);
  ~Resource();
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

  // From now on there are so many units. Requires: units ≥ 0.
  void set_capacity(std::int64_t units, AtShiftEnd busy = AtShiftEnd::Finish);
  // The same at a time to come, as an event of class ShiftChange: after services that end at that
  // microsecond, before anybody who arrives at it. Requires: `at` not in the past; the resource
  // lives until then; 0 ≤ units < 2^32.
  EventHandle set_capacity_at(SimTime at, std::int64_t units, AtShiftEnd busy = AtShiftEnd::Finish);

  const Counts& counts() const { return counts_; }
  // Over time, in units and in requests. Overtime is what is busy beyond the capacity.
  const Level& in_line() const { return in_line_; }
  const Level& busy() const { return busy_; }
  const Level& capacity() const { return capacity_; }
  const Level& overtime() const { return overtime_; }
  std::int64_t free() const { return std::max<std::int64_t>(0, capacity_.value() - busy_.value()); }

  // Σ of all waits until now, those of who still waits included. By Little's law it is the area
  // under in_line(), to the microsecond. Costs a walk along the line.
  SimDuration waited_until_now() const;

 private:
  friend class Seat;

  bool all_busy() const { return busy_.value() >= capacity_.value(); }
  bool take_at_once(Seat& seat);
  void join(Seat& seat);
  void begin_use(Seat& seat, Process::Handle process);
  SimTime begin_service(Seat& seat);
  void leave(Seat& seat, std::int64_t Counts::* why);
  void give_back(Seat& seat);
  void hold_begins();
  bool interrupt(Seat& seat);

  void grant(Seat& seat);
  void leave_line(Seat& seat);
  void let_go(Seat& seat);
  void take_away(Seat& seat, Wake reason);
  bool preempt_for(const Seat& seat);
  Seat* victim(unsigned from_priority) const;
  bool can_be_woken(const Seat& holder) const;
  void settle();

  Simulation& simulation_;
  RankedList<Seat> line_;
  RankedList<Seat> holders_;  // by start of their hold on the unit
  bool stop_beyond_capacity_ = false;
  Counts counts_;
  Level in_line_;
  Level busy_;
  Level capacity_;
  Level overtime_;
};

// How a process stands in line.
struct Rank {
  unsigned priority = 0;  // 0 … 15, 0 first
  bool preempts = false;  // may take the unit of a larger priority number
};

// One process's claim on a unit of a resource: idle, in line, or held. Lives in the process's frame
// and gives the unit back when it dies. Must not die while its process waits for it.
class Seat {
 public:
  class Seize;
  class Hold;
  class Use;

  explicit Seat(Resource& resource, Rank rank = {}) : resource_(&resource), rank_(rank) {
    CASELOAD_CHECK(rank.priority < RankedList<Seat>::kPriorities, "a priority is from 0 to 15");
  }
  ~Seat() {
    if (held()) resource_->give_back(*this);
  }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;

  bool held() const { return state_ == State::Held; }
  bool in_line() const { return state_ == State::InLine; }
  unsigned priority() const { return rank_.priority; }

  // co_await: waits for a unit. Granted, TimedOut at the deadline, or Cancelled. Requires: idle;
  // the deadline is not in the past.
  [[nodiscard]] Seize seize(SimTime deadline = SimTime::max());

  // co_await: keeps the unit so long. TimedOut: to the end. Preempted, ShiftEnded: the unit is
  // lost. Cancelled: cut short by cancel(), the unit is still held. Requires: held; duration ≥ 0.
  [[nodiscard]] Hold hold(SimDuration duration);
  // co_await: waits for a unit, keeps it so long and gives it back, all in one wait. TimedOut: to
  // the end. Preempted, ShiftEnded: the unit is lost. Cancelled: cut short in line or in service.
  // Requires: idle; duration ≥ 0.
  [[nodiscard]] Use use(SimDuration duration);
  // What was still to do of the last hold() or use() when it was cut short; 0 if it was not.
  SimDuration left() const { return left_; }

  // Gives the unit back. Requires: held.
  void release() {
    CASELOAD_CHECK(held(), "only a unit that is held can be given back");
    resource_->give_back(*this);
  }

  // Somebody else ends the wait in line, or the hold. False: there is nothing to end (any more), as
  // at the microsecond at which a unit was granted or the hold is over.
  bool cancel() { return resource_ != nullptr && resource_->interrupt(*this); }

 private:
  friend class Resource;
  friend class IntrusiveList<Seat>;
  enum class State : std::uint8_t { Idle, InLine, Held };

  Resource* resource_;       // null once it has died
  Sleeper sleeper_;          // in line, or in hold()
  Seat* previous = nullptr;  // in line, or among the holders
  Seat* next = nullptr;
  SimTime since_{};     // in line
  SimTime until_{};     // end of the hold
  SimDuration left_{};  // of a use() in line: all of it
  Rank rank_;
  State state_ = State::Idle;
  bool in_use_ = false;     // in use(): service begins with the grant
  bool lost_unit_ = false;  // seizes again in front of its priority
};

}  // namespace caseload::engine

#include "sim/engine/resource_inline.hpp"  // IWYU pragma: export
