#pragma once

// Metrics in CSV: with how many decimals a unit is written, and a field for a metric of a month.

#include <variant>

#include "reports/render/csv.hpp"
#include "sim/experiment/metrics.hpp"

namespace caseload::reports {

inline constexpr int kShareDecimals = 6;
inline constexpr int kCountDecimals = 3;  // of means
inline constexpr int kDollarDecimals = 2;
inline constexpr int kMinuteDecimals = 1;

constexpr int decimals_of(experiment::Unit unit) {
  switch (unit) {
    case experiment::Unit::Share:
      return kShareDecimals;
    case experiment::Unit::Dollars:
      return kDollarDecimals;
    case experiment::Unit::Minutes:
      return kMinuteDecimals;
    default:
      return kCountDecimals;
  }
}

// Empty where there is no data. Requires: the metric is a number.
inline void metric_field(Csv& csv, const experiment::MonthMetric& metric,
                         const experiment::MonthSummary& month) {
  csv.field(std::get<experiment::Number>(metric.read)(month), decimals_of(metric.unit));
}

}  // namespace caseload::reports
