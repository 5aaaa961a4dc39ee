#include "records/rule_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/assemble/rule_sets.hpp"
#include "scenarios/text/diagnostics.hpp"

namespace caseload::records {
namespace {

RuleChoice for_every_month(rules::RuleSet set) {
  using namespace std::chrono_literals;
  std::string name = set.name;
  set.effective_from = LocalDay{2000y / 1 / 1};
  set.effective_to = LocalDay{2100y / 12 / 31};
  return {{{std::move(set)}}, std::move(name), true};
}

}  // namespace

Result<RuleChoice> choose_rules(const std::string& name,
                                std::optional<std::chrono::year> carry_forward) {
  const std::vector<rules::RuleSet>& installed = scenarios::installed_rule_sets();
  if (name == "medicare" && carry_forward)
    return RuleChoice{scenarios::carried_forward(installed, *carry_forward), name, false};
  if (name == "medicare") return RuleChoice{{installed}, name, false};
  if (carry_forward)
    return std::unexpected(Error{
        Error::Kind::BadInput,
        fmt::format("--rules-carry-forward is for --rules medicare; {} judges every month anyway",
                    name)});
  const auto found = std::ranges::find(installed, name, &rules::RuleSet::name);
  if (found != installed.end()) return for_every_month(*found);

  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) {
    Result<rules::RuleSet> set = scenarios::load_rule_set(name);
    if (!set) return std::unexpected(set.error());
    return for_every_month(std::move(*set));
  }
  std::vector<std::string> known{"medicare"};
  for (const rules::RuleSet& set : installed) known.push_back(set.name);
  return std::unexpected(
      Error{Error::Kind::BadInput,
            fmt::format("--rules {}: no such rule set and no such file{}; installed: {}", name,
                        scenarios::suggestion(name, known), fmt::join(known, ", "))});
}

}  // namespace caseload::records
