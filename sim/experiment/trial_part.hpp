#pragma once

// Trials of one plan and month as bytes: what one machine finished of a run, for another to read.
//
// A trial is addressed by scenario, seed, plan, month and replication, so parts made anywhere, in
// whatever order, stand where their address says. The bytes are of one version of this program: a
// row's members in their order, as variable-length integers, and a checksum behind all.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/result.hpp"
#include "sim/experiment/outcome.hpp"

namespace caseload::experiment {

struct TrialPart {
  std::string scenario_hash;
  std::uint64_t seed = 1;
  std::string plan;  // its name
  CalendarMonth month;
  std::uint32_t first_replication = 0;
  std::vector<MonthOutcome> rows;  // of the replications from the first on
};

std::string write_trials(TrialPart part);
// Fails where the bytes are damaged, cut off, of another version, or no trials at all. Nothing of
// them is trusted before its length was checked.
Result<TrialPart> read_trials(std::string_view bytes);

}  // namespace caseload::experiment
