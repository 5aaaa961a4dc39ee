#pragma once

// The runs in memory. A backend may hold thousands in its file; only the last few that sent
// something are kept here, since any can be rebuilt.

#include <list>
#include <string>

#include "grpc/backend/live_run.hpp"

namespace caseload::wire {

class LiveRuns {
 public:
  // The run of this name, rebuilt from the store where it is not in memory; null where it is not
  // registered. Valid until the next call.
  LiveRun* find(const std::string& name, StoreReader& reader);

  // After a failure of the store: what is in memory may be ahead of it.
  void forget_all() { runs_.clear(); }

 private:
  static constexpr std::size_t kKept = 16;

  struct Named {
    std::string name;
    LiveRun run;
  };
  std::list<Named> runs_;  // the last used first
};

}  // namespace caseload::wire
