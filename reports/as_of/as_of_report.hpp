#pragma once

// How a month that has begun would end, for people and programs: sums only. What concerns single
// patients is in patients_due.hpp, and never here.

#include <span>
#include <string>
#include <vector>

#include "records/source_file.hpp"
#include "reports/render/output_directory.hpp"
#include "sim/experiment/as_of.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::reports {

struct AsOfReport {
  const experiment::Scenario& scenario;
  const experiment::AsOf& as_of;
  std::string file;                                // of the scenario, as given
  std::string state_file;                          // the same
  std::string version;                             // of caseload
  std::size_t rows = 0;                            // of the state file
  std::span<const records::RejectedRow> rejected;  // of them, left out
  std::vector<std::string> assumed;                // what the state file does not say
  std::vector<std::string> ignored;                // its columns that nobody asked for
  std::size_t defaults_used = 0;                   // values the scenario's author did not give
  std::size_t moving_defaults = 0;                 // of those, the ones that move the answer
};

std::string as_of_text(const AsOfReport& report);
std::string as_of_json(const AsOfReport& report);

inline constexpr int kAsOfSchemaVersion = 1;
Identity as_of_identity(const experiment::Scenario& scenario, const std::string& version,
                        std::uint64_t seed, int replications, LocalDay day);

}  // namespace caseload::reports
