#include "cli/compare_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/console.hpp"
#include "cli/plan_run.hpp"
#include "cli/progress.hpp"
#include "cli/version.hpp"
#include "reports/plan/rule_comparison.hpp"
#include "scenarios/assemble/rule_sets.hpp"
#include "sim/experiment/compare_rules.hpp"

namespace caseload::cli {
namespace {

Result<rules::RuleSet> rule_set(const std::string& wanted) {
  if (wanted.ends_with(".yaml") || wanted.ends_with(".yml"))
    return scenarios::load_rule_set(wanted);
  std::vector<std::string> names;
  for (const rules::RuleSet& set : scenarios::installed_rule_sets()) {
    if (set.name == wanted) return set;
    names.push_back(set.name);
  }
  return std::unexpected(
      Error{Error::Kind::BadInput,
            fmt::format("--compare-rules {}: no such rule set; installed: {}, or a file", wanted,
                        fmt::join(names, ", "))});
}

}  // namespace

Exit compare_rules(const experiment::Scenario& scenario, const PlanOptions& options,
                   const std::atomic<bool>& stop) {
  const auto before = rule_set(options.compare_rules.at(0));
  if (!before) return refuse(before.error());
  const auto after = rule_set(options.compare_rules.at(1));
  if (!after) return refuse(after.error());

  std::vector<experiment::RuleComparison> comparisons;
  {
    Progress progress{options.quiet};
    comparisons =
        experiment::compare_rules(scenario, *before, *after, run_options(options, stop, progress));
  }
  if (stop) {
    complain("stopped before every plan and month had been compared: there is nothing to report");
    return Exit::Interrupted;
  }

  const reports::RuleComparisonReport report{scenario,     std::string{kVersion},
                                             options.seed, before->name,
                                             after->name,  std::move(comparisons)};
  const auto printed = print(options.json ? reports::rule_comparison_json(report)
                                          : reports::rule_comparison_text(report));
  return printed ? Exit::Yes : refuse(printed.error());
}

}  // namespace caseload::cli
