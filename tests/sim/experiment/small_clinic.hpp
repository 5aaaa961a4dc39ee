#pragma once

// A practice made in code, like the shipped main_street_clinic but with whatever size a test wants.
// The values are those of scenarios/library/main_street_clinic.yaml; what they rest on stands
// there.

#include "devices/factory.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/population/calibrate_adherence.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"

namespace caseload::experiment::testing {

inline care::StaffMember person(std::string name, rules::Role role, std::uint32_t ordinal,
                                double rpm_share = 1.0) {
  care::StaffMember member;
  member.name = std::move(name);
  member.role = role;
  member.random_id = ordinal;
  for (std::size_t weekday = 1; weekday <= 5; ++weekday)
    member.hours[weekday] = care::ClockSpan{8 * 60, 16 * 60 + 30};
  member.breaks = {{12 * 60, 12 * 60 + 30}, {10 * 60, 10 * 60 + 15}, {14 * 60 + 30, 14 * 60 + 45}};
  member.rpm_share = rpm_share;
  member.wage_per_hour = role == rules::Role::Rn   ? Cents{4500}
                         : role == rules::Role::Ma ? Cents{2125}
                                                   : Cents{6200};
  return member;
}

inline care::TaskTable usual_tasks() {
  using enum rules::Activity;
  care::TaskTable tasks;
  const auto set = [&tasks](rules::Activity activity, double mean, double cv,
                            std::vector<rules::Role> roles, bool interruptible) {
    tasks[static_cast<std::size_t>(activity)] = {Lognormal(mean, cv), std::move(roles),
                                                 interruptible};
  };
  using enum rules::Role;
  set(Review, 1.2, 0.7, {Rn, Lpn}, true);
  set(Triage, 3, 0.8, {Rn, Lpn, Np}, true);
  set(CheckIn, 12, 0.55, {Rn, Lpn, Ma}, false);
  set(AlertCall, 8, 0.7, {Rn, Lpn}, false);
  set(Outreach, 3, 0.6, {Ma, Lpn, Rn}, false);
  set(InboundCall, 5, 0.6, {Ma, Lpn, Rn}, false);
  set(Note, 3, 0.6, {Rn, Lpn, Ma}, true);
  set(Attempt, 1.5, 0.3, {Rn, Lpn, Ma}, false);
  set(Voicemail, 2, 0.3, {Rn, Lpn, Ma}, false);
  set(DeviceHelp, 10, 0.8, {Ma, Lpn, Rn}, false);
  set(Escalation, 6, 0.7, {Rn, Lpn}, true);
  set(Decision, 3, 0.8, {Np, Md}, false);
  set(SetUp, 30, 0.4, {Ma, Lpn, Rn}, false);
  set(Offer, 10, 0.5, {Ma, Lpn, Rn}, false);
  return tasks;
}

inline population::Condition hypertension() {
  population::Condition condition;
  condition.name = "hypertension";
  condition.share = 1;
  condition.devices = {telemetry::DeviceKind::Cuff};
  condition.sessions_per_day = 1.3;
  population::PhysiologyModel& body = condition.physiology;
  body.systolic_mmhg = {131.5, 14.1, 8.6, 3.1, 0.4, 0.5};
  body.diastolic_mmhg = {73.8, 7.6, 5.8, 2.0, 0.4, 0.5};
  body.pulse_bpm = {71.3, 10.9, 4.5, 0, 0.4, 0.5};
  return condition;
}

// 320 patients with cuffs, months March 2026, two warm-up months; people: RN Ana, RN Ben, MA Cora,
// half MA Dan, NP Eve at a tenth; plans as shipped.
inline Scenario small_clinic(int patients = 320) {
  Scenario scenario;
  scenario.name = "small_clinic";
  scenario.zone =
      ZoneTable("America/New_York",
                {{SimTime{}, hours{-5}, "EST"},
                 {SimTime{LocalDay{std::chrono::year{2026} / 3 / 8}.time_since_epoch() + hours{7}},
                  hours{-4}, "EDT"},
                 {SimTime{LocalDay{std::chrono::year{2026} / 11 / 1}.time_since_epoch() + hours{6}},
                  hours{-5}, "EST"}});
  scenario.holidays = Holidays(us_federal_holidays(std::chrono::year{2026}));
  scenario.months = {{std::chrono::year{2026} / 3}};
  scenario.rules.sets = {rules::testing::medicare_2025(), rules::testing::medicare_2026()};

  population::PopulationModel& population = scenario.population;
  population.patients = patients;
  population.conditions = {hypertension()};
  population.reach = {
      .never_share = 0.08,
      .answers = {1.6, 2.4},
      .better = {{8, 10, 0.85}, {10, 12, 1.15}, {12, 14, 0.85}, {14, 16, 1.15}, {16, 17, 0.85}},
      .caregiver_share = 0.1,
      .voicemail_share = 0.4,
      .call_back_share = 0.2,
      .call_back_mean_hours = 3};
  population.enrolment = {.offers_per_month = 47.0 * patients / 320,
                          .accepted_share = 0.45,
                          .ship_days = 5,
                          .drop_out_bands = {{2, 0.13}},
                          .drop_out_later = 0.065};
  population::AdherenceModel shape;
  shape.gaps_per_month = 0.5;
  shape.gap_mean_days = 3;
  shape.drift_per_month = 0.014;
  population.adherence =
      population::calibrate_adherence({.days16 = 0.70, .days2 = 0.98}, shape, population.enrolment)
          .model;

  const devices::DeviceSettings hardware;
  population.device_noise = devices::noise_of(hardware);
  scenario.make_device = devices::make_device_factory(hardware);

  scenario.care.tasks = usual_tasks();
  scenario.economics.platform_per_patient_month = Cents{2000};
  scenario.economics.device_price = {Cents{6900}, Cents{6900}, Cents{6900}, Cents{6900}};
  scenario.staff = {person("Ana", rules::Role::Rn, 0), person("Ben", rules::Role::Rn, 1),
                    person("Cora", rules::Role::Ma, 0), person("Dan", rules::Role::Ma, 1, 0.5),
                    person("Eve", rules::Role::Np, 0, 0.1)};
  scenario.plans = {{"1 RN", {0, 4}},
                    {"1 RN + half MA", {0, 3, 4}},
                    {"1 RN + 1 MA", {0, 2, 4}},
                    {"2 RN", {0, 1, 4}},
                    {"2 RN + 1 MA", {0, 1, 2, 4}}};
  return scenario;
}

}  // namespace caseload::experiment::testing
