#pragma once

// What a month's care plan makes due, in order of time.
//
// The whole panel's month is planned at once, some six pieces of work for every patient. Put in
// order once and read from the front, they need a third of the memory of as many scheduled events,
// and the simulation's future holds one event in their stead.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/care/tasks/task.hpp"

namespace caseload::care {

class Agenda {
 public:
  struct Entry {
    SimTime due;
    std::uint32_t patient = kNobody;  // whom it concerns; kNobody: an offer
    TaskId task = 0;
  };

  // Call before a month is planned: what has passed makes room; what is left stays.
  void forget_the_past() {
    entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(next_));
    next_ = 0;
  }

  void plan(const Entry& entry) {
    // Doubling would hold as much again in reserve as a large panel needs.
    if (entries_.size() == entries_.capacity()) {
      entries_.reserve(entries_.size() + entries_.size() / 4 + 64);
    }
    entries_.push_back(entry);
  }

  // Call when a month is planned. Equal times go by patient, then by task.
  void put_in_order() {
    std::ranges::sort(entries_, {}, [](const Entry& entry) {
      return std::tuple{entry.due, entry.patient, entry.task};
    });
  }

  // Null at the end. Requires: put in order since the last plan().
  const Entry* first() const { return next_ < entries_.size() ? &entries_[next_] : nullptr; }
  // So many places behind the first, if there is one there: what will soon be needed.
  const Entry* ahead(std::size_t places) const {
    return next_ + places < entries_.size() ? &entries_[next_ + places] : nullptr;
  }
  void take_first() { ++next_; }

 private:
  std::vector<Entry> entries_;
  std::size_t next_ = 0;
};

}  // namespace caseload::care
