#pragma once

// Payers' rules from files: those that are part of the program, and the user's own.

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/text/node.hpp"
#include "sim/base/result.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::scenarios {

// From a file, or from text that messages call `name`. Refused, besides what the field table
// refuses: a code that can be billed but has no rate, an add-on to a code there is not, tiers that
// overlap.
Result<rules::RuleSet> load_rule_set(const std::filesystem::path& file);
Result<rules::RuleSet> parse_rule_set(std::string_view text, std::string_view name);

// The sets embedded in the program, in order of date; their dates do not overlap.
const std::vector<rules::RuleSet>& installed_rule_sets();
// A rule file (.yaml, .yml), or the installed set of that name. Error (BadInput): what is wrong
// with the file; or there is no such set, told with `option`, where the name was given.
Result<rules::RuleSet> find_rule_set(const std::string& wanted, std::string_view option);
// "medicare-2025 (2025-01-01 to 2025-12-31), …"
std::string installed_rules_text();

// The book of these sets, its last one carried forward to the end of a year under a name that says
// so: "medicare-2026 (carried forward)". Published rules win: where the sets reach that far by
// themselves, nothing is added. `sets` are in order of date, and not empty.
rules::RuleBook carried_forward(std::vector<rules::RuleSet> sets, std::chrono::year through);

}  // namespace caseload::scenarios
