#pragma once

// From the facts of one patient to what is billed: the one way that the simulation, the reference
// backend, the comparison of rule sets and `bill` go. Pure functions.
//
// Each month and each device period is judged under the set in force on its last day, in the order
// in which codes give way (RuleSet::exclusions): the months; RPM's periods, beside the months they
// touch; the months again where codes of those periods make theirs give way; and RTM's periods
// last, beside the months and the RPM periods they touch, since RTM gives way to both.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/rules/claims.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::rules {

// Of one month or device period.
struct Judged {
  ClaimDecision decision;
  std::vector<std::string> beside;  // the codes claimed around it that its own could give way to
};
// In the order of the facts.
struct PatientBill {
  std::vector<Judged> months;
  std::vector<Judged> periods;
};

// A patient's months and device periods, as many as there are. Requires: the book has a set for the
// last day of each.
PatientBill bill_months(std::span<const MonthFacts> months, std::span<const PeriodFacts> periods,
                        const RuleBook& rules);

// One month with the device periods that end in it: the month's codes, then the periods'. No month:
// the patient was not enrolled on any day of it, and only periods are judged.
ClaimDecision bill_month(const std::optional<MonthFacts>& month,
                         std::span<const PeriodFacts> periods, const RuleBook& rules);

}  // namespace caseload::rules
