#pragma once

// A scenario as its file says it: read, each value in range, but not yet checked against the others
// and not yet turned into the simulator's parameters (load/check.hpp, load/assemble.hpp).

#include <optional>
#include <string>
#include <vector>

#include "devices/factory.hpp"
#include "scenarios/schema/value.hpp"
#include "sim/care/parameters.hpp"
#include "sim/care/staff.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/population/calibrate_adherence.hpp"
#include "sim/population/parameters.hpp"

namespace caseload::scenarios {

struct AdherenceFile {
  std::optional<sim::BetaShape> beta;
  std::optional<sim::AdherenceTargets> calibrate;
  sim::AdherenceModel shape;  // gaps and drift
};

struct ConditionFile {
  Located<double> share;
  sim::Condition model;
};

struct PayerFile {
  Located<double> share;
  sim::Payer model;  // without name and share
};

struct EnrolmentFile {
  sim::EnrolmentModel model;               // without offers_per_month
  std::optional<double> offers_per_month;  // absent: as many as keep the panel's size
};

struct PanelFile {
  int patients = 0;
  bool fixed = false;
  std::vector<Named<ConditionFile>> conditions;
  Place conditions_at;
  std::vector<Named<PayerFile>> payers;
  Place payers_at;
  std::vector<Named<Located<double>>> languages;  // shares by name
  Located<AdherenceFile> adherence;
  sim::ReachModel reach;
  Located<EnrolmentFile> enrolment;
  double alert_frailty_shape = 1;
  sim::SecondProgrammes also;
};

struct CarePlanFile {
  sim::CarePlanModel model;
  double low_share = 0;
  sim::DurationLaw review_minutes;
};

struct AlertsFile {
  sim::AlertModel model;
  Located<double> handled_per_patient_month;  // over all kinds
  std::optional<Located<double>> silence_per_patient_month;  // of these
};

struct CoverFile {
  Located<std::string> by;
  bool sickness = false;
};

struct StaffFile {
  Located<std::string> name;
  int count = 1;
  sim::StaffMember model;  // without name, ordinal, cover, and what stands below
  std::vector<Named<sim::ClockSpan>> hours;  // by days: "mon-fri"
  std::vector<Located<sim::ClockSpan>> breaks;
  std::vector<Named<double>> rpm_share_on;  // by days
  std::optional<sim::DaySpan> from;
  std::optional<Located<sim::DaySpan>> until;
  std::optional<Located<sim::RampUp>> ramp_up;
  std::optional<CoverFile> cover;
  std::vector<Located<std::string>> speaks;
  std::optional<bool> supervised;
};

struct OnCallFile {
  Located<std::string> name;
  Located<sim::Role> role;
  bool vendor_line = false;
  sim::OnCall model;                         // without hours
  std::vector<Named<sim::ClockSpan>> hours;  // by days
  std::optional<Located<sim::Cents>> per_hour, per_call, fee;
  std::optional<Located<bool>> supervised;
};

struct OutageFile {
  sim::LocalDay from{};
  int weeks = 0;
};

struct PlanFile {
  Located<std::string> name;
  std::vector<Located<std::string>> staff;
  std::vector<Named<OutageFile>> out;  // by the names of people
  bool vendor_calls = false;
  std::optional<Located<sim::Cents>> vendor_fee;
};

struct RequirementFile {
  std::optional<int> reach_minutes;
  std::optional<Located<double>> share;
  std::optional<Located<sim::SimDuration>> urgent_late_over;
  std::optional<Located<int>> at_most;
  std::optional<Located<bool>> on_the_wall_clock;
  double in_months_of_100 = 95;
  Place place;
  std::string path;
};

struct ScenarioFile {
  int schema_version = 1;
  std::string purpose;
  Located<std::string> timezone;
  std::vector<Located<sim::CalendarMonth>> months;
  int warmup_months = 2;
  std::vector<Located<std::string>> holidays;  // us-federal, or dates
  Located<std::string> rules;
  std::optional<Located<int>> rules_carry_forward;  // to the end of this year
  PanelFile panel;
  CarePlanFile care_plan;
  AlertsFile alerts;
  sim::MessageModel messages;
  sim::TaskTable tasks;
  sim::LoggingModel logging;
  sim::InterpreterModel interpreter;
  devices::DeviceSettings devices;
  std::vector<StaffFile> staff;
  std::vector<OnCallFile> on_call;
  std::vector<PlanFile> plans;
  sim::PolicyChoice policy;
  sim::SignOffModel sign_off;
  sim::Economics costs;
  sim::PaymentModel payment;  // without the payers
  std::vector<RequirementFile> require;
  sim::SimDuration urgent_target{};
  sim::SimDuration routine_target{};
};

}  // namespace caseload::scenarios
