#pragma once

// `run` for people and for programs: one month of one plan in detail, and, where readings travelled
// over a wire, the comparison of everyone who tells of it.

#include <cstdint>
#include <optional>
#include <string>

#include "reports/reconciliation.hpp"
#include "reports/run/run_facts.hpp"
#include "reports/run/trace.hpp"
#include "sim/experiment/outcome.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::reports {

// What the wire carried. sent = distinct + duplicates + resent; all of them were acknowledged.
struct WireCounts {
  std::uint64_t sent = 0;
  std::uint64_t distinct = 0;
  std::uint64_t duplicates = 0;  // second copies, made by the devices
  std::uint64_t resent = 0;      // after a lost connection
};

struct RunReport {
  RunFacts facts;
  const experiment::Scenario& scenario;
  experiment::MonthOutcome outcome;
  std::optional<WireCounts> wire;
  std::optional<Reconciliation> reconciliation;
};

std::string run_text(const RunReport& report);
// The table of tellings by itself, with the first differences.
std::string reconciliation_text(const Reconciliation& reconciliation, const RunFacts& facts);
// One object; `trace`, where given, is its last member. Two spaces of indent, final newline.
std::string run_json(const RunReport& report, const Trace* trace = nullptr);

}  // namespace caseload::reports
