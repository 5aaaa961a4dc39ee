#pragma once

// What a change of rules is worth: the same months, judged under two sets.
//
// The patients, their readings and every logged minute are the same; only which codes the facts
// support and what a code pays differ. The difference in dollars is split exactly:
//   after − before = Σ (units after − units before) × new rate     codes at equal rates
//                  + Σ units before × (new rate − old rate)        rates
// where a code that only the old set knows has no new rate and keeps its own. Dollars are as if
// every code were paid in full, at national rates.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/experiment/trial.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::experiment {

struct CodeChange {
  std::string code;
  std::int64_t units_before = 0, units_after = 0;  // over all replications
  Cents rate_before, rate_after;                   // of one unit; the other set's where unknown
};
struct RuleComparison {
  std::string plan;
  CalendarMonth month;
  int replications = 0;
  std::vector<CodeChange> codes;                  // in order of code
  std::int64_t periods = 0, periods_16_days = 0;  // as MonthOutcome counts them

  // Over all replications.
  Cents before() const;
  Cents after() const;
  Cents from_codes() const;  // at equal rates
  Cents from_rates() const;

  // Requires: of the same plan, month and sets.
  RuleComparison& operator+=(const RuleComparison& more);
};

// The claims of one patient's month under a set of rules, whatever days the set is in force on.
// Claims that have no national rate are left out.
std::vector<rules::Claim> claims_under(const PatientMonth& mine, CalendarMonth month,
                                       bool rpm_beside_apcm, const rules::RuleSet& rules);

// One replication of one plan and month.
RuleComparison compare_rules(const Scenario& scenario, const Plan& plan, CalendarMonth month,
                             const rules::RuleSet& before, const rules::RuleSet& after,
                             const RandomKey& random);

// Every plan in every month of the scenario: months in order, and in each the plans. Stopped, each
// has what is finished of it. Throws CheckFailed with what failed where a check of ours does.
std::vector<RuleComparison> compare_rules(const Scenario& scenario, const rules::RuleSet& before,
                                          const rules::RuleSet& after, const RunOptions& options);

}  // namespace caseload::experiment
