#pragma once

// A plan's month as plan.json tells it: made from the table of metrics
// (sim/experiment/month_metrics.hpp), in its order.

#include <bitset>
#include <nlohmann/json_fwd.hpp>

#include "sim/experiment/summary.hpp"

namespace caseload::reports {

// Shares are fractions of 1, rounded to six digits like counts, and null of nothing; dollars to
// cents. `scheduled`: see experiment::scheduled_hours.
void add_metrics(nlohmann::ordered_json& block, const experiment::MonthSummary& month,
                 const std::bitset<7 * 24>& scheduled);

// Those that are told of a plan's ceiling.
void add_ceiling_metrics(nlohmann::ordered_json& block, const experiment::MonthSummary& ceiling);

}  // namespace caseload::reports
