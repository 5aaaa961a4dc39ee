#include "grpc/backend/live_runs.hpp"

#include <algorithm>

#include "grpc/backend/registered.hpp"

namespace caseload::wire {

LiveRun* LiveRuns::find(const std::string& name, StoreReader& reader) {
  const auto known = std::ranges::find(runs_, name, &Named::name);
  if (known != runs_.end()) {
    runs_.splice(runs_.begin(), runs_, known);
    return &runs_.front().run;
  }
  const std::optional<StoredRun> stored = reader.find_run(name);
  if (!stored) return nullptr;
  runs_.push_front(
      {.name = name, .run = LiveRun(*stored, registration_of(*stored).alerts, reader)});
  if (runs_.size() > kKept) runs_.pop_back();
  return &runs_.front().run;
}

}  // namespace caseload::wire
