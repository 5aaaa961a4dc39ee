#pragma once

// Joining and leaving: an accepted offer becomes a set-up, a parcel, a first day of monitoring; one
// day the patient withdraws and everything about this patient stops.

#include <cstdint>

#include "sim/base/calendar.hpp"
#include "sim/base/ids.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/population/patient.hpp"
#include "sim/telemetry/limits.hpp"

namespace caseload::care {

struct ClinicSetup;
struct EnrolledPatient;
class CarePlan;
class EnrolledPanel;
class InitialState;
class MonthRecord;
class PatientsAtHome;
class Places;
class PracticeCalendar;
class TaskBook;

class EnrolmentDesk {
 public:
  // All outlive this.
  EnrolmentDesk(const ClinicSetup& setup, const PracticeCalendar& calendar,
                engine::Simulation& simulation, EnrolledPanel& patients, Places& places,
                PatientsAtHome& at_home, TaskBook& book, CarePlan& care_plan,
                InitialState& initial_state, MonthRecord& record)
      : setup_(setup),
        calendar_(calendar),
        simulation_(simulation),
        patients_(patients),
        places_(places),
        at_home_(at_home),
        book_(book),
        care_plan_(care_plan),
        initial_state_(initial_state),
        record_(record) {}

  // Everybody who is there on the first day.
  void admit_panel();
  // Offers were made before the first day too: the devices of those who accepted arrive in the
  // first days, as later every day's.
  void await_parcels();
  // The offers of a month, from a day on.
  void plan_offers(CalendarMonth month, LocalDay from);
  // From the end of the set-up to the first day of monitoring the devices are on their way.
  void ship_devices(PatientId joiner);

 private:
  void admit(const population::Patient& traits, const telemetry::Limits& limits,
             SimTime monitoring_from, bool set_up_here);
  void hand_out_devices(EnrolledPatient& patient, const telemetry::Limits& limits);
  void begin_monitoring_at(SimTime at, PatientId joiner);
  void begin_monitoring(PatientId joiner);
  void withdraw(EnrolledPatient& patient);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  engine::Simulation& simulation_;
  EnrolledPanel& patients_;
  Places& places_;
  PatientsAtHome& at_home_;
  TaskBook& book_;
  CarePlan& care_plan_;
  InitialState& initial_state_;
  MonthRecord& record_;
  std::uint32_t offers_made_ = 0;
  std::uint32_t joiners_ = 0;  // offers that are, or will be, accepted
};

}  // namespace caseload::care
