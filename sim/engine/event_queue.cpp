#include "sim/engine/event_queue.hpp"

#include <algorithm>

namespace caseload::engine {

void EventQueue::add_slot() {
  CASELOAD_CHECK(slots_.size() < kMaxSlots, "too many pending events");
  slots_.emplace_back();
  arguments_.emplace_back();
  give_back(static_cast<std::uint32_t>(slots_.size() - 1));
}

// Its key is dead from now on.
void EventQueue::forget(Slot& slot) {
  slot.alive = 0;
  --live_;
  ++cancelled_;
  const std::size_t keys = near_.size() + far_.size();
  if (keys > 64 && keys > 2 * live_) sweep();
}

bool EventQueue::cancel(EventHandle handle) {
  if (!pending(handle)) return false;
  give_back(slot_of(handle.key));
  forget(slots_[slot_of(handle.key)]);
  return true;
}

EventQueue::Key EventQueue::search_first(std::uint64_t last) {
  for (;;) {
    if (near_.empty() && ties_left_ == 0) {
      if (!draw_near(last)) return kNone;
      continue;  // all that came near may have been dead
    }
    const Key near = near_.top();
    const Key tied = ties_left_ > 0 ? tied_[tied_.size() - ties_left_] : kNone;
    const Key first = std::min(near, tied);
    const bool is_dead = dead(first);
    if (!is_dead && order_of(first) > last) return kNone;
    first == tied ? step_along_ties() : near_.pop();
    if (!is_dead) return first;
  }
}

bool EventQueue::draw_near(std::uint64_t last) {
  if (far_.empty()) {
    reach_ = kForever;
    crowd_ = kCrowd;
    return false;
  }
  if (!far_.take_earliest(last, arriving_, &reach_)) return false;
  if (arriving_.size() > FarFuture::kFew) {
    if (!std::ranges::is_sorted(arriving_)) std::ranges::sort(arriving_);
    tied_.swap(arriving_);
    ties_left_ = tied_.size();
  } else {
    for (const Key key : arriving_) __builtin_prefetch(&slots_[slot_of(low_word(key))]);
    for (const Key key : arriving_) {
      if (dead(key)) continue;
      near_.append(key);
      fetch(key);
    }
    near_.restore_order();
  }
  arriving_.clear();
  return true;
}

// Into the cache: what the event needs. Waits for its slot, if that is not there yet.
void EventQueue::fetch(Key key) const {
  // As a number: a context may be null, or end before the next cache line begins.
  const auto context = reinterpret_cast<std::uintptr_t>(slots_[slot_of(low_word(key))].context);
  __builtin_prefetch(reinterpret_cast<const void*>(context));
  __builtin_prefetch(reinterpret_cast<const void*>(context + 64));
}

void EventQueue::step_along_ties() {
  constexpr std::size_t kAhead = 8;
  if (--ties_left_ > 2 * kAhead) {
    const Key* const next = tied_.data() + (tied_.size() - ties_left_);
    __builtin_prefetch(&slots_[slot_of(low_word(next[2 * kAhead]))]);
    fetch(next[kAhead]);
  }
}

void EventQueue::thin_out() {
  if (far_.empty()) far_.start_at(last_popped_);
  reach_ = far_.position();
  near_.remove_if([this](Key key) {
    if (order_of(key) <= reach_) return false;
    if (!dead(key)) far_.add(key);
    return true;
  });
  crowd_ = std::max(kCrowd, 2 * near_.size());
}

void EventQueue::sweep() {
  const auto gone = [this](Key key) { return dead(key); };
  near_.remove_if(gone);
  far_.remove_if(gone);
}

}  // namespace caseload::engine
