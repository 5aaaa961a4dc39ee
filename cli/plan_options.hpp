#pragma once

// What was typed behind `caseload plan`.

#include <cstdint>
#include <string>
#include <vector>

namespace caseload::cli {

// Enough to tell 95 months of 100 from 90 (planning paper, 3.6), in seconds.
inline constexpr int kReplications = 200;

struct PlanOptions {
  std::string file;
  std::uint64_t seed = 1;
  int threads = 0;
  int replications = kReplications;
  std::vector<std::string> months;
  std::vector<std::string> compare_rules;
  std::string budget;
  std::string out;
  std::string as_of;
  std::string state;
  std::string plan;
  bool show_ids = false;
  std::vector<int> panels;
  bool force = false;
  bool quiet = false;
  bool json = false;
};

}  // namespace caseload::cli
