#pragma once

// When a patient may be rung: once a day, and so many times a month; and nobody is rung about a
// silence that is over.

#include <functional>
#include <utility>

#include "sim/care/tasks/task.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
class EnrolledPanel;
class PracticeCalendar;
class TaskBook;

class CallAttempts {
 public:
  // All outlive this.
  CallAttempts(const ClinicSetup& setup, const PracticeCalendar& calendar,
               const engine::Simulation& simulation, EnrolledPanel& patients, TaskBook& book)
      : setup_(setup),
        calendar_(calendar),
        simulation_(simulation),
        patients_(patients),
        book_(book) {}

  // Where somebody is always free, nobody rings at a bad hour while a better one is still to come
  // that day: without this, the delays of a small team would now and then land on better hours than
  // the ceiling's calls. `covered`: whether somebody who may do such work is there at an instant.
  using Covered = std::function<bool(rules::Activity, SimTime)>;
  void ring_at_best_hours(Covered covered) { covered_ = std::move(covered); }
  // Whether a task that is due cannot be taken up now: then it was put off, or dropped.
  bool must_wait(TaskId id);
  // Another open day after `today`, at an hour that is the patient's luck.
  SimTime retry_time(PatientId patient, LocalDay today) const;

 private:
  bool wait_for_best_hour(TaskId id);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  const engine::Simulation& simulation_;
  EnrolledPanel& patients_;
  TaskBook& book_;
  Covered covered_;  // empty: whoever is free rings at once
};

}  // namespace caseload::care
