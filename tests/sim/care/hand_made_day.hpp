#pragma once

// A clinic in which nothing happens but what a test says, with constant durations: alerts arise at
// stated moments and nothing else makes work, so that a day can be worked out by hand. Practice
// time is UTC; the month is March 2026 and begins on a Sunday. The people have no leave, no
// sickness, no breaks, no huddle and no in-basket.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/trial.hpp"
#include "tests/sim/care/people.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::care::testing {

// Raises what it was told to, whatever is measured.
class ScriptedAlerts : public telemetry::ReadingSink, public telemetry::AlertSource {
 public:
  explicit ScriptedAlerts(std::vector<telemetry::Alert> alerts) : alerts_(std::move(alerts)) {}

  void enrol(const telemetry::Enrolment&) override {}
  void withdraw(PatientId, SimTime) override {}
  void accept(const telemetry::Reading&) override {}
  std::vector<telemetry::Alert> advance(SimTime watermark) override {
    std::vector<telemetry::Alert> due;
    for (; next_ < alerts_.size() && alerts_[next_].raised_at <= watermark; ++next_)
      due.push_back(alerts_[next_]);
    return due;
  }

 private:
  std::vector<telemetry::Alert> alerts_;  // in order of time
  std::size_t next_ = 0;
};

inline SimTime march(int day_of_month, int hour, int minute = 0) {
  return SimTime{day(2026, 3, static_cast<unsigned>(day_of_month)).time_since_epoch() +
                 hours{hour} + minutes{minute}};
}

// On the full hour: the platform hands on at quarters when readings have arrived, on hours always.
inline telemetry::Alert alert_at(SimTime at,
                                 telemetry::AlertLevel level = telemetry::AlertLevel::Review,
                                 std::uint32_t patient = 0) {
  return {.raised_at = at, .patient = PatientId{patient}, .level = level};
}
inline telemetry::Alert silence_at(SimTime at, std::uint32_t patient = 0) {
  return {.raised_at = at, .patient = PatientId{patient}, .kind = telemetry::AlertKind::Silence};
}

inline StaffMember at_work(std::string name, std::uint32_t ordinal, int from_hour, int to_hour,
                           rules::Role role = rules::Role::Rn) {
  StaffMember member = nurse(ordinal);
  member.name = std::move(name);
  member.role = role;
  for (std::size_t weekday = 1; weekday <= 5; ++weekday)
    member.hours[weekday] = ClockSpan{from_hour * 60, to_hour * 60};
  member.breaks.clear();
  member.huddle_minutes = member.in_basket_minutes = 0;
  member.leave_weeks = member.sick_share = 0;
  member.wage_per_hour = Cents{6000};
  return member;
}

class HandMadeMonth {
 public:
  explicit HandMadeMonth(std::vector<StaffMember> staff)
      : scenario(experiment::testing::small_clinic(3)) {
    scenario.zone = ZoneTable::utc();
    scenario.holidays = {};
    scenario.warmup_months = 1;
    scenario.population.enrolment = {};
    scenario.population.reach.never_share = 0;
    scenario.care.plan.contacts_low = scenario.care.plan.contacts_high = 0;
    scenario.care.plan.review_every_days = 0;
    scenario.care.plan.patient_effect_sd = 0;
    scenario.care.messages = {.inbound_per_month = 0,
                              .device_trouble_per_month = 0,
                              .device_help_countable = 0,
                              .visits_per_month = 0};
    scenario.care.alerts.call_share = scenario.care.alerts.urgent_call_share = 0;
    scenario.care.alerts.escalate_share = 0;
    scenario.economics = {};
    scenario.economics.wage_load = 1;
    scenario.staff = std::move(staff);
    experiment::Plan plan{.name = "all", .staff = {}};
    for (std::size_t i = 0; i < scenario.staff.size(); ++i) plan.staff.push_back(i);
    scenario.plans = {plan};
  }

  void takes(rules::Activity activity, double minutes_each, bool interruptible) {
    TaskSettings& task = scenario.care.tasks[static_cast<std::size_t>(activity)];
    task.minutes = Lognormal(minutes_each, 0);
    task.interruptible = interruptible;
  }
  // Somebody answers every call, or nobody any.
  void telephone(bool answered) {
    population::ReachModel& reach = scenario.population.reach;
    reach.never_share = answered ? 0 : 1;
    reach.answers = BetaShape{1e6, 1e-3};
    reach.better.clear();
    reach.caregiver_share = reach.voicemail_share = reach.call_back_share = 0;
  }

  // Everybody measures every day, early in the morning, or nobody ever does.
  void readings(bool every_day) {
    population::AdherenceModel& adherence = scenario.population.adherence;
    adherence = {};
    adherence.daily = every_day ? BetaShape{1e6, 1e-3} : BetaShape{1e-3, 1e6};
  }

  experiment::MonthOutcome run(std::vector<telemetry::Alert> alerts) {
    std::ranges::sort(alerts);
    ScriptedAlerts script(std::move(alerts));
    record = {};
    record.journal = journal;
    return experiment::run_trial(scenario, scenario.plans[0], scenario.months[0],
                                 {.seed = 1, .replication = 0}, {&script, &script}, &record);
  }

  // Where and when somebody worked, in order: "Ana 09:00-09:50".
  std::vector<std::string> worked() const {
    std::vector<std::string> words;
    const auto clock = [](SimTime at) { return clock_face(ZoneTable::utc().local(at)); };
    for (const rules::TimeEntry& entry : record.log) {
      words.push_back(scenario.staff[number(entry.staff)].name + ' ' + clock(entry.start) + '-' +
                      clock(entry.end));
    }
    return words;
  }

  experiment::Scenario scenario;
  experiment::TrialRecord record;
  Journal* journal = nullptr;  // followed while the month runs
};

inline std::int64_t whole_minutes(SimDuration time) { return time / minutes{1}; }

}  // namespace caseload::care::testing
