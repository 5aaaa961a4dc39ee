#pragma once

// The minute ledger: which worked minutes are credited to a patient's month, and why the others are not.
//
// Credited time is the union of the logged intervals of eligible staff on countable RPM work: two
// people at the same moment count once, nothing is rounded up, minutes inside an E/M visit (or on its
// day: RuleSet::visit_exclusion), of another programme, of clerks, of set-up, of voicemail and unanswered
// attempts are never credited. A live contact is recorded apart from minutes. An entry that crosses midnight
// at the end of a month counts in each month for its part.

#include <span>
#include <string_view>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/rules/rule_set.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::sim {

enum class NotCounted : std::uint8_t { Role, Activity, OtherProgram, Visit, Overlap, MarkedNotCountable, OutsideMonth };
std::string_view why(NotCounted reason);  // "at the same time as another entry"

struct CreditLine {
  std::size_t entry = 0;      // index into the entries given
  SimDuration credited{};     // the part of it that counts
  struct Loss { NotCounted reason; SimDuration duration{}; };
  std::vector<Loss> losses;   // credited + losses = the entry's length
};
struct Credit {
  SimDuration credited{};
  bool live_contact = false;      // an entry marked live by eligible staff, in this program, began in the month
  SimDuration practitioner{};     // of it, by practitioners (99091)
};

// The month's credit of one patient for one program. Entries and visits are of that patient, in any order.
// `lines`, where given, receives one line per entry, in the order of `entries`.
Credit credit(std::span<const TimeEntry> entries, std::span<const Visit> visits, Program program, CalendarMonth month,
              const ZoneTable& zone, const RuleSet& rules, std::vector<CreditLine>* lines = nullptr);

}  // namespace caseload::sim
