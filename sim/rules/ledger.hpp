#pragma once

// The minute ledger: which worked minutes are credited to a patient's month, and why the others are
// not.
//
// Credited time is the union of the logged intervals of eligible staff on countable work of one
// programme: two people at the same moment count once, nothing is rounded up, minutes inside an E/M
// visit (or on its local day: RuleSet::visit_exclusion), of another programme, of clerks, of
// set-up, of voicemail and unanswered attempts are never credited. Of two entries at the same
// moment the one that began earlier keeps it (then the lower index). A moment is credited to one
// programme only: RPM before CCM before RTM before the rest. A live contact is recorded apart from
// minutes. An entry that crosses midnight at the end of a month counts in each month for its part.

#include <span>
#include <string_view>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/rules/rule_set.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::rules {

// In the order in which they are looked for; each instant of an entry is lost to one reason.
enum class NotCounted : std::uint8_t {
  OutsideMonth,
  OtherProgram,
  Role,
  Activity,
  MarkedNotCountable,
  Visit,
  Overlap
};
std::string_view why(NotCounted reason);  // "at the same time as another entry"

struct CreditLine {
  struct Loss {
    NotCounted reason;
    SimDuration duration{};  // > 0
  };
  std::size_t entry = 0;     // index into the entries given
  SimDuration credited{};    // the part of it that counts
  std::vector<Loss> losses;  // in order of reason; credited + losses = the entry's length
};
struct Credit {
  SimDuration credited{};
  // An entry marked live began in the month, and its role, activity and programme count, whether or
  // not its minutes do.
  bool live_contact = false;
  SimDuration practitioner{};  // of `credited`, by practitioners (99091)
};

// The month's credit of one patient for one program. Entries and visits are of that patient, in any
// order; an entry does not end before it starts. `lines`, where given, receives one line per entry,
// in the order of `entries`.
Credit credit(std::span<const TimeEntry> entries, std::span<const Visit> visits, Program program,
              CalendarMonth month, const ZoneTable& zone, const RuleSet& rules,
              std::vector<CreditLine>* lines = nullptr);

// The same from one local day to another, both inclusive: the practitioner's time of a device
// period. Where losses say OutsideMonth they mean outside these days.
Credit credit_between(std::span<const TimeEntry> entries, std::span<const Visit> visits,
                      Program program, LocalDay first_day, LocalDay last_day, const ZoneTable& zone,
                      const RuleSet& rules, std::vector<CreditLine>* lines = nullptr);

}  // namespace caseload::rules
