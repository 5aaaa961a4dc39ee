#include "records/bill_files.hpp"

#include <fmt/format.h>

#include <utility>

#include "records/bill_practice.hpp"
#include "scenarios/assemble/rule_sets.hpp"

namespace caseload::records {
namespace {

auto bad_input(std::string text) {
  return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
}

// Of the sets in force on some day that the files cover.
std::vector<std::string> sources_of(const rules::RuleBook& book, const Practice& practice) {
  std::vector<std::string> sources;
  if (!practice.first_day) return sources;
  for (const rules::RuleSet& set : book.sets)
    if (set.effective_from <= *practice.last_day && *practice.first_day <= set.effective_to)
      sources.push_back(set.name + ": " +
                        (book.carried_forward(set.effective_from)
                             ? "stands in for rules that are not there: what may be billed, and at "
                               "which rates, is assumed. Of the year before: "
                             : "") +
                        set.source);
  return sources;
}

}  // namespace

Result<BilledFiles> bill_files(const BillOrder& order) {
  Result<RuleChoice> rules = choose_rules(order.rules, order.carry_forward);
  if (!rules) return std::unexpected(rules.error());
  std::vector<RuleChoice> others;
  for (const std::string& name : order.compare) {
    Result<RuleChoice> choice = choose_rules(name);
    if (!choice) return std::unexpected(choice.error());
    others.push_back(std::move(*choice));
  }
  for (const CalendarMonth month : order.months)
    if (rules->book.find(month.end_day() - days{1}) == nullptr)
      return bad_input(fmt::format(
          "--month {}: no rule set is installed for it (installed: {}); "
          "--rules-carry-forward {} uses the last one, --rules NAME one "
          "for every month",
          month.name(), scenarios::installed_rules_text(), static_cast<int>(month.value.year())));

  Result<Practice> practice = read_practice(order.files, order.zone, rules->book);
  if (!practice) return std::unexpected(practice.error());
  BilledFiles billed{.rules = std::move(*rules),
                     .practice = std::move(*practice),
                     .bill = {},
                     .sources = {},
                     .compared = {}};
  billed.bill = bill(billed.practice, order.zone, billed.rules.book, order.months);
  billed.sources = sources_of(billed.rules.book, billed.practice);
  for (const RuleChoice& other : others)
    billed.compared.push_back(
        {other.name, bill(billed.practice, order.zone, other.book, order.months)});
  return billed;
}

}  // namespace caseload::records
