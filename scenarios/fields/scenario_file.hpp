#pragma once

// A scenario as its file says it: read, each value in range, but not yet checked against the others
// and not yet turned into the simulator's parameters (assemble/assemble.hpp).

#include <optional>
#include <string>
#include <vector>

#include "devices/factory.hpp"
#include "scenarios/schema/value.hpp"
#include "sim/care/model/parameters.hpp"
#include "sim/care/model/staff.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/population/calibrate_adherence.hpp"
#include "sim/population/parameters.hpp"

namespace caseload::scenarios {

struct AdherenceFile {
  std::optional<BetaShape> beta;
  std::optional<population::AdherenceTargets> calibrate;
  population::AdherenceModel shape;  // gaps and drift
};

struct ConditionFile {
  Located<double> share;
  population::Condition model;
};

struct PayerFile {
  Located<double> share;
  rules::Payer model;  // without name and share
};

struct EnrolmentFile {
  population::EnrolmentModel model;        // without offers_per_month
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
  population::ReachModel reach;
  Located<EnrolmentFile> enrolment;
  double alert_frailty_shape = 1;
  population::SecondProgrammes also;
};

struct CarePlanFile {
  care::CarePlanModel model;
  double low_share = 0;
  DurationLaw review_minutes;
};

struct AlertsFile {
  care::AlertModel model;
  Located<double> handled_per_patient_month;                 // over all kinds
  std::optional<Located<double>> silence_per_patient_month;  // of these
};

struct CoverFile {
  Located<std::string> by;
  bool sickness = false;
};

struct StaffFile {
  Located<std::string> name;
  int count = 1;
  care::StaffMember model;                    // without name, ordinal, cover, and what stands below
  std::vector<Named<care::ClockSpan>> hours;  // by days: "mon-fri"
  std::vector<Located<care::ClockSpan>> breaks;
  std::vector<Named<double>> rpm_share_on;  // by days
  std::optional<care::DaySpan> from;
  std::optional<Located<care::DaySpan>> until;
  std::optional<Located<care::RampUp>> ramp_up;
  std::optional<CoverFile> cover;
  std::vector<Located<std::string>> speaks;
  std::optional<bool> supervised;
};

struct OnCallFile {
  Located<std::string> name;
  Located<rules::Role> role;
  bool vendor_line = false;
  care::OnCall model;                         // without hours
  std::vector<Named<care::ClockSpan>> hours;  // by days
  std::optional<Located<Cents>> per_hour, per_call, fee;
  std::optional<Located<bool>> supervised;
};

struct OutageFile {
  LocalDay from{};
  int weeks = 0;
};

struct PlanFile {
  Located<std::string> name;
  std::vector<Located<std::string>> staff;
  std::vector<Named<OutageFile>> out;  // by the names of people
  bool vendor_calls = false;
  std::optional<Located<Cents>> vendor_fee;
};

struct RequirementFile {
  std::optional<int> reach_minutes;
  std::optional<Located<double>> share;
  std::optional<Located<SimDuration>> urgent_late_over;
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
  std::vector<Located<CalendarMonth>> months;
  int warmup_months = 2;
  std::vector<Located<std::string>> holidays;  // us-federal, or dates
  Located<std::string> rules;
  std::optional<Located<int>> rules_carry_forward;  // to the end of this year
  PanelFile panel;
  CarePlanFile care_plan;
  AlertsFile alerts;
  care::MessageModel messages;
  care::TaskTable tasks;
  care::LoggingModel logging;
  care::InterpreterModel interpreter;
  devices::DeviceSettings devices;
  std::vector<StaffFile> staff;
  std::vector<OnCallFile> on_call;
  std::vector<PlanFile> plans;
  care::PolicyChoice policy;
  care::SignOffModel sign_off;
  care::Economics costs;
  experiment::PaymentModel payment;  // without the payers
  std::vector<RequirementFile> require;
  SimDuration urgent_target{};
  SimDuration routine_target{};
};

}  // namespace caseload::scenarios
