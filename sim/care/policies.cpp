#include "sim/care/policies.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::sim {

std::int64_t fifo(const WorkView&) { return 0; }

std::int64_t risk_first(const WorkView& work) {
  if (work.from_alert) return work.high_acuity ? 0 : 1;
  return work.high_acuity ? 2 : 3;
}

std::int64_t closest_first(const WorkView& work) {
  constexpr SimDuration kThreshold = minutes{20};
  const SimDuration missing = kThreshold - work.credited;
  return missing > SimDuration{} ? missing.count() : SimDuration::max().count();
}

const NamedPolicy& policy(Order order) {
  const auto* found = std::ranges::find(kPolicies, order, &NamedPolicy::order);
  CASELOAD_CHECK(found != kPolicies.end(), "a policy is not in the table");
  return *found;
}

std::optional<Order> parse_order(std::string_view name) {
  const auto* found = std::ranges::find(kPolicies, name, &NamedPolicy::name);
  return found == kPolicies.end() ? std::nullopt : std::optional{found->order};
}

}  // namespace caseload::sim
