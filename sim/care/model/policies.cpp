#include "sim/care/model/policies.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::care {

std::int64_t fifo(const WorkView&) { return 0; }

std::int64_t risk_first(const WorkView& work) {
  if (work.from_alert) return work.high_acuity ? 0 : 1;
  return work.high_acuity ? 2 : 3;
}

// A coordinator's rule of thumb (ccmpays.com): call whoever has fewer days with readings than half
// the day of the month and one, from the second week on.
std::int64_t readings_first(const WorkView& work) {
  constexpr int kSecondWeek = 8;
  const bool behind =
      work.day_of_month >= kSecondWeek && work.reading_days < work.day_of_month / 2 + 1;
  return work.call && behind ? 0 : 1;
}

std::int64_t closest_first(const WorkView& work) {
  const SimDuration missing = rules::kBillingMinutes - work.credited;
  return missing > SimDuration{} ? missing.count() : SimDuration::max().count();
}

const NamedPolicy& policy(Order order) {
  const auto found = std::ranges::find(kPolicies, order, &NamedPolicy::order);
  CASELOAD_CHECK(found != kPolicies.end(), "a policy is not in the table");
  return *found;
}

std::optional<Order> parse_order(std::string_view name) {
  const auto found = std::ranges::find(kPolicies, name, &NamedPolicy::name);
  return found == kPolicies.end() ? std::nullopt : std::optional{found->order};
}

namespace {
bool pushes_on(const PolicyChoice& choice, int day_of_month) {
  return choice.push_from_day > 0 && day_of_month >= choice.push_from_day;
}
}  // namespace

bool threshold_driven(const PolicyChoice& choice) {
  return choice.push_from_day > 0 || policy(choice.order).threshold_driven;
}

std::int64_t rank(const PolicyChoice& choice, const WorkView& work) {
  return pushes_on(choice, work.day_of_month) ? closest_first(work)
                                              : policy(choice.order).rank(work);
}

bool rank_moves(const PolicyChoice& choice) {
  return choice.push_from_day > 0 || policy(choice.order).moves;
}

}  // namespace caseload::care
