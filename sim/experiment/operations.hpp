#pragma once

// How the days of a month go under a plan: who waits, who is busy, what is left open, why patients
// miss 20 minutes, and what the month costs line by line. Means over replications.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "sim/care/model/parameters.hpp"
#include "sim/experiment/outcome.hpp"

namespace caseload::experiment {

// Shares and means of ratios are absent where there was nothing to take them of.

// How long alerts of one severity wait. Shares are ratios of totals.
struct WaitSummary {
  struct AtHour {
    double raised_mean = 0, late_staffed_mean = 0, late_wall_mean = 0;  // a month
  };
  double raised_mean = 0;                               // a month
  double untouched_mean = 0;                            // of those, by the end of the run
  double dropped_mean = 0;                              // beside them: needed nobody any more
  std::optional<double> in_time_staffed, in_time_wall;  // within their target
  using Within = std::array<std::optional<double>, care::kWaitLimits.size()>;
  Within within_staffed{}, within_wall{};  // within each limit
  std::array<AtHour, 24> by_hour{};        // local hour at which they were raised
};

// Calls from patients. Shares are ratios of totals.
struct InboundSummary {
  double raised_mean = 0, answered_mean = 0;  // a month
  std::optional<double> wait_minutes;         // mean, of those answered
  std::array<std::optional<double>, care::kAnswerLimits.size()> within{};  // of those that came
};

// Conversations with patients of other languages than the practice's first, a month.
struct LanguageSummary {
  double conversations_mean = 0, interpreted_mean = 0;
  double interpreter_minutes_mean = 0;  // connecting, and the conversations

  std::optional<double> interpreted_share() const;
  // What interpreters add to the staff's time, minutes a month: the connecting, and what is said
  // twice.
  double added_minutes(const care::InterpreterModel& model) const;
};

// Calls for planned contacts. Ratios of totals.
struct PlannedSummary {
  std::optional<double> wait_hours;  // mean, from falling due to being placed, on the wall clock
  double conversations_mean = 0,
         by_primary_mean = 0;  // a month; those of the patient's primary nurse

  std::optional<double> by_primary_share() const;
};

// One hour of the week.
struct HourSummary {
  double staffed_minutes = 0;        // on RPM, over all people, a month; overtime and calls at
                                     // night included
  std::optional<double> busy;        // share of those at work
  std::optional<double> unanswered;  // share of those ringing in vain
};

// Open work at the end of one day of the month.
struct OpenSummary {
  double urgent_mean = 0, calls_mean = 0, other_mean = 0;
  double p5 = 0, median = 0, p95 = 0;  // of all of it, over replications
};

struct CostSummary {  // dollars a month
  double wages = 0, devices = 0, platform = 0, connectivity = 0, vendor = 0, interpreter = 0,
         on_call = 0;
};

// Signatures, means: those of the month before, which fell due in the month (owed = in_time + late
// + open), and those of the month itself, due after its end.
struct SignOffSummary {
  double minutes = 0;  // spent signing in the month
  double owed = 0, in_time = 0, late = 0, open = 0;
  std::optional<double> late_days;  // mean of the late ones; absent where none was
  double owed_of_month = 0, held = 0;
};

// All who are on call together, means.
struct OnCallSummary {
  double hours = 0;    // of readiness
  double calls = 0;    // times called
  double minutes = 0;  // worked on what they were called for
};

// Second programmes beside RPM, means of a month.
struct SecondSummary {
  double ccm_patients = 0, ccm_reached20 = 0;
  double ccm_worked_minutes = 0, ccm_credited_minutes = 0;
  double ccm_in_full = 0, ccm_paid = 0;  // dollars
  double apcm_patients = 0, apcm_in_full = 0;
};

struct OperationsSummary {
  WaitSummary urgent, routine;
  InboundSummary inbound;
  LanguageSummary languages;
  PlannedSummary planned;
  std::array<HourSummary, 7 * 24> week{};  // weekday · 24 + hour, Sunday 0
  std::vector<OpenSummary> open_by_day;    // as many as the month has days; of months together: 31
  std::array<double, kShortfallReasons> missed20{};  // patients by cause
  CostSummary cost;
  SignOffSummary sign_off;
  OnCallSummary on_call;
  SecondSummary second;
  double overtime_minutes = 0;
  std::array<double, rules::kActivities>
      worked_minutes{};                // by the kind of work, all people together
  std::optional<double> idle_minutes;  // present for RPM with nothing due; absent without a roster
  double high_acuity_mean = 0;         // eligible patients of high acuity
  double high_acuity_reached20_mean = 0;  // of those
};

// Rows by month and replication; at least one. `days_in_month`: how many days of open work to keep.
OperationsSummary summarise_operations(std::span<const std::vector<MonthOutcome>> months,
                                       int days_in_month);

}  // namespace caseload::experiment
