#pragma once

// A valid world: what is simulated, under which plans, and what is asked of them. Made by
// scenarios/; once it exists, nothing inside can fail for the user's reasons.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/care/model/parameters.hpp"
#include "sim/care/model/staff.hpp"
#include "sim/experiment/payment.hpp"
#include "sim/population/parameters.hpp"
#include "sim/rules/rule_set.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::experiment {

// A stress: somebody of the plan is away, unplanned, on top of the person's own leave and sickness.
struct Outage {
  std::size_t person = 0;  // index into Plan::staff
  care::DaySpan days;
};

struct Plan {
  std::string name;
  std::vector<std::size_t> staff;  // indices into Scenario::staff
  bool unlimited = false;          // these people, never busy: a ceiling (ceiling.hpp)
  std::vector<Outage> out{};
  bool vendor_calls = false;          // a vendor's people call the patients, for a fee
  std::optional<Cents> vendor_fee{};  // per patient-month, where it is not that of the economics
};

// "reach min20 for a share of patients, in at least this many months of 100".
struct ReachRequirement {
  int minutes = 20;  // 10, 20, 40, 60
  double share = 0;
  double in_months_of_100 = 95;
};
// "at most so many urgent alerts a month first touched later than this many staffed minutes", or
// minutes on the wall clock.
struct UrgentRequirement {
  SimDuration late_over = hours{1};
  int at_most = 0;
  double in_months_of_100 = 95;
  bool on_the_wall_clock = false;
};
using Requirement = std::variant<ReachRequirement, UrgentRequirement>;

struct Scenario {
  std::string name;     // the file's stem: "main_street_clinic"
  std::string purpose;  // the question, in the user's words
  std::string hash;     // hex digest of everything that can change a result
  ZoneTable zone = ZoneTable::utc();
  Holidays holidays;
  std::vector<CalendarMonth> months;  // each judged by itself
  int warmup_months = 2;
  rules::RuleBook rules;  // covers warm-up and months
  population::PopulationModel population;
  care::CareModel care;
  care::Economics economics;
  PaymentModel payment;
  std::vector<care::StaffMember> staff;
  std::vector<Plan>
      plans;  // as in the file; `unlimited` (ceiling.hpp) is appended by the runner's caller
  std::vector<Requirement> require;
  telemetry::DeviceFactory make_device;
};

}  // namespace caseload::experiment
