#pragma once

// One month of one plan under one replication's luck: parameters in, a row out.

#include <vector>

#include "sim/care/record/journal.hpp"
#include "sim/experiment/outcome.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/population/panel.hpp"
#include "sim/rules/alert_rules.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/device_period.hpp"
#include "sim/rules/ledger.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::experiment {

// Where the readings go and the alerts come from. Both null: the rules in this process. Both set: a
// backend; it must outlive the trial.
struct TrialPorts {
  telemetry::ReadingSink* sink = nullptr;
  telemetry::AlertSource* source = nullptr;
};

// What one patient's month came to.
struct PatientMonth {
  struct Period {
    rules::DevicePeriod period;
    int reading_days = 0;
    bool completed = true;  // the patient stayed to its end
  };
  PatientId patient{};
  LocalDay monitoring_from;
  SimTime left_at = SimTime::max();  // withdrew then; later than all of the month: stayed
  // On any day of the month. Otherwise only device periods that ended in it are told.
  bool enrolled = true;
  rules::Credit credit;
  SimDuration credited_as_stated{};  // had everything taken the duration that the scenario states
  population::SecondProgramme second = population::SecondProgramme::None;
  rules::Credit ccm{};
  std::vector<Period> periods{};  // device periods that ended in the month
  std::vector<rules::Claim>
      claims;  // time codes of the month and device codes of periods that ended in it
  std::vector<rules::NotClaimed> not_claimed;
};

// Everything a detailed run can be asked for afterwards; large, so only on request.
struct TrialRecord {
  std::vector<PatientMonth> patients;    // whoever `bill_patients` hands on, by id
  std::vector<rules::TimeEntry> log;     // as logged, the whole run (warm-up too), in order of end
  std::vector<rules::Visit> visits;      // the whole run, in order of start
  std::vector<telemetry::Alert> alerts;  // the whole run, as handed on
  std::uint64_t readings_distinct = 0;   // handed to the sink, by identity, the whole run
  std::uint64_t readings_duplicate = 0;  // second copies handed to the sink
  std::uint64_t readings_digest =
      0;  // order-free sum of reading_digest (telemetry/digest.hpp) over them
  care::Journal* journal = nullptr;  // set by the caller: followed while the trial runs
};

// When the clinic opens its doors in simulated time: the first of the warm-up months, and at least
// 31 days before `month`.
SimTime simulation_start(const Scenario& scenario, CalendarMonth month);

// What the clinic's alert rules are told, in process or behind a wire.
rules::AlertRuleSettings alert_rule_settings(const care::AlertModel& alerts);

MonthOutcome run_trial(const Scenario& scenario, const Plan& plan, CalendarMonth month,
                       const RandomKey& random, const TrialPorts& ports = {},
                       TrialRecord* record = nullptr);

// What all trials of a scenario have in common, and what those of one replication and month have:
// the panel. For one thread; `scenario` must outlive it.
class TrialSeries {
 public:
  explicit TrialSeries(const Scenario& scenario);

  // The same row as run_trial. Plans of the same replication and month share their panel where a
  // panel is kept (`patients` ≤ kMostKept: larger ones are drawn for each plan anew, for memory).
  MonthOutcome run(const Plan& plan, CalendarMonth month, const RandomKey& random);
  // A panel drawn with one luck lives through a month with another. Requires: at most kMostKept
  // patients.
  MonthOutcome run(const Plan& plan, CalendarMonth month, const RandomKey& panel,
                   const RandomKey& random);
  static constexpr int kMostKept = 50'000;

 private:
  struct Kept {
    CalendarMonth month;
    std::vector<population::PanelMember> panel;
  };
  const std::vector<population::PanelMember>* panel_of(CalendarMonth month,
                                                       const RandomKey& random);

  const Scenario* scenario_;
  population::Cohort cohort_;
  RandomKey random_;        // of what is kept
  std::vector<Kept> kept_;  // by month, as asked for
};

}  // namespace caseload::experiment
