#include "grpc/backend/live_runs.hpp"

#include <algorithm>
#include <optional>

#include "grpc/backend/registered.hpp"

namespace caseload::wire {

LiveRun* LiveRuns::find(const RunName& name, StoreReader& reader) {
  const auto known = std::ranges::find(runs_, name, &Named::name);
  if (known != runs_.end()) {
    runs_.splice(runs_.begin(), runs_, known);
  } else {
    const std::optional<StoredRun> stored = reader.find_run(name);
    if (!stored) return nullptr;
    runs_.push_front(
        {.name = name, .run = LiveRun(*stored, registration_of(*stored).alerts, reader)});
  }
  weigh_first();
  while (bytes_ > limit_ && runs_.size() > 1) {
    bytes_ -= runs_.back().bytes;
    runs_.pop_back();
  }
  return &runs_.front().run;
}

void LiveRuns::weigh_first() {
  Named& first = runs_.front();
  bytes_ -= first.bytes;
  first.bytes = first.run.bytes();
  bytes_ += first.bytes;
}

}  // namespace caseload::wire
