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
// Each slot knows the one key that is alive; a key that its slot does not know is dead. Cancelling
// makes the slot forget. Dead keys are dropped when their turn comes and swept once they outnumber
// the living, so memory follows the live events.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/far_future.hpp"
#include "sim/engine/key_heap.hpp"

namespace caseload::engine {

// The order of events at the same microsecond.
enum class EventClass : std::uint8_t { Release, ShiftChange, Wake, Ordinary, Sample };

// What an event does: a plain function, called with the two words given when it was scheduled.
using EventAction = void (*)(void* context, std::uint64_t argument);

// Names one scheduled event for ever; stale handles are harmless.
struct EventHandle {
  std::uint64_t key = 0;  // the lower word of its key; 0: none
};

struct Event {
  SimTime at;
  EventClass event_class = EventClass::Ordinary;
  std::uint32_t entity = 0;  // whom it concerns, for the fingerprint
  EventAction action = nullptr;
  void* context = nullptr;
  std::uint64_t argument = 0;
};

// An event that is scheduled over and over, once at a time: the wake-up of a process. It leaves
// with its context and no action: whoever made it knows what to do.
struct StandingEvent {
  std::uint32_t slot = UINT32_MAX;
};

class EventQueue {
 public:
  // At most 2^24 events may be pending or standing and 2^36 scheduled in one run (checked).
  // Requires: not earlier than the last event that left, nor than an `end` for which pop_before()
  // had none.
  EventHandle schedule(const Event& event);
  // False: it has happened, was cancelled before, or never was.
  bool cancel(EventHandle handle);
  bool pending(EventHandle handle) const {
    const std::uint32_t slot = slot_of(handle.key);
    return handle.key != 0 && slot < slots_.size() && slots_[slot].alive == handle.key;
  }

  // Nothing is pending yet. To be dismissed by who made it.
  StandingEvent make_standing(std::uint32_t entity, void* context);
  void dismiss(StandingEvent event);
  // Requires: it is not pending; `at` as for schedule(), which is not checked here.
  void schedule(StandingEvent event, SimTime at, EventClass event_class);
  bool cancel(StandingEvent event);
  // Calls `visit(context)` for each; it may dismiss any of them.
  template <class Visit>
  void for_each_standing(const Visit& visit) {
    for (std::size_t slot = 0; slot < slots_.size(); ++slot)
      if (slots_[slot].next_free == kStands) visit(slots_[slot].context);
  }

  bool empty() const { return live_ == 0; }
  std::size_t size() const { return live_; }
  // How many have left in their turn.
  std::uint64_t popped() const { return sequence_ / kOneSequence - cancelled_ - live_; }

  // Takes the first event out. Requires: !empty().
  Event pop();
  // The same, if there is one and it is earlier than `end`.
  std::optional<Event> pop_before(SimTime end);

 private:
  using Key = KeyHeap::Key;
  // Two to a cache line. Arguments, which wake-ups have none of, lie apart.
  struct alignas(32) Slot {
    std::uint64_t alive = 0;  // the lower word of the pending key; 0: none
    void* context = nullptr;
    EventAction action = nullptr;
    std::uint32_t entity = 0;
    std::uint32_t next_free = kNoSlot;  // or kStands
  };

  static constexpr std::uint64_t kMaxSlots = std::uint64_t{1} << 24;
  // A key's lower word: four bits of class, 36 of sequence, 24 of slot.
  static constexpr std::uint64_t kOneSequence = std::uint64_t{1} << 24;
  static constexpr unsigned kClassShift = 60;
  static constexpr std::uint32_t kNoSlot = UINT32_MAX;
  static constexpr std::uint32_t kStands = UINT32_MAX - 1;
  static constexpr Key kNone = ~Key{0};
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
  static std::uint64_t low_word(Key key) { return static_cast<std::uint64_t>(key); }
  static std::uint32_t slot_of(std::uint64_t low) {
    return static_cast<std::uint32_t>(low) & 0xFFFFFFU;
  }
  bool dead(Key key) const { return slots_[slot_of(low_word(key))].alive != low_word(key); }

  // Makes the event in this slot pending.
  std::uint64_t insert(std::uint32_t slot, SimTime at, EventClass event_class);
  void forget(Slot& slot);
  std::uint32_t take_slot();
  void give_back(std::uint32_t slot) {
    slots_[slot].next_free = free_;
    free_ = slot;
  }
  void add_slot();

  // Takes the first live event's key out of the heap or the ties, if it is not later than `last`:
  // else kNone. pop_before() itself does what is usual.
  Key search_first(std::uint64_t last);
  // What happens at this key, which is not pending any more.
  Event leave(Key key);

  // Brings near what comes first, if that is not later than `last`. Requires: nothing is near.
  bool draw_near(std::uint64_t last);
  void step_along_ties();
  void fetch(Key key) const;
  // Sorts the keys of a heap that has grown too large into the far future.
  void thin_out();
  void sweep();

