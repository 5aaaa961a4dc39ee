#pragma once

// The tables of `plan`, each with one row per plan, `unlimited` last, within a width.
//
// Rows that stand under each other are of one month, the one in question. Where several months are
// named, `verdicts` says for each plan which of its own was the worst, and shows no other figures
// of it. "no data" is written where nothing could be counted, "–" where there is nothing to count
// (the wages of staff without limit).

#include <string>
#include <vector>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

class PlanTables {
 public:
  // Requires: the report outlives the tables.
  PlanTables(const PlanReport& report, std::size_t width);

  CalendarMonth month() const { return month_; }  // that is shown

  // Each plan's answer with the month it rests on; empty where there is one month or nothing is
  // asked.
  std::string verdicts() const;
  std::string decision() const;  // how often all that is asked held, reach, cost: one month
  // Plans that have the team of another one in that month, a sentence each.
  std::vector<std::string> teams_of_others() const;
  std::string steps_of_minutes() const;     // 10, 20, 40 and 60 minutes: count, share, both ranges
  std::string contact_and_devices() const;  // live contact, calls, 2+ and 16+ days with readings
  std::string alerts_and_staff() const;  // urgent alerts, how many were late, how busy staff were
  std::string money() const;  // expected and in full, cost, margin; units and money of each code
  std::string integrity() const;  // which components of the programme would be billed
  std::string payments() const;   // from paid in full to expected; by payer

 private:
  std::string asked_title() const;

  const PlanReport& report_;
  CalendarMonth month_;
  std::size_t width_;
};

}  // namespace caseload::reports
