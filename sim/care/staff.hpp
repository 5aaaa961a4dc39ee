#pragma once

// Who does the work: people as a scenario file describes them.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::sim {

// Clock times on a local day, minutes from midnight; from < to.
struct ClockSpan {
  int from_minute = 0;
  int to_minute = 0;
  bool operator==(const ClockSpan&) const = default;
};

struct StaffMember {
  std::string name;
  Role role = Role::Rn;
  int ordinal =
      0;  // among the scenario's people of this role, from 0: the address of this person's luck
  std::array<std::optional<ClockSpan>, 7> hours;  // by weekday, 0 = Sunday
  std::vector<ClockSpan> breaks;                  // within the hours
  int huddle_minutes = 15;                        // at the start of the shift; not RPM
  int in_basket_minutes = 15;                     // at the end of the shift; not RPM
  double rpm_share = 1.0;                         // of each remaining clock hour, for RPM; 0 … 1
  double speed = 1.0;                             // durations are divided by it
  double leave_weeks = 3;                         // whole weeks a year
  double sick_share = 0.03;                       // of working days
  double sick_spell_days = 3;                     // mean, ≥ 1
  Cents wage_per_hour{};
  bool vendor = false;  // employed by a vendor: paid for by a fee per patient-month, not by wages
};

}  // namespace caseload::sim
