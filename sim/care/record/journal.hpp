#pragma once

// What happened to one patient, for people to read: the raw material of `run --trace`.
//
// A clinic that is given a Journal writes into it; without one it costs a null check.

#include <optional>
#include <string>
#include <vector>

#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/alert.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::care {

struct JournalLine {
  enum class Kind : std::uint8_t {
    Enrolled,  // monitoring began
    Withdrawn,
    ReadingReceived,  // `reading`
    ReadingLost,      // measured, never delivered; `note` says by which device
    ReadingDuplicate,
    NoReading,    // a planned session was skipped; `note` says why (a gap, forgot)
    AlertShown,   // `alert` reached the worklist
    TaskDue,      // `activity`: a check-in, review, … fell due; `note` says from what
    TaskStarted,  // by `staff`
    TaskInterrupted,
    CalledOut,          // `staff`, on call, is called about `activity`
    AttemptFailed,      // a call nobody answered; `note` says what follows
    AppointmentMissed,  // the same of a call by appointment
    Worked,          // `entry`: one finished piece of work as logged, or not (`note` then says "not
                     // logged")
    TaskDropped,     // will not be done any more; `note` says why
    VisitTookPlace,  // an E/M visit
  };
  SimTime at;
  Kind kind = Kind::TaskDue;
  std::optional<telemetry::Reading> reading{};
  std::optional<telemetry::Alert> alert{};
  std::optional<rules::TimeEntry> entry{};
  std::optional<rules::Activity> activity{};
  std::string staff{};  // a name, where somebody did it
  std::string note{};
};

class Journal {
 public:
  explicit Journal(PatientId about) : about_(about) {}
  bool follows(PatientId patient) const { return patient == about_; }
  void write(JournalLine line) { lines_.push_back(std::move(line)); }
  const std::vector<JournalLine>& lines() const { return lines_; }  // in order of time

 private:
  PatientId about_;
  std::vector<JournalLine> lines_;
};

}  // namespace caseload::care