  KeyHeap near_;
  FarFuture far_;
  std::uint64_t reach_ = kForever;  // what is not later belongs into the heap
  std::size_t crowd_ = kCrowd;      // at more keys than this, the heap is too large
  std::vector<Slot> slots_;
  std::vector<std::uint64_t> arguments_;  // by slot
  std::uint32_t free_ = kNoSlot;
  std::size_t live_ = 0;
  std::uint64_t cancelled_ = 0;
  std::uint64_t sequence_ = 0;  // of the last scheduled, in its place in a key
  std::uint64_t last_popped_ = 0;
  std::vector<Key> arriving_;  // empty between calls
  // Very many of one microsecond need no heap: they are kept in their order, and the first that has
  // not left is compared with the heap's.
  std::vector<Key> tied_;
  std::size_t ties_left_ = 0;
};

[[gnu::always_inline]] inline std::uint64_t EventQueue::insert(std::uint32_t slot, SimTime at,
                                                               EventClass event_class) {
  sequence_ += kOneSequence;
  CASELOAD_CHECK(sequence_ >> kClassShift == 0, "too many events in one run");
  const std::uint64_t low =
      std::uint64_t{static_cast<std::uint8_t>(event_class)} << kClassShift | sequence_ | slot;
  slots_[slot].alive = low;
  ++live_;
  const Key key = Key{order_of(at)} << 64 | low;
  if (order_of(key) > reach_) [[unlikely]] {
    far_.add(key);
  } else if (near_.push(key) > crowd_) [[unlikely]] {
    thin_out();
  }
  return low;
}

inline std::uint32_t EventQueue::take_slot() {
  if (free_ == kNoSlot) [[unlikely]]
    add_slot();
  return std::exchange(free_, slots_[free_].next_free);
}

inline StandingEvent EventQueue::make_standing(std::uint32_t entity, void* context) {
  const std::uint32_t slot = take_slot();
  slots_[slot] = {.context = context, .entity = entity, .next_free = kStands};
  return {slot};
}

inline void EventQueue::dismiss(StandingEvent event) {
  cancel(event);
  give_back(event.slot);
}

inline bool EventQueue::cancel(StandingEvent event) {
  if (slots_[event.slot].alive == 0) return false;
  forget(slots_[event.slot]);
  return true;
}

inline EventHandle EventQueue::schedule(const Event& event) {
  CASELOAD_CHECK(event.action != nullptr, "an event needs something to do");
  CASELOAD_CHECK(order_of(event.at) >= last_popped_, "an event was scheduled in the past");
  const std::uint32_t slot = take_slot();
  Slot& body = slots_[slot];
  body.context = event.context;
  body.action = event.action;
  body.entity = event.entity;
  arguments_[slot] = event.argument;
  return {insert(slot, event.at, event.event_class)};
}

[[gnu::always_inline]] inline void EventQueue::schedule(StandingEvent event, SimTime at,
                                                        EventClass event_class) {
  CASELOAD_CHECK(slots_[event.slot].alive == 0, "a standing event is pending already");
  insert(event.slot, at, event_class);
}

[[gnu::always_inline]] inline Event EventQueue::leave(Key key) {
  last_popped_ = order_of(key);
  const std::uint32_t slot = slot_of(low_word(key));
  Slot& body = slots_[slot];
  Event event{.at = time_of(last_popped_),
              .event_class = static_cast<EventClass>(low_word(key) >> kClassShift),
              .entity = body.entity,
              .action = body.action,
              .context = body.context};
  body.alive = 0;
  --live_;
  if (event.action != nullptr) {  // it does not stand
    event.argument = arguments_[slot];
    give_back(slot);
  }
  return event;
}

inline Event EventQueue::pop() {
  CASELOAD_CHECK(live_ > 0, "an empty queue has no next event");
  return leave(search_first(kForever));
}

[[gnu::always_inline]] inline std::optional<Event> EventQueue::pop_before(SimTime end) {
  if (order_of(end) == 0) return std::nullopt;
  const std::uint64_t last = order_of(end) - 1;
  for (;;) {
    const Key first = near_.top();  // later than any if there is none
    if (order_of(first) > last || ties_left_ > 0) [[unlikely]] {
      if (ties_left_ > 0) {  // many in a row
        const Key tied = tied_[tied_.size() - ties_left_];
        if (tied < first && order_of(tied) <= last && !dead(tied)) {
          step_along_ties();
          return leave(tied);
        }
      }
      const Key found = search_first(last);
      if (found == kNone) return std::nullopt;
      return leave(found);
    }
    near_.pop();
    if (!dead(first)) [[likely]]
      return leave(first);
  }
}

}  // namespace caseload::engine
