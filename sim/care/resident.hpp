#pragma once

// A patient as the clinic knows one: traits, devices, and the running state of care.

#include <array>
#include <bitset>
#include <memory>
#include <optional>
#include <vector>

#include "sim/care/task.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/patient.hpp"
#include "sim/population/physiology.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::sim {

inline constexpr std::size_t kMaxDays = 448;  // of one run: a year of warm-up and the month

// Device numbers are the patient's number times this, and the device's place: no two patients
// share.
inline constexpr std::uint32_t kDevicesPerPatient = 4;

// A patient's life between calls: on which days there are readings, and of what.
struct AtHome {
  AtHome(const AdherenceModel& adherence, const Condition& condition, const Patient& patient,
         const Luck& luck, LocalDay from)
      : days(adherence, condition, patient, luck, from),
        body(condition.physiology, patient, luck, from) {}
  MeasuringDays days;
  Physiology body;
};

// What every reading touches comes first.
struct Resident {
  bool known = false;        // was ever enrolled; joiners' numbers are reserved before
  bool set_up_here = false;  // device set-up was done during this run
  SimTime monitoring_from;
  SimTime left_at = SimTime::max();  // when the patient withdrew, if by now
  std::bitset<kMaxDays>
      reading_days;  // local days with a reading, counted from the run's first day
  std::array<std::uint32_t, kDevicesPerPatient> sequences{};  // of each device, measurements so far
  std::vector<std::unique_ptr<Device>> devices;
  double morning_habit = 0;       // 0 … 1: early or late riser
  std::optional<AtHome> at_home;  // while enrolled
  Patient traits;
  std::vector<TaskId> open_tasks;                     // alive, in the order they arose
  std::array<std::uint16_t, kActivities> ordinals{};  // of tasks that arose, by kind
  std::uint16_t attempts = 0;                         // calls placed this calendar month
  LocalDay last_attempt{};                            // the last day somebody rang
  SimDuration credited{};    // logged, countable, this calendar month, overlaps not yet cut
  std::uint32_t alerts = 0;  // raised in the observed month

  bool withdrawn() const { return left_at != SimTime::max(); }
};

}  // namespace caseload::sim
