#include "reports/render/carried_rules.hpp"

#include <fmt/format.h>

#include "reports/render/words.hpp"

namespace caseload::reports {

std::vector<std::string> carried_months(const rules::RuleBook& rules,
                                        std::span<const CalendarMonth> months) {
  std::vector<std::string> names;
  for (const CalendarMonth month : months)
    if (rules.carried_forward(month.end_day() - days{1})) names.push_back(month.name());
  return names;
}

std::string carried_rules_text(const rules::RuleBook& rules,
                               std::span<const CalendarMonth> months) {
  if (carried_months(rules, months).empty()) return {};
  constexpr std::size_t kWidth = 100;
  const std::string words = fmt::format(
      "From {} on, {} stands in for rules that are not there, as rules_carry_forward asks: what "
      "may be billed then, and at which rates, is assumed.",
      month_of(*rules.published_to + days{1}).spoken(), rules.sets.back().name);
  return "\n" + wrapped(words, kWidth, 0) + "\n";
}

}  // namespace caseload::reports
