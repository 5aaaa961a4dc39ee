#pragma once

// The runs in memory. A backend may hold thousands in its file; those that sent something last are
// kept here, as many as fit, since any can be rebuilt. To rebuild one takes as long as to read all
// it has stored, so that as many should fit as send at the same time.

#include <cstddef>
#include <list>

#include "grpc/backend/live_run.hpp"

namespace caseload::wire {

// For some two thousand runs of a hundred patients, or half a million patients in one.
inline constexpr std::size_t kLiveBytes = std::size_t{256} << 20;

class LiveRuns {
 public:
  // Keeps runs of at most `limit` bytes together, by their own estimate, and always the last one.
  explicit LiveRuns(std::size_t limit = kLiveBytes) : limit_(limit) {}

  // This run, rebuilt from the store where it is not in memory; null where it is not
  // registered. Valid until the next call.
  LiveRun* find(const RunName& name, StoreReader& reader);

  std::size_t count() const { return runs_.size(); }

  // After a failure of the store: what is in memory may be ahead of it.
  void forget_all() {
    runs_.clear();
    bytes_ = 0;
  }

 private:
  struct Named {
    RunName name;
    LiveRun run;
    std::size_t bytes = 0;  // as last asked
  };
  void weigh_first();

  std::size_t limit_;
  std::size_t bytes_ = 0;  // of all of them
  std::list<Named> runs_;  // the last used first
};

}  // namespace caseload::wire
