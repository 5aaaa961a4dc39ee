#include "sim/rules/rule_set.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::sim {

const RuleSet* RuleBook::find(LocalDay day) const {
  const auto found =
      std::ranges::find_if(sets, [day](const RuleSet& set) { return set.in_force_on(day); });
  return found == sets.end() ? nullptr : &*found;
}

const RuleSet& RuleBook::for_day(LocalDay day) const {
  const RuleSet* set = find(day);
  CASELOAD_CHECK(set != nullptr, "no rule set is installed for a day that was simulated");
  return *set;
}

}  // namespace caseload::sim
