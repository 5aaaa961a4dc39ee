#pragma once

// The tables of `plan`, each with one row per plan, `unlimited` last, within a width.
//
// The month shown is the one that governs the answer, but for `decision`, where every plan stands
// with its own worst month. "no data" is written where nothing could be counted, "–" where there is
// nothing to count (the wages of staff without limit).

#include <string>

#include "reports/plan_report.hpp"

namespace caseload::reports {

class PlanTables {
 public:
  // Requires: the report outlives the tables.
  PlanTables(const PlanReport& report, std::size_t width);

  sim::CalendarMonth month() const { return month_; }  // that is shown

  std::string decision() const;             // cost, how often all that is asked held, reach
  std::string steps_of_minutes() const;     // 10, 20, 40 and 60 minutes: count, share, both ranges
  std::string contact_and_devices() const;  // live contact, calls, 2+ and 16+ days with readings
  std::string alerts_and_staff() const;  // urgent alerts, how many were late, how busy staff were
  std::string money() const;  // expected and in full, cost, margin; units and money of each code
  std::string integrity() const;  // which components of the programme would be billed
  std::string payments() const;  // from paid in full to expected; by payer

 private:
  const PlanReport& report_;
  sim::CalendarMonth month_;
  std::size_t width_;
};

}  // namespace caseload::reports
