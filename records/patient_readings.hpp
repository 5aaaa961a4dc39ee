#pragma once

// One patient's days with readings, by whose device codes they count for.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "records/practice.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::records {

// What each sort of reading is worth, by the rules of the day.
class ReadingOwners {
 public:
  ReadingOwners(const ReadingSorts& sorts, const rules::RuleBook& rules);
  // A day for which there are no rules is judged by the first there are.
  const ReadingOwner& of(const ReadingDay& day) const;

 private:
  const rules::RuleBook& rules_;
  std::vector<std::vector<ReadingOwner>> by_set_;  // in the order of the book, then by sort
};

// Distinct days.
struct DaysWithReadings {
  int rpm = 0;
  int rtm = 0;
  int unsaid = 0;         // nobody says whose
  int rpm_or_unsaid = 0;  // one of the two
  std::array<int, rules::kRtmSystems> of_system{};
};

class PatientReadings {
 public:
  // Requires: in order.
  PatientReadings(std::span<const ReadingDay> readings, const ReadingOwners& owners)
      : readings_(readings), owners_(owners) {}

  DaysWithReadings between(LocalDay from, LocalDay to) const;  // both inclusive
  // The first day with a reading of one of these.
  std::optional<LocalDay> first(std::initializer_list<ReadingOwner::Who> whose) const;
  // Whether there is an RTM device for the system.
  bool has(rules::RtmSystem system) const;

 private:
  std::span<const ReadingDay> readings_;
  const ReadingOwners& owners_;
};

}  // namespace caseload::records
