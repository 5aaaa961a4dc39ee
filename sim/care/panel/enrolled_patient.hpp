#pragma once

// A patient as the clinic knows one: traits, devices, and the running state of care.

#include <array>
#include <bitset>
#include <memory>
#include <vector>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/patient.hpp"
#include "sim/population/physiology.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::care {

// From kCountedBefore days before the observed month to the end of the run, eight days after it.
inline constexpr std::size_t kCountedDays = kCountedBefore + 31 + 8;
static_assert(kCountedDays <= 128, "two words");

// Device numbers are the patient's number times this, and the device's place: no two patients
// share.
inline constexpr std::uint32_t kDevicesPerPatient = 4;

// In the order of how often it is touched: by every reading, by every task, by every day at home.
struct EnrolledPatient {
  SimTime left_at = SimTime::max();  // when the patient withdrew, if by now
  // Local days with a reading, from kCountedBefore days before the observed month on.
  std::bitset<kCountedDays> reading_days;

  bool known : 1 = false;         // was ever enrolled; joiners' numbers are reserved before
  bool at_home : 1 = false;       // enrolled: lives through every day
  bool set_up_here : 1 = false;   // device set-up was done during this run
  bool rung : 1 = false;          // somebody placed a call in the observed month
  bool work_waiting : 1 = false;  // at its end countable work was due and not done
  bool heard_again : 1 = false;   // a reading has come in since the last alert about silence
  bool spoken_with : 1 = false;   // a live contact this calendar month
  std::uint16_t alerts = 0;       // of the observed month, for people: a thousand readings at most
  std::uint16_t attempts = 0;     // calls placed this calendar month
  std::uint16_t reviews_waiting = 0;  // open ones that have fallen due
  std::vector<TaskId> open_tasks;     // alive, in the order they arose

  SimDuration credited{};   // logged, countable, this calendar month, overlaps not yet cut
  SimDuration worked{};     // countable, logged or not, in the observed month
  LocalDay last_attempt{};  // the last day somebody rang
  std::array<std::uint16_t, kNumberedKinds> ordinals{};  // of tasks that arose, by kind
  population::MeasuringPath days;

  SimTime monitoring_from;
  population::Patient traits;
  double morning_habit = 0;  // 0 … 1: early or late riser
  population::BodyState body;
  std::array<std::unique_ptr<telemetry::DeviceSession>, kDevicesPerPatient>
      devices;  // then empty places

  bool withdrawn() const { return left_at != SimTime::max(); }
};
static_assert(sizeof(EnrolledPatient) <= 400, "a million patients are to fit into 2 GB");

}  // namespace caseload::care
