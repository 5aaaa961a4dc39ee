#pragma once

// Between the patients' devices and the worklist: readings are handed to the platform in the order
// of arrival, and its alerts become work.
//
// The worklist is refreshed every `alerts.shown_every`. The platform is asked at a refresh when
// readings have arrived since, and on every full hour, for silence is noticed too. In process and
// over a wire the questions are the same, so the answers arrive at the same simulated moments.

#include <vector>

#include "sim/care/panel/in_transit.hpp"
#include "sim/engine/process.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::care {

struct ClinicSetup;
class EnrolledPanel;
class MonthRecord;
class PracticeCalendar;
class TaskBook;

class PlatformExchange {
 public:
  // All outlive this.
  PlatformExchange(const ClinicSetup& setup, const PracticeCalendar& calendar,
                   const engine::Simulation& simulation, EnrolledPanel& patients, TaskBook& book,
                   MonthRecord& record)
      : setup_(setup),
        calendar_(calendar),
        simulation_(simulation),
        patients_(patients),
        book_(book),
        record_(record) {}

  // A tick: what has arrived is handed on, and alerts are taken back.
  void refresh(const std::vector<Delivery>& arrived);

 private:
  void hand_on(const std::vector<Delivery>& arrived);
  void take_alert(const telemetry::Alert& alert, bool silence_ended);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  const engine::Simulation& simulation_;
  EnrolledPanel& patients_;
  TaskBook& book_;
  MonthRecord& record_;
};

engine::Process exchange_with_platform(engine::Simulation& simulation, InTransit& in_transit,
                                       PlatformExchange& platform);

}  // namespace caseload::care
