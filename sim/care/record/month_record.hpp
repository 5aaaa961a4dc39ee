#pragma once

// What is written down while a clinic runs: the time log, visits, alerts, first touches,
// signatures, counts of the observed month, and one patient's journal.

#include <cstdint>
#include <deque>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/record/clinic_counts.hpp"
#include "sim/care/record/first_touch.hpp"
#include "sim/care/record/journal.hpp"
#include "sim/care/record/observed_month.hpp"
#include "sim/care/record/sign_off.hpp"
#include "sim/care/record/week_watch.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/rules/ledger.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::care {

struct ClinicSetup;
struct EnrolledPatient;
struct StaffMember;

// What an entry of the log would have been at the duration that the scenario states: by somebody of
// speed 1, without an interpreter.
struct StatedDuration {
  std::uint32_t entry = 0;  // its place in the log
  SimDuration duration{};
};

// What was worked on a step without interruption.
struct WorkedSpan {
  SimTime from;
  SimTime to;
};

class MonthRecord {
 public:
  // Both outlive this.
  MonthRecord(const ClinicSetup& setup, const PracticeCalendar& calendar);

  // One person's uninterrupted work on a step: counted, and logged as the logging model says.
  // `about`: the patient, null where it is an offer's or a set-up's, whose minutes are nobody's.
  // Returns whether minutes were credited to the patient, whose other work may now rank otherwise.
  bool add_work(StaffId staff, const StaffMember& member, const Task& task, const Step& step,
                WorkedSpan span, EnrolledPatient* about);
  void add_visit(const rules::Visit& visit);
  // An alert has come from the platform. Where it is of the observed month, it is counted.
  void add_alert(const telemetry::Alert& alert, EnrolledPatient& about);
  // A call from a patient, due since then, was taken up.
  void count_answer(SimTime due, SimTime now);
  // At a local day's end: the work that is open.
  void close_day(LocalDay day, const OpenWork& open);
  // What was credited this month before a run that begins in mid-month, as one entry.
  void carry_over(const rules::TimeEntry& entry);

  // Whether somebody wants to read what happens to this patient.
  bool follows(PatientId patient) const {
    return journal_ != nullptr && journal_->follows(patient);
  }
  void note(JournalLine line) { journal_->write(std::move(line)); }  // requires: follows()
  bool has_journal() const { return journal_ != nullptr; }

  ClinicCounts& counts() { return counts_; }
  DeliveryCounts& deliveries() { return deliveries_; }
  FirstTouches& touches() { return touches_; }
  SignOffs& signatures() { return signatures_; }
  WeekWatch& week() { return week_; }

  const ClinicCounts& counts() const { return counts_; }
  const DeliveryCounts& deliveries() const { return deliveries_; }
  const FirstTouches& touches() const { return touches_; }
  const SignOffs& signatures() const { return signatures_; }
  const WeekOfHours& week_of_hours() const { return week_.hours(); }
  // What concerns the observed month, with keep_everything the whole run; in order of end.
  const std::deque<rules::TimeEntry>& log() const { return log_; }
  // Of the entries that took longer or shorter, in the order of the log.
  const std::vector<StatedDuration>& stated_durations() const { return stated_durations_; }
  const std::vector<rules::Visit>& visits() const { return visits_; }
  const std::vector<telemetry::Alert>& alerts() const { return alerts_; }  // with keep_everything
  const OpenByDay& open_by_day() const { return open_by_day_; }
  // Open work at the end of each day the practice was open, from the first day of the run on.
  const std::vector<std::int32_t>& open_since_start() const { return open_since_start_; }

 private:
  void write_entry(const rules::TimeEntry& entry, const Step& step, WorkedSpan span, bool logged);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  Journal* journal_;
  std::deque<rules::TimeEntry> log_;
  std::vector<StatedDuration> stated_durations_;
  std::vector<rules::Visit> visits_;
  std::vector<telemetry::Alert> alerts_;
  FirstTouches touches_;
  SignOffs signatures_;
  WeekWatch week_;
  OpenByDay open_by_day_{};
  std::vector<std::int32_t> open_since_start_;
  ClinicCounts counts_;
  DeliveryCounts deliveries_;
};

}  // namespace caseload::care
