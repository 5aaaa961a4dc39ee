#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/assemble/assemble.hpp"
#include "scenarios/assemble/rule_sets.hpp"
#include "scenarios/assemble/zone.hpp"
#include "scenarios/text/utf8.hpp"

namespace caseload::scenarios {
namespace {

using rules::RuleSet;

// The first day that is simulated for a month: its warm-up, and at least 31 days.
LocalDay simulated_from(CalendarMonth month, int warmup_months) {
  return std::min(month.plus(-warmup_months).first_day(), month.first_day() - days{31});
}

// The sets the scenario names: one by name, all installed ones, or one from a file.
std::vector<RuleSet> named_rule_sets(const Located<std::string>& rules,
                                     const std::filesystem::path& folder,
                                     Diagnostics& diagnostics) {
  if (lower(rules.value) == "medicare") return installed_rule_sets();
  if (rules.value.ends_with(".yaml") || rules.value.ends_with(".yml")) {
    Result<RuleSet> set = load_rule_set(folder / rules.value);
    if (set) return {*set};
    diagnostics.error(rules.place, rules.path,
                      fmt::format("{} cannot be used:\n{}", rules.value, set.error().text));
    return {};
  }
  std::vector<std::string> names{"medicare"};
  for (const RuleSet& set : installed_rule_sets()) {
    if (set.name == lower(rules.value)) return {set};
    names.push_back(set.name);
  }
  diagnostics.error(
      rules.place, rules.path,
      fmt::format("unknown rule set \"{}\"{} (installed: {}, or medicare for all of them by date)",
                  rules.value, suggestion(rules.value, names), installed_rules_text()));
  return {};
}

const RuleSet* in_force(const std::vector<RuleSet>& sets, LocalDay day) {
  const auto found =
      std::ranges::find_if(sets, [day](const RuleSet& set) { return set.in_force_on(day); });
  return found == sets.end() ? nullptr : &*found;
}

// The named sets, the last of them carried forward where the scenario asks for it.
rules::RuleBook book_of(const ScenarioFile& file, std::vector<RuleSet> named,
                        Diagnostics& diagnostics) {
  if (!file.rules_carry_forward) return {std::move(named)};
  const auto& [year, place, path] = *file.rules_carry_forward;
  const std::string last = named.back().name;
  rules::RuleBook book = carried_forward(std::move(named), std::chrono::year{year});
  if (!book.published_to)
    diagnostics.warning(place, path,
                        fmt::format("{} is in force to {}: nothing is carried forward", last,
                                    iso(book.sets.back().effective_to)));
  return book;
}

// What is installed, and what can be done about a later month.
std::string no_rules_for(CalendarMonth month, const ScenarioFile& file,
                         const std::vector<RuleSet>& named) {
  std::string text = fmt::format("no rule set of \"{}\" is in force in {}; installed: {}",
                                 file.rules.value, month.name(), installed_rules_text());
  if (in_force(installed_rule_sets(), month.first_day()) != nullptr)
    text += ". rules: medicare takes the one of each month";
  else if (month.first_day() > named.back().effective_to)
    text += fmt::format(
        ". To plan it under the rules of {} for want of its own, add "
        "rules_carry_forward: {}",
        named.back().name, static_cast<int>(month.value.year()));
  return text;
}

// Judged months need the named rules; the warm-up before them, which is lived but not billed, makes
// do with whatever is installed for its days.
void fill_rules(const ScenarioFile& file, const std::filesystem::path& folder,
                Diagnostics& diagnostics, experiment::Scenario& scenario) {
  const std::vector<RuleSet> published = named_rule_sets(file.rules, folder, diagnostics);
  if (published.empty()) return;
  scenario.rules = book_of(file, published, diagnostics);
  const std::vector<RuleSet> named = scenario.rules.sets;
  std::vector<RuleSet>& book = scenario.rules.sets;
  for (const Located<CalendarMonth>& month : file.months) {
    if (in_force(named, month.value.first_day()) == nullptr ||
        in_force(named, month.value.end_day() - days{1}) == nullptr) {
      diagnostics.error(month.place, month.path, no_rules_for(month.value, file, published));
      continue;
    }
    for (LocalDay day = simulated_from(month.value, file.warmup_months);
         day < month.value.first_day(); day += days{1}) {
      if (in_force(book, day) != nullptr) continue;
      if (const RuleSet* other = in_force(installed_rule_sets(), day)) {
        RuleSet for_warmup = *other;  // for the days before the named sets only
        while (in_force(named, for_warmup.effective_to) != nullptr)
          for_warmup.effective_to -= days{1};
        book.push_back(std::move(for_warmup));
        continue;
      }
      diagnostics.error(month.place, month.path,
                        fmt::format("its warm-up begins on {}, when no rule set is in force; "
                                    "installed: {}. Name a later month or fewer warmup_months",
                                    iso(day), installed_rules_text()));
      break;
    }
  }
  // A set in force on no simulated day changes nothing, and is no part of the scenario; one that
  // was asked for stays, for months that the command line may name.
  std::erase_if(book, [&](const RuleSet& set) {
    const auto is_simulated = [&](const Located<CalendarMonth>& month) {
      return set.effective_from < month.value.end_day() &&
             simulated_from(month.value, file.warmup_months) <= set.effective_to;
    };
    return !scenario.rules.carried_forward(set.effective_from) &&
           std::ranges::none_of(file.months, is_simulated);
  });
  std::ranges::sort(book, {}, &RuleSet::effective_from);
}

void fill_months(const ScenarioFile& file, Diagnostics& diagnostics,
                 experiment::Scenario& scenario) {
  std::set<CalendarMonth> seen;
  for (const Located<CalendarMonth>& month : file.months) {
    if (!seen.insert(month.value).second)
      diagnostics.error(month.place, month.path,
                        fmt::format("{} is named twice", month.value.name()));
    scenario.months.push_back(month.value);
  }
}

void fill_holidays(const ScenarioFile& file, Diagnostics& diagnostics,
                   experiment::Scenario& scenario) {
  std::vector<LocalDay> closed;
  // The years before and after as well: warm-ups begin earlier, and the command line may name other
  // months.
  std::set<int> years;
  for (const Located<CalendarMonth>& month : file.months)
    for (const int beside : {-1, 0, 1})
      years.insert(static_cast<int>(month.value.value.year()) + beside);
  for (const Located<std::string>& holiday : file.holidays) {
    if (lower(holiday.value) == "us-federal") {
      for (const int year : years) {
        const std::vector<LocalDay> days = us_federal_closings(std::chrono::year{year});
        closed.insert(closed.end(), days.begin(), days.end());
      }
    } else if (const Parsed<LocalDay> day = parse_date(holiday.value)) {
      closed.push_back(*day);
    } else {
      const std::string near = suggestion(holiday.value, std::vector<std::string>{"us-federal"});
      diagnostics.error(holiday.place, holiday.path,
                        fmt::format("\"{}\": {}", holiday.value,
                                    near.empty() ? day.error() + ", or us-federal"
                                                 : "expected us-federal or a date" + near));
    }
  }
  scenario.holidays = Holidays(std::move(closed));
}

}  // namespace

void assemble_calendar(const ScenarioFile& file, const std::filesystem::path& folder,
                       Diagnostics& diagnostics, experiment::Scenario& scenario) {
  if (!file.timezone.path.empty() && !diagnostics.any_under("timezone")) {
    const auto& [name, place, path] = file.timezone;
    if (Parsed<ZoneTable> zone = zone_table(name)) {
      if (const auto doubt = doubt_about(*zone))
        diagnostics.warning(place, path, fmt::format("\"{}\" {}", name, *doubt));
      scenario.zone = std::move(*zone);
    } else {
      diagnostics.error(place, path, fmt::format("\"{}\": {}", name, zone.error()));
    }
  }
  scenario.warmup_months = file.warmup_months;
  if (diagnostics.any_under("months") || diagnostics.any_under("warmup_months")) return;
  fill_months(file, diagnostics, scenario);
  fill_holidays(file, diagnostics, scenario);
  if (!diagnostics.any_under("rules")) fill_rules(file, folder, diagnostics, scenario);
}

}  // namespace caseload::scenarios
