#pragma once

// A patient as the clinic knows one: traits, devices, and the running state of care.

#include <array>
#include <bitset>
#include <memory>
#include <vector>

#include "sim/care/task.hpp"
#include "sim/engine/process_group.hpp"
#include "sim/population/patient.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::sim {

inline constexpr std::size_t kMaxDays = 448;  // of one run: a year of warm-up and the month

// Device numbers are the patient's number times this, and the device's place: no two patients
// share.
inline constexpr std::uint32_t kDevicesPerPatient = 4;

struct Resident {
  bool known = false;  // was ever enrolled; joiners' numbers are reserved before
  Patient traits;
  std::vector<std::unique_ptr<Device>> devices;
  std::array<std::uint32_t, kDevicesPerPatient> sequences{};  // of each device, measurements so far
  ProcessGroup processes;  // end together when the patient leaves
  SimTime monitoring_from;
  SimTime left_at = SimTime::max();  // when the patient withdrew, if by now
  bool set_up_here = false;          // device set-up was done during this run
  std::bitset<kMaxDays>
      reading_days;                // local days with a reading, counted from the run's first day
  std::vector<TaskId> open_tasks;  // alive, in the order they arose
  std::array<std::uint16_t, kActivities> ordinals{};  // of tasks that arose, by kind
  std::uint16_t attempts = 0;  // unanswered and answered calls this calendar month
  LocalDay last_attempt{};     // the last day somebody rang
  SimDuration credited{};      // logged, countable, this calendar month, overlaps not yet cut
  std::uint32_t alerts = 0;    // raised in the observed month
  bool withdrawn() const { return left_at != SimTime::max(); }
};

}  // namespace caseload::sim
