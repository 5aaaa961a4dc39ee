#pragma once

// Processes that end together: all that a patient does stops when the patient leaves.
//
// Cancelling destroys each member's frame at once, with its pending wake-up; a member that cancels
// its own group is destroyed when it next waits. A group may be used again afterwards. It must
// outlive its members: keep it beside the entity, which outlives the run.

#include "sim/engine/process.hpp"

namespace caseload::engine {

class ProcessGroup {
 public:
  ProcessGroup() = default;
  ProcessGroup(const ProcessGroup&) = delete;
  ProcessGroup& operator=(const ProcessGroup&) = delete;

  void cancel();
  bool empty() const { return first_ == nullptr; }

 private:
  friend class Simulation;
  Process::promise_type* first_ = nullptr;
};

}  // namespace caseload::engine
