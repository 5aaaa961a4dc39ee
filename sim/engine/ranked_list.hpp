#pragma once

// Members in the order of their priority, and within one priority in the order of joining.
//
// One intrusive list per priority and a word that says which are not empty: every operation is a
// few instructions, whatever the length. A member says its priority() and does not change it while
// it is here.

#include <array>
#include <cstdint>

#include "sim/engine/intrusive_list.hpp"

namespace caseload::engine {

template <class Member>
class RankedList {
 public:
  static constexpr unsigned kPriorities = 16;  // 0 … 15, 0 first

  bool empty() const { return taken_ == 0; }
  // Of the smallest priority present, who is in front; null if empty.
  Member* first() const {
    return empty() ? nullptr : of_priority_[static_cast<unsigned>(__builtin_ctz(taken_))].first();
  }
  const IntrusiveList<Member>& of_priority(unsigned priority) const {
    return of_priority_[priority];
  }

  void push_back(Member& member) {
    of_priority_[member.priority()].push_back(member);
    taken_ |= 1U << member.priority();
  }
  // In front of its own priority, not of all.
  void push_front(Member& member) {
    of_priority_[member.priority()].push_front(member);
    taken_ |= 1U << member.priority();
  }
  // Requires: it is in this list.
  void remove(Member& member) {
    IntrusiveList<Member>& list = of_priority_[member.priority()];
    list.remove(member);
    if (list.empty()) taken_ &= ~(1U << member.priority());
  }

 private:
  std::array<IntrusiveList<Member>, kPriorities> of_priority_;
  std::uint32_t taken_ = 0;
};

}  // namespace caseload::engine
