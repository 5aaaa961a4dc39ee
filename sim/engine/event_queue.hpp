#pragma once

// The future, in order.
//
// Events leave by (time, class, sequence): at equal times a release goes before a shift change, a
// shift change before a wake-up, and within a class whoever was scheduled first. No address, hash
// or thread decides anything. The whole order is one 128-bit integer in a heap (key_heap.hpp); what
// an event does lies apart, in a slab.
//
// Cancelling marks the event dead; dead keys are skipped when they surface and swept once they
// outnumber the living, so memory follows the live events.

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/engine/key_heap.hpp"

namespace caseload::sim {

// The order of events at the same microsecond.
enum class EventClass : std::uint8_t { Release, ShiftChange, Wake, Ordinary, Sample };

// What an event does: a plain function, called with the two words given when it was scheduled.
using EventAction = void (*)(void* context, std::uint64_t argument);

// Names one scheduled event for ever; stale handles are harmless.
struct EventHandle {
  std::uint32_t slot = UINT32_MAX;
  std::uint32_t generation = 0;
};

struct Event {
  SimTime at;
  EventClass event_class = EventClass::Ordinary;
  std::uint32_t entity = 0;  // whom it concerns, for the fingerprint
  EventAction action = nullptr;
  void* context = nullptr;
  std::uint64_t argument = 0;
};

class EventQueue {
 public:
  // At most 2^24 events may be pending and 2^36 scheduled in one run (checked).
  EventHandle schedule(const Event& event);

  // False: it has happened, was cancelled before, or never was.
  bool cancel(EventHandle handle);
  bool pending(EventHandle handle) const;

  bool empty() const { return live_ == 0; }
  std::size_t size() const { return live_; }

  // The first event's time. Requires: !empty().
  SimTime next_time();
  // Takes the first event out. Requires: !empty().
  Event pop();
  // The same, if there is one and it is earlier than `end`.
  std::optional<Event> pop_before(SimTime end);

 private:
  using Key = KeyHeap::Key;
  // Two to a cache line. No two neighbours here are neighbours in Event: copied as one word of 16
  // bytes, they would wait for the two stores that wrote them.
  struct alignas(32) Slot {
    void* context = nullptr;
    std::uint32_t entity = 0;
    std::uint32_t generation = 0;
    EventAction action = nullptr;  // null: dead or free
    std::uint64_t argument = 0;
  };

  static std::uint32_t slot_of(Key key) { return static_cast<std::uint32_t>(key) & 0xFFFFFFU; }
  Event take_top();
  void drop_dead_top();
  void sweep();
  void fetch_ahead() const;

  KeyHeap heap_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::size_t live_ = 0;
  std::uint64_t scheduled_ = 0;
};

}  // namespace caseload::sim
