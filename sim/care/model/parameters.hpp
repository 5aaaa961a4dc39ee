#pragma once

// What the clinic does: every number is filled from a scenario file. Who does it is in staff.hpp.

#include <array>
#include <vector>

#include "sim/base/duration_law.hpp"
#include "sim/base/money.hpp"
#include "sim/care/model/sign_off_model.hpp"
#include "sim/care/model/staff.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/rules/weight_trend.hpp"
#include "sim/telemetry/signals.hpp"

namespace caseload::care {

// One kind of work. Indexed by Activity.
struct TaskSettings {
  DurationLaw minutes;
  std::vector<rules::Role> roles;  // who may do it, in order of preference
  bool interruptible = false;  // may an urgent alert take the person away; the rest is done later
  bool restarts = false;       // interrupted, it is begun again: all of it is to be done later
};
using TaskTable = std::array<TaskSettings, rules::kActivities>;

struct CarePlanModel {
  double high_acuity_share = 0.2;
  int contacts_low = 1;  // planned check-ins per calendar month
  int contacts_high = 2;
  int review_every_days = 7;         // 0: no reviews
  double first_due_by_share = 0.55;  // first check-ins fall due over this part of the month
  double by_appointment_share = 0.3;
  double appointment_kept_share = 0.85;
  int attempts_per_month = 6;      // at most, per patient, on separate days
  double patient_effect_sd = 0.2;  // lognormal, of a patient's talking times
  int care_management_times = 2;   // pieces of work a month for a patient in CCM: 0 … 7
};

struct AlertModel {
  double reading_alerts_per_month =
      2.0;                     // for people, per patient, expected: sets the patients' limits
  double urgent_share = 0.03;  // of those
  SimDuration join_within = hours{20};    // repeated alerts of a signal within this window are one
  SimDuration silence_after = hours{48};  // without a reading; zero: never
  SimDuration silence_repeat =
      days{30};             // at most one silence alert in each such block of monitoring
  SimDuration known_for{};  // the rules close repeats at review level so long; zero: none
  std::vector<rules::WeightGain> weight_gains{};  // alerts on top of reading_alerts_per_month
  SimDuration shown_every = minutes{15};          // new alerts reach the worklist at these ticks
  double call_share = 0.15;                       // of triaged alerts, lead to a call
  double urgent_call_share = 1.0;                 // of urgent ones
  double escalate_share = 0.06;                   // of triaged alerts, go to a provider
};

struct MessageModel {
  double inbound_per_month = 0.25;         // calls from a patient, Poisson, in opening hours
  double device_trouble_per_month = 0.08;  // Poisson
  double device_help_countable = 0.5;      // share of those minutes
  double visits_per_month = 0.3;           // E/M visits, whose minutes never count
  double visit_minutes = 20;
};

// A conversation between people who do not speak one language has an interpreter on the line.
struct InterpreterModel {
  double stretch = 1.3;                  // of the conversation's length: everything is said twice
  SimDuration connecting = seconds{90};  // before it, until the three can speak: nobody's care
  // A conversation that can wait is kept for whoever speaks the patient's language, if one of the
  // team is there that day: on the day it falls due, and so many open days more.
  int wait_days = 1;
};

struct LoggingModel {
  double logged_share = 0.93;           // of pieces of work that reach the log
  double forgotten_timer_share = 0.03;  // of entries: flagged; only the time worked is credited
  SimDuration round_down_to = seconds{1};
};

// Whose a patient's planned contacts are.
enum class Assignment : std::uint8_t {
  Pool,    // everybody's who may make them
  Primary  // one person's, the same for all of them (primary_nurses.hpp)
};

enum class Order : std::uint8_t { Fifo, RiskFirst, ReadingsFirst, ClosestFirst };

struct PolicyChoice {
  Order order = Order::Fifo;
  bool urgent_preempts = true;
  // So many people who may look at alerts are kept free of calls that can wait: one is begun only
  // while this many others are idle, or at work that an urgent alert may interrupt.
  int reserve = 0;
  int push_from_day =
      0;  // of the month, from here on as closest_first: for comparison only; 0: never
  Assignment assignment = Assignment::Pool;
  // A planned contact waits for the patient's primary nurse, if she or whoever stands in for her is
  // there that day: on the day it falls due, and so many open days more.
  int primary_wait_days = 3;
  TeamRules team{};
};

struct Economics {
  double wage_load = 1.3;            // on top of wages: benefits and employer's taxes, as a factor
  Cents platform_per_patient_month;  // software
  Cents connectivity_per_patient_month;  // the lines of a patient's devices
  Cents interpreter_per_minute{};    // from the moment one is called to the end of the conversation
  Cents vendor_per_patient_month{};  // of every plan with a vendor's person in it, once
  std::array<Cents, telemetry::kDevices> device_price;  // by DeviceKind, delivered
};

struct CareModel {
  TaskTable tasks;
  CarePlanModel plan;
  AlertModel alerts;
  MessageModel messages;
  LoggingModel logging;
  InterpreterModel interpreter;
  PolicyChoice policy;
  SignOffModel sign_off{};
  SimDuration urgent_target = minutes{60};  // from an urgent alert to its first touch
  SimDuration routine_target = hours{8};    // from any other alert
};

}  // namespace caseload::care
