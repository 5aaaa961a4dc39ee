#pragma once

// Columns of a table with one row per plan, cells of one month. A metric is selected by its name in
// the table of metrics and written as its unit asks for.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/plan/plan_report.hpp"
#include "reports/render/table.hpp"
#include "sim/experiment/month_metrics.hpp"

namespace caseload::reports {

inline constexpr std::string_view kNoData = "no data";  // nothing could be counted
inline constexpr std::string_view kNone = "–";          // there is nothing to count

// How a number is written. Shares are in per cent and dollars whole.
struct As {
  int decimals = 0;               // of other units
  std::string_view none = kNone;  // in place of a number that is absent
  double divided_by = 1;          // 60: minutes as hours
  bool with_wages = false;        // means nothing under `unlimited`
};

// A metric that is a number, or the mean of a share.
std::string metric_words(const experiment::MonthMetric& metric,
                         const experiment::MonthSummary& month, const As& as = {});
std::string whole_number(double mean);                            // 1,234
std::string mean_share(const experiment::ShareSummary& share);    // "65 %", "no data"
std::string months_range(const experiment::ShareSummary& share);  // "60–70 %": single months

class PlanColumns {
 public:
  // Requires: the report outlives the columns.
  PlanColumns(const PlanReport& report, CalendarMonth month) : report_(report), month_(month) {}

  Table rows() const;

  Column of_plan(std::string heading,
                 const std::function<std::string(const experiment::PlanSummary&)>& cell) const;
  Column of_month(std::string heading,
                  const std::function<std::string(const experiment::MonthSummary&)>& cell) const;
  Column of_metric(std::string heading, const experiment::MonthMetric& metric,
                   const As& as = {}) const;
  // Of a share: how many patients, the mean share, its interval, and the range of single months.
  std::vector<Column> of_share(const experiment::MonthMetric& metric) const;

 private:
  const PlanReport& report_;
  CalendarMonth month_;
};

}  // namespace caseload::reports
