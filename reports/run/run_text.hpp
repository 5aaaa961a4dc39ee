#pragma once

// `run` for people and for programs: one month of one plan in detail, and, where readings travelled
// over a wire, the comparison of everyone who tells of it.

#include <optional>
#include <string>

#include "reports/run/run_facts.hpp"
#include "reports/run/trace.hpp"
#include "sim/experiment/outcome.hpp"
#include "sim/experiment/reconciliation.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::reports {

struct RunReport {
  RunFacts facts;
  const experiment::Scenario& scenario;
  experiment::MonthOutcome outcome;
  std::optional<experiment::WireCounts> wire;
  std::optional<experiment::Reconciliation> reconciliation;
};

std::string run_text(const RunReport& report);
// The table of accounts by itself, with the first differences.
std::string reconciliation_text(const experiment::Reconciliation& reconciliation,
                                const RunFacts& facts);
// One object; `trace`, where given, is its last member. Two spaces of indent, final newline.
std::string run_json(const RunReport& report, const Trace* trace = nullptr);

}  // namespace caseload::reports
