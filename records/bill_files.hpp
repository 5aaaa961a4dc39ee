#pragma once

// From files to a bill, in one call: what `caseload bill` prints.

#include <string>
#include <vector>

#include "records/bill.hpp"
#include "records/read_practice.hpp"
#include "records/rule_choice.hpp"

namespace caseload::records {

struct BillOrder {
  PracticeFiles files;
  const ZoneTable& zone;
  std::vector<CalendarMonth> months;                 // empty: every month of the files
  std::string rules = "medicare";                    // see choose_rules
  std::optional<std::chrono::year> carry_forward{};  // the same
  std::vector<std::string> compare{};                // none or two further choices of rules
};

struct BilledUnder {
  std::string rules;  // by name
  Bill bill;
};

struct BilledFiles {
  RuleChoice rules;
  Practice practice;
  Bill bill;
  std::vector<std::string> sources;   // of the rule sets in force on some day that the files cover
  std::vector<BilledUnder> compared;  // as ordered
};

// Error (BadInput): rules that there are not, or that do not cover a month ordered; files.
Result<BilledFiles> bill_files(const BillOrder& order);

}  // namespace caseload::records
