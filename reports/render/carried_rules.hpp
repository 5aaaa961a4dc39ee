#pragma once

// Months that are judged by rules nobody has published for them, because the scenario asks for it
// (rules_carry_forward): what every report says of them.

#include <span>
#include <string>
#include <vector>

#include "sim/rules/rule_set.hpp"

namespace caseload::reports {

// Of these months, by name; what JSON calls months_under_carried_rules.
std::vector<std::string> carried_months(const rules::RuleBook& rules,
                                        std::span<const CalendarMonth> months);

// A paragraph behind a blank line; empty: none of these months is such a one.
std::string carried_rules_text(const rules::RuleBook& rules, std::span<const CalendarMonth> months);

}  // namespace caseload::reports
