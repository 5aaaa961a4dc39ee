#pragma once

// The future, in order.
//
// Events leave by (time, class, sequence): at equal times a release goes before a shift change, a
// shift change before a wake-up, and within a class whoever was scheduled first. No address, hash
// or thread decides anything. The whole order is one 128-bit integer; what an event does lies
// apart, in a slab. Keys that are soon due are in a heap (key_heap.hpp). Where there are many, the
// others wait in coarser order (far_future.hpp), and what the next hundred events need is fetched
// into the cache together.
//
// Cancelling marks the event dead; dead keys are dropped when their turn comes and swept once they
// outnumber the living, so memory follows the live events.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/far_future.hpp"
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
  // At most 2^24 events may be pending and 2^36 scheduled in one run (checked). Requires: not
  // earlier than the last event that left, nor than an `end` for which pop_before() had none.
  EventHandle schedule(SimTime at, EventClass event_class, std::uint32_t entity, EventAction action,
                       void* context, std::uint64_t argument);
  EventHandle schedule(const Event& event) {
    return schedule(event.at, event.event_class, event.entity, event.action, event.context,
                    event.argument);
  }

  // False: it has happened, was cancelled before, or never was.
  bool cancel(EventHandle handle);
  bool pending(EventHandle handle) const {
    return handle.slot < slots_.size() && slots_[handle.slot].generation == handle.generation &&
           slots_[handle.slot].action != nullptr;
  }

  bool empty() const { return live_ == 0; }
  std::size_t size() const { return live_; }

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
    std::uint32_t entity = 0;  // of a free slot: the next free one
    std::uint32_t generation = 0;
    EventAction action = nullptr;  // null: dead or free
    std::uint64_t argument = 0;
  };

  static constexpr std::uint64_t kMaxSlots = std::uint64_t{1} << 24;
  static constexpr std::uint64_t kMaxScheduled = std::uint64_t{1} << 36;
  static constexpr std::uint32_t kNoSlot = UINT32_MAX;
  static constexpr std::uint64_t kForever = UINT64_MAX;
  static constexpr std::size_t kCrowd = 1024;

  // Signed microseconds as an unsigned number of the same order, and back.
  static std::uint64_t order_of(SimTime at) {
    return static_cast<std::uint64_t>(at.time_since_epoch().count()) ^ (std::uint64_t{1} << 63);
  }
  static SimTime time_of(std::uint64_t order) {
    return SimTime{SimDuration{static_cast<std::int64_t>(order ^ (std::uint64_t{1} << 63))}};
  }
  static std::uint64_t order_of(Key key) { return static_cast<std::uint64_t>(key >> 64); }
  static std::uint32_t slot_of(Key key) { return static_cast<std::uint32_t>(key) & 0xFFFFFFU; }
  bool dead(Key key) const { return slots_[slot_of(key)].action == nullptr; }
  void give_back(std::uint32_t slot) { slots_[slot].entity = std::exchange(free_, slot); }
  void add_slot();

  // The first live event's key at the top of `near_`, if there is one not later than `last`.
  [[gnu::always_inline]] std::optional<Key> find_first(std::uint64_t last) {
    for (;;) {
      if (near_.empty() && !draw_near(last)) return std::nullopt;
      if (near_.empty()) continue;  // all that came near were dead
      const Key key = near_.top();
      if (!dead(key)) [[likely]] {
        if (order_of(key) > last) return std::nullopt;
        return key;
      }
      near_.pop();
      give_back(slot_of(key));
    }
  }
  // Takes out what find_first() found.
  Event take(Key key);

  // Refills the empty heap with what comes first, if that starts not later than `last`.
  bool draw_near(std::uint64_t last);
  // Sorts the keys of a heap that has grown too large into the far future.
  void thin_out();
  void sweep();

  KeyHeap near_;
  FarFuture far_;
  std::uint64_t reach_ = kForever;  // what is not later belongs into the heap
  std::size_t crowd_ = kCrowd;      // at more keys than this, the heap is too large
  std::vector<Slot> slots_;
  std::uint32_t free_ = kNoSlot;
  std::size_t live_ = 0;
  std::uint64_t scheduled_ = 0;
  std::uint64_t last_popped_ = 0;
  std::vector<Key> arriving_;  // empty between calls
};

[[gnu::always_inline]] inline EventHandle EventQueue::schedule(SimTime at, EventClass event_class,
                                                               std::uint32_t entity,
                                                               EventAction action, void* context,
                                                               std::uint64_t argument) {
  const std::uint64_t order = order_of(at);
  CASELOAD_CHECK(action != nullptr, "an event needs something to do");
  CASELOAD_CHECK(order >= last_popped_, "an event was scheduled in the past");
  CASELOAD_CHECK(scheduled_ < kMaxScheduled, "too many events in one run");
  if (free_ == kNoSlot) [[unlikely]]
    add_slot();
  const std::uint32_t slot = free_;
  Slot& body = slots_[slot];
  free_ = body.entity;
  body.action = action;
  body.context = context;
  body.argument = argument;
  body.entity = entity;

  const std::uint64_t low =
      std::uint64_t{static_cast<std::uint8_t>(event_class)} << 60 | scheduled_++ << 24 | slot;
  const Key key = Key{order} << 64 | low;
  ++live_;
  if (order > reach_) {
    far_.add(key);
  } else {
    near_.push(key);
    if (near_.size() > crowd_) thin_out();
  }
  return {slot, body.generation};
}

[[gnu::always_inline]] inline Event EventQueue::take(Key key) {
  near_.pop();
  Slot& body = slots_[slot_of(key)];
  last_popped_ = order_of(key);
  const Event event{.at = time_of(last_popped_),
                    .event_class = static_cast<EventClass>(static_cast<std::uint64_t>(key) >> 60),
                    .entity = body.entity,
                    .action = body.action,
                    .context = body.context,
                    .argument = body.argument};
  body.action = nullptr;
  ++body.generation;
  give_back(slot_of(key));
  --live_;
  return event;
}

inline Event EventQueue::pop() {
  CASELOAD_CHECK(live_ > 0, "an empty queue has no next event");
  return take(*find_first(kForever));
}

[[gnu::always_inline]] inline std::optional<Event> EventQueue::pop_before(SimTime end) {
  const std::uint64_t order = order_of(end);
  if (live_ == 0 || order == 0) return std::nullopt;
  const std::optional<Key> first = find_first(order - 1);
  if (!first) return std::nullopt;
  return take(*first);
}

}  // namespace caseload::sim
