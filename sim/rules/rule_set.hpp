#pragma once

// A payer's rules as data, in force between two dates. Loaded from scenarios/rules/*.yaml, where
// every number has its source; code holds none of them.

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/money.hpp"
#include "sim/rules/documentation.hpp"
#include "sim/rules/fee_schedule.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::rules {

// A tier of the time codes: one code per calendar month from this many full credited minutes on.
struct TimeTier {
  std::string code;                  // "99457"
  SimDuration at_least{};            // 20 min
  std::optional<SimDuration> below;  // 99470: 20 min; absent: no upper end
  bool needs_live_contact = true;
  bool operator==(const TimeTier&) const = default;
};
// Further units on top of a base code: 99458 after 99457, one per `each` beyond `after`.
struct TimeAddOn {
  std::string code;
  std::string base;     // the code it may be added to
  SimDuration after{};  // 20 min: the first unit needs after + each
  SimDuration each{};
  int max_units = 2;
  bool operator==(const TimeAddOn&) const = default;
};
// A tier of the device codes: one code per device period by days with readings.
struct DeviceTier {
  std::string code;  // "99454"
  int days_min = 16;
  int days_max = 30;
  bool operator==(const DeviceTier&) const = default;
};
// Set-up, once per episode of care, when the first period has this many days with readings.
struct SetUpRule {
  std::string code;  // "99453"
  int days_min = 16;
  bool operator==(const SetUpRule&) const = default;
};
// Practitioner time per device period (99091).
struct PractitionerRule {
  std::string code;
  SimDuration at_least{};
  bool operator==(const PractitionerRule&) const = default;
};
// Codes that give way: each is refused where one of `beside` is claimed for the same month or
// period, or for one that it touches.
struct Exclusion {
  std::vector<std::string> codes;
  std::vector<std::string> beside;
  bool operator==(const Exclusion&) const = default;
};

// What an RTM device watches over: each has device codes of its own.
enum class RtmSystem : std::uint8_t { Respiratory, Musculoskeletal, CognitiveBehavioural };
inline constexpr int kRtmSystems = 3;
std::string_view name(RtmSystem system);  // "respiratory", as files spell it

// Whose a reading is, by what it measures, where nothing else says so: RPM's, or RTM's and of a
// system, unless what it measures does not tell which.
struct ReadingKind {
  Program program = Program::Rpm;
  std::optional<RtmSystem> system;
  bool operator==(const ReadingKind&) const = default;
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
  std::vector<TimeTier> ccm_tiers;      // the same shape for CCM minutes (99490)
  std::vector<TimeAddOn> ccm_add_ons;   // 99439
  std::vector<TimeTier> rtm_tiers;      // the twins of RTM: 98979, 98980
  std::vector<TimeAddOn> rtm_add_ons;   // 98981
  std::optional<SetUpRule> rtm_set_up;  // 98975
  std::array<std::vector<DeviceTier>, kRtmSystems> rtm_device_tiers;  // by RtmSystem
  std::map<std::string, ReadingKind> reading_kinds;                   // by name: "blood_pressure"
  std::array<bool, kPrograms> self_reported{};     // whether readings typed by hand make days
  std::vector<Exclusion> exclusions;               // applied in this order
  std::array<std::vector<Need>, kPrograms> needs;  // by Program
  DevicePeriodKind device_period = DevicePeriodKind::Rolling30;
  VisitExclusion visit_exclusion = VisitExclusion::Minutes;
  std::array<bool, kRoles> role_counts{};  // clinical staff and practitioners; never clerks
  std::array<bool, kRoles> role_is_practitioner{};  // whose time counts for 99091
  std::array<bool, kActivities> activity_counts{};
  // National, non-facility. A billed code has a rate or is contractor-priced: then no national
  // rate exists, and what it pays is not known here.
  std::map<std::string, Cents> rates;
  std::set<std::string> contractor_priced;
  std::map<std::string, RelativeValue> relative_values;  // of the codes for which they are known
  ConversionFactor conversion_factor;
  std::string source;  // one line for reports

  bool in_force_on(LocalDay day) const { return effective_from <= day && day <= effective_to; }
  bool operator==(const RuleSet&) const = default;
};

// Every code that the set can claim.
std::set<std::string> codes_of(const RuleSet& rules);

// The rule sets a scenario may use, by date. A day for which none is installed is an error the
// loader reports; for_day checks.
struct RuleBook {
  std::vector<RuleSet> sets;  // disjoint, in order of date
  // The last day for which rules are published, where the last set was carried forward on request:
  // whatever is judged by a later day is judged by rules that nobody has published for it.
  std::optional<LocalDay> published_to{};
  const RuleSet* find(LocalDay day) const;
  const RuleSet& for_day(LocalDay day) const;  // requires: find(day)
  bool carried_forward(LocalDay day) const { return published_to && day > *published_to; }
};

}  // namespace caseload::rules
