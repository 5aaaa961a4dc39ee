#include "sim/engine/event_queue.hpp"

#include <algorithm>

namespace caseload::sim {

bool EventQueue::cancel(EventHandle handle) {
  if (!pending(handle)) return false;
  Slot& body = slots_[handle.slot];
  body.action = nullptr;  // the slot stays taken until its key leaves
  ++body.generation;
  --live_;
  const std::size_t keys = near_.size() + far_.size();
  if (keys > 64 && keys > 2 * live_) sweep();
  return true;
}

void EventQueue::add_slot() {
  CASELOAD_CHECK(slots_.size() < kMaxSlots, "too many pending events");
  slots_.emplace_back();
  give_back(static_cast<std::uint32_t>(slots_.size() - 1));
}

bool EventQueue::draw_near(std::uint64_t last) {
  if (far_.empty()) {
    reach_ = kForever;
    crowd_ = kCrowd;
    return false;
  }
  if (!far_.take_earliest(last, arriving_, &reach_)) return false;
  for (const Key key : arriving_) __builtin_prefetch(&slots_[slot_of(key)]);
  for (const Key key : arriving_) {
    if (dead(key)) {
      give_back(slot_of(key));
      continue;
    }
    near_.append(key);
    // As a number: a context may be null, or end before the next cache line begins.
    const auto context = reinterpret_cast<std::uintptr_t>(slots_[slot_of(key)].context);
    __builtin_prefetch(reinterpret_cast<const void*>(context));
    __builtin_prefetch(reinterpret_cast<const void*>(context + 64));
  }
  near_.restore_order();
  crowd_ = std::max(kCrowd, 2 * near_.size());
  arriving_.clear();
  return true;
}

void EventQueue::thin_out() {
  if (far_.empty()) far_.start_at(last_popped_);
  reach_ = far_.position();
  near_.remove_if([this](Key key) {
    if (order_of(key) <= reach_) return false;
    far_.add(key);
    return true;
  });
  crowd_ = std::max(kCrowd, 2 * near_.size());
}

void EventQueue::sweep() {
  const auto gone = [this](Key key) {
    if (!dead(key)) return false;
    give_back(slot_of(key));
    return true;
  };
  near_.remove_if(gone);
  far_.remove_if(gone);
}

}  // namespace caseload::sim
