#pragma once

// A list whose links are in its members, `previous` and `next`: joining and leaving, from anywhere,
// cost the same few instructions and no memory.
//
// It owns nothing. A member is in one list at a time, and leaves it before it dies or moves.

namespace caseload::engine {

template <class Member>
class IntrusiveList {
 public:
  bool empty() const { return first_ == nullptr; }
  Member* first() const { return first_; }  // null if empty
  Member* last() const { return last_; }

  void push_back(Member& member) {
    member.previous = last_;
    member.next = nullptr;
    (last_ != nullptr ? last_->next : first_) = &member;
    last_ = &member;
  }

  void push_front(Member& member) {
    member.previous = nullptr;
    member.next = first_;
    (first_ != nullptr ? first_->previous : last_) = &member;
    first_ = &member;
  }

  // Requires: it is in this list.
  void remove(Member& member) {
    (member.previous != nullptr ? member.previous->next : first_) = member.next;
    (member.next != nullptr ? member.next->previous : last_) = member.previous;
  }

 private:
  Member* first_ = nullptr;
  Member* last_ = nullptr;
};

}  // namespace caseload::engine
