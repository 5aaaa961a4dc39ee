#pragma once

// Independent replications of one line, and what their figures say.

#include <cstdint>
#include <vector>

#include "sim/statistics/tally.hpp"
#include "tests/sim/validation/line.hpp"

namespace caseload::validation {

constexpr std::uint32_t kReplications = 32;
constexpr std::uint64_t kSeed = 99457;

using Runs = std::vector<std::vector<StreamFigures>>;  // by replication, then by stream

inline Runs replicate(const LineModel& model, RunLength length) {
  Runs runs;
  for (std::uint32_t replication = 0; replication < kReplications; ++replication)
    runs.push_back(run_line(model, {.seed = kSeed, .replication = replication}, length));
  return runs;
}

using Figure = double (StreamFigures::*)() const;

inline stats::Tally tally_of(const Runs& runs, Figure figure, std::size_t stream = 0) {
  stats::Tally tally;
  for (const std::vector<StreamFigures>& run : runs) tally.add((run[stream].*figure)());
  return tally;
}

}  // namespace caseload::validation
