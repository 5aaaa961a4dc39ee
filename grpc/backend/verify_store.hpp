#pragma once

// A store's file looked through from beginning to end, without changing it: is everything that was
// acknowledged still what it was?

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/result.hpp"

namespace caseload::wire {

struct VerifiedRun {
  std::string name;  // and whose it is: told()
  // As far as they were found whole.
  std::uint64_t windows = 0;
  std::uint64_t readings = 0;
  std::uint64_t alerts = 0;
  std::uint64_t entries = 0;
  std::uint64_t visits = 0;
  std::string damage;  // the first that was found; empty: the run is whole
};

struct StoreVerification {
  std::vector<VerifiedRun> runs;    // in the order in which they were registered
  std::vector<std::string> damage;  // of the file as such: its header, its pages, its indices
  bool whole() const;
};

// How far it is: `what` is being looked at, of which `done` of `total` are behind; total 0:
// unknown.
struct VerificationProgress {
  std::string what;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

// Reads the file and its log, also one that a running backend has open; memory: one window.
// BadInput: no file that can be read, another program's database, or one of another version. Damage
// of any kind is no error but what was asked for.
Result<StoreVerification> verify_store(
    const std::string& path, const std::function<void(const VerificationProgress&)>& progress);

}  // namespace caseload::wire
