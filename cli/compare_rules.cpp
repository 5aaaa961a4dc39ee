#include "cli/compare_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <thread>

#include "cli/console.hpp"
#include "cli/version.hpp"
#include "reports/rule_comparison.hpp"
#include "scenarios/load/rule_sets.hpp"
#include "sim/experiment/compare_rules.hpp"

namespace caseload::cli {
namespace {

sim::Result<sim::RuleSet> rule_set(const std::string& wanted) {
  if (wanted.ends_with(".yaml") || wanted.ends_with(".yml"))
    return scenarios::load_rule_set(wanted);
  std::vector<std::string> names;
  for (const sim::RuleSet& set : scenarios::installed_rule_sets()) {
    if (set.name == wanted) return set;
    names.push_back(set.name);
  }
  return std::unexpected(
      sim::Error{sim::Error::Kind::BadInput,
                 fmt::format("--compare-rules {}: no such rule set; installed: {}, or a file",
                             wanted, fmt::join(names, ", "))});
}

}  // namespace

Exit compare_rules(const sim::Scenario& scenario, const RuleComparisonOrder& order,
                   const std::atomic<bool>& stop) {
  const auto before = rule_set(order.sets.at(0));
  if (!before) return refuse(before.error());
  const auto after = rule_set(order.sets.at(1));
  if (!after) return refuse(after.error());

  // One (month, plan) is one piece of work; results stand where their place says.
  const std::size_t plans = scenario.plans.size();
  std::vector<sim::RuleComparison> comparisons(scenario.months.size() * plans);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < comparisons.size(); i = next++)
      comparisons[i] =
          sim::compare_rules(scenario, scenario.plans[i % plans], scenario.months[i / plans],
                             *before, *after, order.seed, order.replications, &stop);
  };
  const auto threads = static_cast<std::size_t>(
      order.threads > 0 ? order.threads : std::max(1U, std::thread::hardware_concurrency()));
  {
    std::vector<std::jthread> pool;
    for (std::size_t i = 0; i < std::min(threads, comparisons.size()); ++i) pool.emplace_back(work);
  }
  if (stop) {
    complain("stopped before every plan and month had been compared: there is nothing to report");
    return Exit::Interrupted;
  }

  const reports::RuleComparisonReport report{scenario,    std::string{kVersion},
                                             order.seed,  before->name,
                                             after->name, std::move(comparisons)};
  const auto printed = print(order.json ? reports::rule_comparison_json(report)
                                        : reports::rule_comparison_text(report));
  return printed ? Exit::Yes : refuse(printed.error());
}

}  // namespace caseload::cli
