#pragma once

// Who does the work: people as a scenario file describes them, and the rules they share.

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/care/model/clock_span.hpp"
#include "sim/care/model/on_call.hpp"
#include "sim/population/language.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::care {

// What becomes of the work in hand when its shift ends. A conversation and whatever else may not be
// interrupted is always finished, and so is an urgent alert.
enum class AtShiftEnd : std::uint8_t {
  Finish,           // however long it takes: overtime
  HandOver,         // to a colleague on duty who may do it, as the next thing; else as below
  ReturnToWorklist  // what is left of it waits there for whoever comes
};

// Who works a person's hours when that person is away.
struct Cover {
  std::string by;         // a name among the scenario's people; in the plan (a colleague, on hours
                          // of his or her own that are free) or not (a float, who then works only
                          // in the absent person's place)
  bool sickness = false;  // sickness and stated outages too, not only leave
};

// A new person's speed grows from the first day, in a straight line, to the person's own.
struct RampUp {
  double months = 0;      // of 365.25 ÷ 12 days; 0: at once
  double from_speed = 1;  // as a share of the person's own speed, on the first day
};

// As many addresses of luck as a role has (staff of one role times roles fit 32 bits).
inline constexpr std::uint32_t kPeopleOfARole = 1U << 28;

struct StaffMember {
  std::string name;
  rules::Role role = rules::Role::Rn;
  // The address of this person's luck, unique within the role: made of the name, so that whoever
  // else stands in the scenario, before or after, is away on the days on which he or she was away.
  std::uint32_t random_id = 0;                    // below kPeopleOfARole
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
  // In the country, and under the practice's general supervision: of nobody else do minutes count.
  bool supervised = true;

  std::array<std::optional<double>, 7> rpm_share_on{};  // by weekday, where it is not rpm_share
  std::vector<rules::Activity>
      may{};  // these kinds of work, whatever the role; empty: what the role may
  population::LanguageSet speaks{};  // besides the practice's first language
  double speed_sd = 0;              // lognormal SD of the own speed, drawn once in each replication
  RampUp ramp_up{};                 // counted from `from`
  std::optional<LocalDay> from{};   // the first day employed; absent: before the run
  std::optional<LocalDay> until{};  // the last day employed; absent: after the run
  std::vector<DaySpan> away{};      // leave with dates, besides leave_weeks
  std::vector<DaySpan> out{};       // a plan's stated outages: unplanned, as sickness
  std::optional<Cover> cover{};     // absent: nobody
  std::optional<AtShiftEnd> at_shift_end{};  // absent: as TeamRules says
  std::optional<OnCall> on_call{};           // on call and nothing else: no hours
  int wind_down_minutes = 0;  // at the end of a shift, in which nothing is begun that is expected
                              // to take longer than what is left

  bool employed_on(LocalDay day) const {
    return (!from || *from <= day) && (!until || day <= *until);
  }
  // Of the working hours of a weekday (0 = Sunday), for RPM: 0 … 1.
  double rpm_share_of(std::size_t weekday) const {
    return rpm_share_on[weekday].value_or(rpm_share);
  }
  bool has_hours() const {
    return std::ranges::any_of(hours, [](const auto& shift) { return shift.has_value(); });
  }
};

// How the people of a plan work together.
struct TeamRules {
  AtShiftEnd at_shift_end = AtShiftEnd::Finish;  // of whoever does not say otherwise
};

// Whether this person may do this kind of work, whose roles are given.
inline bool may_do(const StaffMember& member, rules::Activity activity,
                   std::span<const rules::Role> roles) {
  if (!member.may.empty()) return std::ranges::find(member.may, activity) != member.may.end();
  return std::ranges::find(roles, member.role) != roles.end();
}

}  // namespace caseload::care
