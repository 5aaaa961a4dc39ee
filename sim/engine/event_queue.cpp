#include "sim/engine/event_queue.hpp"

#include "sim/base/check.hpp"

namespace caseload::sim {
namespace {

constexpr std::uint64_t kMaxSlots = std::uint64_t{1} << 24;
constexpr std::uint64_t kMaxScheduled = std::uint64_t{1} << 36;

// Signed microseconds as an unsigned number of the same order.
constexpr std::uint64_t order_of(SimTime at) {
  return static_cast<std::uint64_t>(at.time_since_epoch().count()) ^ (std::uint64_t{1} << 63);
}
constexpr SimTime time_of(std::uint64_t order) {
  return SimTime{SimDuration{static_cast<std::int64_t>(order ^ (std::uint64_t{1} << 63))}};
}

}  // namespace

EventHandle EventQueue::schedule(const Event& event) {
  CASELOAD_CHECK(event.action != nullptr, "an event needs something to do");
  CASELOAD_CHECK(scheduled_ < kMaxScheduled, "too many events in one run");
  std::uint32_t slot = 0;
  if (free_.empty()) {
    CASELOAD_CHECK(slots_.size() < kMaxSlots, "too many pending events");
    slot = static_cast<std::uint32_t>(slots_.size());
    slots_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  Slot& body = slots_[slot];
  body.action = event.action;
  body.context = event.context;
  body.argument = event.argument;
  body.entity = event.entity;

  const std::uint64_t low =
      std::uint64_t{static_cast<std::uint8_t>(event.event_class)} << 60 | scheduled_++ << 24 | slot;
  heap_.push(Key{order_of(event.at)} << 64 | low);
  ++live_;
  return {slot, body.generation};
}

bool EventQueue::pending(EventHandle handle) const {
  return handle.slot < slots_.size() && slots_[handle.slot].generation == handle.generation &&
         slots_[handle.slot].action != nullptr;
}

bool EventQueue::cancel(EventHandle handle) {
  if (!pending(handle)) return false;
  Slot& body = slots_[handle.slot];
  body.action = nullptr;  // the slot stays taken until its key leaves the heap
  ++body.generation;
  --live_;
  if (heap_.size() > 64 && heap_.size() > 2 * live_) sweep();
  return true;
}

SimTime EventQueue::next_time() {
  CASELOAD_CHECK(live_ > 0, "an empty queue has no next event");
  drop_dead_top();
  return time_of(static_cast<std::uint64_t>(heap_.top() >> 64));
}

Event EventQueue::pop() {
  CASELOAD_CHECK(live_ > 0, "an empty queue has no next event");
  drop_dead_top();
  return take_top();
}

std::optional<Event> EventQueue::pop_before(SimTime end) {
  if (live_ == 0) return std::nullopt;
  drop_dead_top();
  if (static_cast<std::uint64_t>(heap_.top() >> 64) >= order_of(end)) return std::nullopt;
  return take_top();
}

Event EventQueue::take_top() {
  const Key key = heap_.top();
  heap_.pop();
  fetch_ahead();
  Slot& body = slots_[slot_of(key)];
  const Event event{.at = time_of(static_cast<std::uint64_t>(key >> 64)),
                    .event_class = static_cast<EventClass>(static_cast<std::uint64_t>(key) >> 60),
                    .entity = body.entity,
                    .action = body.action,
                    .context = body.context,
                    .argument = body.argument};
  body.action = nullptr;
  ++body.generation;
  free_.push_back(slot_of(key));
  --live_;
  return event;
}

// With many events pending, what the next one needs has left the cache. While this event is being
// done, the memory behind the next is fetched, and the slots of the four of which one comes after.
void EventQueue::fetch_ahead() const {
  constexpr std::size_t kMany = 2048;
  if (heap_.size() < kMany) return;
  // As a number: a context may be null, or end before the next cache line begins.
  const auto context = reinterpret_cast<std::uintptr_t>(slots_[slot_of(heap_.top())].context);
  __builtin_prefetch(reinterpret_cast<const void*>(context));
  __builtin_prefetch(reinterpret_cast<const void*>(context + 64));
  for (const Key key : heap_.next_to_top()) __builtin_prefetch(&slots_[slot_of(key)]);
}

void EventQueue::drop_dead_top() {
  while (slots_[slot_of(heap_.top())].action == nullptr) {
    free_.push_back(slot_of(heap_.top()));
    heap_.pop();
  }
}

void EventQueue::sweep() {
  heap_.remove_if([this](Key key) {
    const std::uint32_t slot = slot_of(key);
    if (slots_[slot].action != nullptr) return false;
    free_.push_back(slot);
    return true;
  });
}

}  // namespace caseload::sim
