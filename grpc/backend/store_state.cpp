#include "grpc/backend/store_state.hpp"

namespace caseload::wire {

void StoreState::on_change(Report report) {
  const std::lock_guard lock(mutex_);
  report_ = std::move(report);
}

std::string StoreState::inspect(Look look) {
  const std::lock_guard lock(mutex_);
  if (!lost_.empty() || !inspection_) return lost_;
  std::string trouble = inspection_(look);
  if (trouble.empty()) return {};
  lost_ = trouble + "; what was acknowledged may be lost, and nothing more is taken";
  if (report_) report_(false, lost_);
  return lost_;
}

void StoreState::commit_failed(const std::string& why) {
  const std::lock_guard lock(mutex_);
  if (!std::exchange(failing_, true) && report_) report_(false, why);
}

void StoreState::commit_succeeded() {
  const std::lock_guard lock(mutex_);
  if (std::exchange(failing_, false) && report_) report_(well(), "the store takes writes again");
}

void StoreState::found_damage(const std::string& what) {
  const std::lock_guard lock(mutex_);
  damaged_ = true;
  if (report_) report_(false, what);
}

void StoreState::found_fault(const std::string& what) {
  const std::lock_guard lock(mutex_);
  if (report_) report_(well(), what);
}

bool StoreState::serving() const {
  const std::lock_guard lock(mutex_);
  return well();
}

}  // namespace caseload::wire
