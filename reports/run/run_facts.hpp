#pragma once

// What opens every report of a single run: enough to run it again.

#include <cstdint>
#include <string>

#include "sim/base/calendar.hpp"

namespace caseload::reports {

struct RunFacts {
  std::string version;   // of caseload
  std::string scenario;  // the file as given
  std::string scenario_hash;
  std::string zone;  // America/New_York
  std::string plan;
  CalendarMonth month;
  LocalDay begun;  // when the simulation opens its doors: warm-up comes before the month
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
  std::string wire;  // "in process", "embedded backend", "127.0.0.1:50051"
};

}  // namespace caseload::reports
