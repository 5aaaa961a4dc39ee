#include "records/bill_totals.hpp"

#include <map>
#include <numeric>

namespace caseload::records {

std::vector<CodeTotal> code_totals(const Bill& bill) {
  std::map<std::string, CodeTotal> by_code;
  for (const BilledCode& code : bill.codes) {
    if (code.units == 0) continue;
    CodeTotal& total = by_code[bill.words[code.code]];
    total.units += code.units;
    ++total.times;
    total.held += code.held ? 1 : 0;
    total.unknown += code.unknown != 0 ? 1 : 0;
    total.cents += code.cents;
    total.priced = total.priced && code.priced;
  }
  std::vector<CodeTotal> totals;
  for (auto& [code, total] : by_code) {
    total.code = code;
    totals.push_back(std::move(total));
  }
  return totals;
}

SimDuration MinuteTotals::logged() const {
  return std::accumulate(lost.begin(), lost.end(), credited);
}

MinuteTotals minute_totals(const Bill& bill, rules::Program program) {
  MinuteTotals totals;
  for (const BilledMinutes& minutes : bill.minutes) {
    if (minutes.program != program) continue;
    totals.credited += minutes.credited;
    for (std::size_t reason = 0; reason < totals.lost.size(); ++reason)
      totals.lost[reason] += minutes.lost[reason];
  }
  return totals;
}

}  // namespace caseload::records
