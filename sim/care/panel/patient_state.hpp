#pragma once

// What is under way with a patient when a run begins in the middle of a month: the state of a real
// practice on the morning of that day.

#include <optional>

#include "sim/base/time.hpp"

namespace caseload::care {

struct PatientState {
  SimDuration
      credited{};  // minutes that count, logged this month; fit into the time since it began
  bool live_contact = false;  // in this month
  int contacts_made = 0;      // planned ones of this month that have been made
  int attempts = 0;           // calls placed this month
  int alerts_open = 0;        // raised, and nobody has looked
  int urgent_alerts_open = 0;
  bool review_due = false;
  LocalDay period_from{};  // of the device period under way
  int reading_days = 0;    // in it so far
  // The last alert of silence, where its block (AlertModel::silence_repeat) is not over.
  std::optional<SimTime> last_silence{};
  std::optional<SimTime> last_reading{};  // absent: heard on that morning, as far as is known
};

}  // namespace caseload::care
