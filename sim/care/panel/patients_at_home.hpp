#pragma once

// The patients at home: on some days they measure, with what the practice has sent them.
//
// A day is lived through at its first minute, patient after patient: what somebody measures today
// does not depend on what the clinic does today, and a panel walked in order costs a fraction of
// one visited in the order of the clock.

#include <vector>

#include "sim/base/time.hpp"
#include "sim/engine/process.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/physiology.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::care {

struct ClinicSetup;
struct DayAtHome;
struct EnrolledPatient;
class EnrolledPanel;
class InTransit;
class MonthRecord;
class PracticeCalendar;
class TaskBook;

class PatientsAtHome {
 public:
  // All outlive this.
  PatientsAtHome(const ClinicSetup& setup, const PracticeCalendar& calendar,
                 EnrolledPanel& patients, InTransit& in_transit, MonthRecord& record);

  // The patient's first day at home is the first of monitoring, or of the run.
  void begin(EnrolledPatient& patient) const;
  // Everybody's local day: readings are on their way.
  void live_through(LocalDay day);
  // Somebody has been reminded to measure.
  void remind(EnrolledPatient& patient) const;

 private:
  void live_through(EnrolledPatient& patient, const DayAtHome& today);
  void measure(EnrolledPatient& patient, const telemetry::Vitals& truth, SimTime at);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  EnrolledPanel& patients_;
  InTransit& in_transit_;
  MonthRecord& record_;
  population::MeasuringDays measuring_days_;
  std::vector<population::Physiology> bodies_;  // by condition
  std::vector<telemetry::Reading> sent_;        // by one measurement
};

// Day after day; at each one's end the open work is written down.
engine::Process live_at_home(engine::Simulation& simulation, PatientsAtHome& patients,
                             const PracticeCalendar& calendar, TaskBook& book, MonthRecord& record);

}  // namespace caseload::care
