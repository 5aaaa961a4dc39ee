#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "records/bill_totals.hpp"
#include "reports/bill/bill_input.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;

}  // namespace

void compared_text(const Compared& one, const Compared& other, const Sink& sink) {
  const std::vector<records::CodeTotal> ones = records::code_totals(one.bill),
                                        others = records::code_totals(other.bill);
  std::set<std::string> codes;
  for (const auto* totals : {&ones, &others})
    for (const records::CodeTotal& total : *totals) codes.insert(total.code);
  std::vector<std::string> names(codes.begin(), codes.end());
  names.emplace_back("together");
  Table table("code", names);
  const auto add = [&](const std::string& name, const std::vector<records::CodeTotal>& totals) {
    std::vector<std::string> units, dollars;
    Cents sum{};
    for (const std::string& code : codes) {
      const auto found = std::ranges::find(totals, code, &records::CodeTotal::code);
      units.push_back(found == totals.end() ? "–" : thousands(found->units));
      dollars.push_back(found == totals.end() ? "–" : money_words({found->cents}));
      sum += Cents{found == totals.end() ? 0 : found->cents};
    }
    units.emplace_back("");
    dollars.push_back(money_words(sum));
    table.add(name, {{"units", units}, {"national rate", dollars}});
    return sum;
  };
  const Cents first = add(one.name, ones);
  const Cents second = add(other.name, others);
  sink("\nTHE SAME LOG UNDER BOTH RULES\n" + table.text(kWidth));
  Cents difference = second;
  difference -= first;
  std::string share;
  if (first.value > 0)
    share = fmt::format(" ({:+.1f} %)", 100.0 * static_cast<double>(difference.value) /
                                            static_cast<double>(first.value));
  sink(wrapped(fmt::format("From {} to {}: {}{}, at each set's own rates.", one.name, other.name,
                           money_words(difference), share),
               kWidth, 0) +
       "\n");
}

}  // namespace caseload::reports
