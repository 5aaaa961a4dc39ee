#pragma once

// How the days of a month go, as text: who misses 20 minutes and why, how long alerts wait, who is
// busy when, what stays open, what it costs. One row per plan where plans are compared; the busy
// hours, the open work and the hours of arrival are those of the plan the answer is about.

#include <string>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

class OperationsTables {
 public:
  // Requires: the report outlives the tables.
  OperationsTables(const PlanReport& report, std::size_t width);

  std::string missed() const;         // patients by cause, and what lifting one limit would gain
  std::string waits() const;          // first touch by severity, on both clocks
  std::string waits_by_hour() const;  // of urgent alerts, by the hour at which they were raised
  std::string inbound() const;        // how soon patients who call are answered
  std::string busy() const;           // share of the hour, by weekday
  std::string hours() const;          // worked, by kind of work; and with nothing due
  std::string open_work() const;      // at the end of some days of the month
  std::string costs() const;          // by line, and overtime
  std::string high_acuity() const;    // how they fare

 private:
  const experiment::OperationsSummary& of(const experiment::PlanSummary& plan) const;

  const PlanReport& report_;
  const experiment::PlanSummary& asked_;  // the plan the answer is about
  CalendarMonth month_;
  std::size_t width_;
};

}  // namespace caseload::reports
