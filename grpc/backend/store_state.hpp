#pragma once

// Whether the store can be relied on, as far as this process has seen: what health says, and
// whether anything may still be written.
//
// Three kinds of trouble. The last commit failed (disk full): over with the next one that succeeds.
// Something stored is damaged: the run it belongs to is lost to callers, others are served, and
// whoever looks after the backend should look now. The files are no longer those that were opened:
// nothing is written any more, for as long as this process lives.

#include <functional>
#include <mutex>
#include <string>
#include <utility>

namespace caseload::wire {

// Before a transaction a look at the sizes is enough; after its commit nothing less than
// everything.
enum class Look { Sizes, Everything };

class StoreState {
 public:
  // What is wrong with the files themselves; empty where nothing is.
  using Inspection = std::function<std::string(Look)>;
  // Called with each change of serving() and with each new trouble, from any thread.
  using Report = std::function<void(bool serving, const std::string& why)>;

  StoreState() = default;
  explicit StoreState(Inspection inspection) : inspection_(std::move(inspection)) {}

  void on_change(Report report);

  // Looks at the files. Empty: they are what they were. Otherwise why nothing may be written or
  // acknowledged, now and ever after. On the writing thread.
  std::string inspect(Look look = Look::Everything);

  void commit_failed(const std::string& why);
  void commit_succeeded();
  void found_damage(const std::string& what);
  void found_fault(const std::string& what);  // a check of ours failed: told, and nothing more

  bool serving() const;

 private:
  bool well() const { return lost_.empty() && !failing_ && !damaged_; }

  Inspection inspection_;
  mutable std::mutex mutex_;
  Report report_;
  std::string lost_;
  bool failing_ = false;
  bool damaged_ = false;
};

}  // namespace caseload::wire
