#include "sim/engine/event_queue.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::sim {
namespace {

constexpr std::size_t kArity = 4;
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
  push_key(Key{order_of(event.at)} << 64 | low);
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
  return time_of(static_cast<std::uint64_t>(heap_.front() >> 64));
}

Event EventQueue::pop() {
  CASELOAD_CHECK(live_ > 0, "an empty queue has no next event");
  drop_dead_top();
  const Key key = pop_key();
  const std::uint32_t slot = slot_of(key);
  Slot& body = slots_[slot];
  const Event event{time_of(static_cast<std::uint64_t>(key >> 64)),
                    static_cast<EventClass>(static_cast<std::uint64_t>(key) >> 60),
                    body.entity,
                    body.action,
                    body.context,
                    body.argument};
  body.action = nullptr;
  ++body.generation;
  free_slot(slot);
  --live_;
  return event;
}

void EventQueue::drop_dead_top() {
  while (slots_[slot_of(heap_.front())].action == nullptr) free_slot(slot_of(pop_key()));
}

void EventQueue::free_slot(std::uint32_t slot) { free_.push_back(slot); }

void EventQueue::push_key(Key key) {
  std::size_t hole = heap_.size();
  heap_.push_back(key);
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / kArity;
    if (heap_[parent] < key) break;
    heap_[hole] = heap_[parent];
    hole = parent;
  }
  heap_[hole] = key;
}

EventQueue::Key EventQueue::pop_key() {
  const Key top = heap_.front();
  const Key last = heap_.back();
  heap_.pop_back();
  if (!heap_.empty()) sift_down(0, last);
  return top;
}

void EventQueue::sift_down(std::size_t hole, Key key) {
  const std::size_t size = heap_.size();
  for (;;) {
    const std::size_t first = hole * kArity + 1;
    if (first >= size) break;
    std::size_t least = first;
    const std::size_t end = std::min(first + kArity, size);
    for (std::size_t child = first + 1; child < end; ++child) {
      least = heap_[child] < heap_[least] ? child : least;
    }
    if (key < heap_[least]) break;
    heap_[hole] = heap_[least];
    hole = least;
  }
  heap_[hole] = key;
}

void EventQueue::sweep() {
  std::erase_if(heap_, [this](Key key) {
    const std::uint32_t slot = slot_of(key);
    if (slots_[slot].action != nullptr) return false;
    free_slot(slot);
    return true;
  });
  for (std::size_t i = heap_.size() / kArity + 1; i-- > 0;) {
    if (i < heap_.size()) sift_down(i, heap_[i]);
  }
}

}  // namespace caseload::sim
