#pragma once

// plan.json: the truth every other format of a plan is rendered from, and run.json beside it.
//
// plan.json holds nothing that depends on the run (no wall time, no threads): the same scenario,
// seed and replications give the same bytes. It opens with schema_version, version, seed,
// scenario_hash and fingerprint. Numbers are rounded once: shares and counts to six significant
// digits, dollars to cents. What has no data, or no meaning under `unlimited`, is null and never 0.

#include <cstdint>
#include <string>

#include "reports/plan/plan_report.hpp"
#include "reports/render/output_directory.hpp"

namespace caseload::reports {

// 2: a plan whose people begin within the named months is judged from then on, one that states an
// outage is never `cheapest_yes`, and shares of nothing are null, where they were 1 or 0.
inline constexpr int kPlanSchemaVersion = 2;

// Two spaces of indent, final newline.
std::string plan_json(const PlanReport& report);

// Known before anything is simulated: what a directory of results is recognised by.
Identity plan_identity(const experiment::Scenario& scenario, const std::string& version,
                       std::uint64_t seed, int replications);

// How the results came about, on one machine on one day: nothing here is part of the results.
struct RunRecord {
  std::string version;     // of caseload
  std::string commit;      // that was built
  std::string command;     // as typed
  std::string started_at;  // ISO 8601, UTC
  double wall_seconds = 0;
  int threads = 0;
  std::string host;
};
std::string run_record_json(const RunRecord& record);

}  // namespace caseload::reports
