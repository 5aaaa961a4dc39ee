#include "cli/compare_rules.hpp"

#include "cli/console.hpp"
#include "cli/plan_run.hpp"
#include "cli/progress.hpp"
#include "cli/version.hpp"
#include "reports/plan/rule_comparison.hpp"
#include "scenarios/assemble/rule_sets.hpp"
#include "sim/experiment/compare_rules.hpp"

namespace caseload::cli {

Exit compare_rules(const experiment::Scenario& scenario, const PlanOptions& options,
                   const std::atomic<bool>& stop) {
  const auto before = scenarios::find_rule_set(options.compare_rules.at(0), "--compare-rules");
  if (!before) return refuse(before.error());
  const auto after = scenarios::find_rule_set(options.compare_rules.at(1), "--compare-rules");
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
