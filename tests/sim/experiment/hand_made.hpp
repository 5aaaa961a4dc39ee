#pragma once

// A small practice in New York, made by hand: what experiments and their reports are tested on.

#include <chrono>
#include <initializer_list>
#include <string>

#include "sim/experiment/scenario.hpp"
#include "sim/experiment/trial.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"

namespace caseload::experiment::testing {

using namespace std::chrono_literals;

inline constexpr CalendarMonth kMarch2026{std::chrono::year{2026} / std::chrono::March};

// Eastern time of 2026: daylight saving from 8 March, 07:00 UTC, to 1 November, 06:00 UTC.
inline ZoneTable new_york() {
  using namespace std::chrono;
  return {"America/New_York",
          {{sys_days{year{2025} / November / 2} + 6h, -5h, "EST"},
           {sys_days{year{2026} / March / 8} + 7h, -4h, "EDT"},
           {sys_days{year{2026} / November / 1} + 6h, -5h, "EST"}}};
}

// An instant of March 2026 on the wall clock of New York.
inline SimTime march(unsigned day, SimDuration since_midnight) {
  return new_york().utc(LocalTime{LocalDay{kMarch2026.value / std::chrono::day{day}}} +
                        since_midnight);
}

inline care::StaffMember nurse(std::string name) {
  care::StaffMember person;
  person.name = std::move(name);
  for (std::size_t weekday = 1; weekday <= 5; ++weekday)
    person.hours[weekday] = care::ClockSpan{8 * 60, 16 * 60 + 30};
  person.breaks = {{12 * 60, 12 * 60 + 30}, {15 * 60, 15 * 60 + 30}};
  person.leave_weeks = 0;
  person.sick_share = 0;
  person.wage_per_hour = {4500};
  return person;
}

inline experiment::Scenario practice() {
  experiment::Scenario scenario;
  scenario.name = "hand_made";
  scenario.purpose = "Is one nurse enough?";
  scenario.hash = "0123456789abcdef";
  scenario.zone = new_york();
  scenario.holidays = Holidays{{LocalDay{kMarch2026.value / std::chrono::day{2}}}};
  scenario.months = {kMarch2026};
  scenario.rules = {{rules::testing::medicare_2026()}};
  scenario.population.patients = 100;
  scenario.population.adherence.daily = BetaShape::from_mean_sd(0.7, 0.2);
  scenario.population.reach.answers = BetaShape::from_mean_sd(0.4, 0.2);
  scenario.population.conditions = {
      {"hypertension", 1.0, {telemetry::DeviceKind::Cuff}, 1.2, population::PhysiologyModel{}}};
  scenario.staff = {nurse("Ana")};
  scenario.plans = {{"1 RN", {0}, false}};
  scenario.require = {experiment::ReachRequirement{20, 0.55, 95},
                      experiment::UrgentRequirement{1h, 2, 95}};
  return scenario;
}

}  // namespace caseload::experiment::testing
