#pragma once

// What a clinic is made of: the scenario, one plan's people, the month to observe, and the ports.

#include <span>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/random.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/care/model/parameters.hpp"
#include "sim/care/model/staff.hpp"
#include "sim/care/panel/patient_state.hpp"
#include "sim/care/record/journal.hpp"
#include "sim/population/cohort.hpp"
#include "sim/population/panel.hpp"
#include "sim/rules/rule_set.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::care {

// Everything referred to outlives the clinic.
struct ClinicSetup {
  const population::Cohort& cohort;
  const CareModel& care;
  const ZoneTable& zone;
  const Holidays& holidays;
  const telemetry::DeviceFactory& make_device;
  const rules::RuleSet& rules;            // of the observed month: which activities and roles count
  std::span<const StaffMember> everyone;  // the scenario's people: when the practice is open
  std::vector<StaffMember> team;          // the plan's people
  bool unlimited = false;                 // the same people in the same hours, but never busy
  RandomKey random;
  SimTime start;
  CalendarMonth month;  // observed; what lies outside is not counted
  telemetry::ReadingSink& sink;
  telemetry::AlertSource& source;
  // Drawn before, with this cohort and key, for the day of `start`; null: drawn here, one by one.
  const std::vector<population::PanelMember>* panel = nullptr;
  // Of each member of that panel, where `start` lies within the month; null: nothing is under way.
  const std::vector<PatientState>* initial_state = nullptr;
  // Whether who accepted an offer just before `start` is still to come: not where the panel has
  // them.
  bool on_the_way = true;
  Journal* journal = nullptr;
  bool keep_everything = false;  // the log and the alerts of the warm-up too

  const population::PopulationModel& population() const { return cohort.model(); }
  std::uint32_t panel_size() const {  // on the first day
    return static_cast<std::uint32_t>(panel != nullptr ? panel->size() : population().patients);
  }
  RandomStream stream(StreamId id, PatientId patient) const {
    return random.stream(id, number(patient));
  }
  // How a kind of work is done.
  const TaskSettings& work(rules::Activity activity) const {
    return care.tasks[static_cast<std::size_t>(activity)];
  }
};

}  // namespace caseload::care
