#pragma once

// A payer's rules as data, in force between two dates. Loaded from scenarios/rules/*.yaml, where
// every number has its source; code holds none of them.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/money.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::sim {

// A tier of the time codes: one code per calendar month from this many full credited minutes on.
struct TimeTier {
  std::string code;                  // "99457"
  SimDuration at_least{};            // 20 min
  std::optional<SimDuration> below;  // 99470: 20 min; absent: no upper end
  bool needs_live_contact = true;
};
// Further units on top of a base code: 99458 after 99457, one per `each` beyond `after`.
struct TimeAddOn {
  std::string code;
  std::string base;     // the code it may be added to
  SimDuration after{};  // 20 min: the first unit needs after + each
  SimDuration each{};
  int max_units = 2;
};
// A tier of the device codes: one code per device period by days with readings.
struct DeviceTier {
  std::string code;  // "99454"
  int days_min = 16;
  int days_max = 30;
};
// Set-up, once per episode of care, when the first period has this many days with readings.
struct SetUpRule {
  std::string code;  // "99453"
  int days_min = 16;
};
// Practitioner time per device period (99091).
struct PractitionerRule {
  std::string code;
  SimDuration at_least{};
  std::vector<std::string> excluded_by;  // codes of the same period that rule it out
};

enum class DevicePeriodKind : std::uint8_t { Rolling30, CalendarMonth };
enum class VisitExclusion : std::uint8_t { Minutes, Day };

struct RuleSet {
  std::string name;                  // "medicare-2026"
  LocalDay effective_from;           // first day
  LocalDay effective_to;             // last day, inclusive
  std::vector<TimeTier> time_tiers;  // exclusive; the highest that is met is billed
  std::vector<TimeAddOn> add_ons;
  std::vector<DeviceTier> device_tiers;  // exclusive
  std::optional<SetUpRule> set_up;
  std::optional<PractitionerRule> practitioner;
  std::vector<TimeTier> ccm_tiers;     // the same shape for CCM minutes (99490)
  std::vector<TimeAddOn> ccm_add_ons;  // 99439
  DevicePeriodKind device_period = DevicePeriodKind::Rolling30;
  VisitExclusion visit_exclusion = VisitExclusion::Minutes;
  std::array<bool, kRoles> role_counts{};  // clinical staff and practitioners; never clerks
  std::array<bool, kRoles> role_is_practitioner{};  // whose time counts for 99091
  std::array<bool, kActivities> activity_counts{};
  std::map<std::string, Cents>
      rates;  // national, non-facility; a billed code without a rate is an error of the file
  std::string source;  // one line for reports

  bool in_force_on(LocalDay day) const { return effective_from <= day && day <= effective_to; }
};

// The rule sets a scenario may use, by date. A day for which none is installed is an error the
// loader reports; for_day checks.
struct RuleBook {
  std::vector<RuleSet> sets;  // disjoint, in order of date
  const RuleSet* find(LocalDay day) const;
  const RuleSet& for_day(LocalDay day) const;  // requires: find(day)
};

}  // namespace caseload::sim
