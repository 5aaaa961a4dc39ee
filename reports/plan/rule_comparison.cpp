#include "reports/plan/rule_comparison.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <ranges>
#include <set>

#include "reports/render/carried_rules.hpp"
#include "reports/render/json_document.hpp"
#include "reports/render/rounded.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/base/visible.hpp"

namespace caseload::reports {
namespace {

using experiment::CodeChange;
using experiment::RuleComparison;
using Json = nlohmann::ordered_json;

constexpr std::size_t kWidth = 100;

double a_month(Cents total, const RuleComparison& of) { return total.dollars() / of.replications; }
double a_month(std::int64_t units, const RuleComparison& of) {
  return static_cast<double>(units) / of.replications;
}

// What the change comes to, as it is shown: dollars a month, and tenths of a percent of what the
// old set paid. Rates are what is left of the rounded whole, so that the parts add up to it.
struct Shown {
  std::int64_t before, after, codes;
  std::optional<std::int64_t> tenths, tenths_of_codes;  // nothing: the old set paid nothing

  std::int64_t rates() const { return after - before - codes; }
};
Shown shown(const RuleComparison& c) {
  Shown all{.before = std::llround(a_month(c.before(), c)),
            .after = std::llround(a_month(c.after(), c)),
            .codes = std::llround(a_month(c.from_codes(), c)),
            .tenths = std::nullopt,
            .tenths_of_codes = std::nullopt};
  if (c.before() == Cents{}) return all;
  const auto tenths = [&](Cents part) {
    return std::llround(part.dollars() / c.before().dollars() * 1000);
  };
  all.tenths = tenths(c.after() - c.before());
  all.tenths_of_codes = tenths(c.from_codes());
  return all;
}
std::string dollars(std::int64_t usd) { return whole_dollars(static_cast<double>(usd)); }
std::string per_cent(std::optional<std::int64_t> tenths) {
  return tenths ? fmt::format("{:+.1f} %", static_cast<double>(*tenths) / 10) : "–";
}

const CodeChange* find(const RuleComparison& comparison, const std::string& code) {
  for (const CodeChange& change : comparison.codes)
    if (change.code == code) return &change;
  return nullptr;
}

template <class Cell>
Column column(std::string heading, const std::vector<RuleComparison>& rows, Cell cell) {
  Column made{.heading = std::move(heading), .cells = {}};
  for (const RuleComparison& row : rows) made.cells.push_back(cell(row));
  return made;
}

void add_totals(Table& table, const RuleComparisonReport& report,
                const std::vector<RuleComparison>& rows) {
  table.add("dollars a month",
            {column(report.before, rows, [](const auto& c) { return dollars(shown(c).before); }),
             column(report.after, rows, [](const auto& c) { return dollars(shown(c).after); }),
             column("change", rows, [](const auto& c) { return per_cent(shown(c).tenths); })});
  table.add(
      "of it codes, at equal rates",
      {column("dollars", rows, [](const auto& c) { return dollars(shown(c).codes); }),
       column("change", rows, [](const auto& c) { return per_cent(shown(c).tenths_of_codes); })});
  table.add("of it rates",
            {column("dollars", rows, [](const auto& c) { return dollars(shown(c).rates()); }),
             column("change", rows, [](const auto& c) -> std::string {
               const Shown all = shown(c);
               return all.tenths ? per_cent(*all.tenths - *all.tenths_of_codes) : "–";
             })});
}

void add_codes(Table& table, const std::vector<RuleComparison>& rows) {
  std::set<std::string> codes;
  for (const RuleComparison& row : rows)
    for (const CodeChange& change : row.codes) codes.insert(change.code);
  for (const std::string& code : codes) {
    const auto of = [&code](auto pick) {
      return [&code, pick](const RuleComparison& row) -> std::string {
        const CodeChange* change = find(row, code);
        return change == nullptr ? "0" : pick(*change, row);
      };
    };
    table.add(code,
              {column("units", rows, of([](const CodeChange& change, const RuleComparison& row) {
                        return fmt::format("{:.0f} → {:.0f}", a_month(change.units_before, row),
                                           a_month(change.units_after, row));
                      })),
               column("dollars", rows, of([](const CodeChange& change, const RuleComparison& row) {
                        const Cents more = change.rate_after * change.units_after -
                                           change.rate_before * change.units_before;
                        return fmt::format("{}{}", more > Cents{} ? "+" : "",
                                           whole_dollars(a_month(more, row)));
                      }))});
  }
}

std::string month_text(const RuleComparisonReport& report,
                       const std::vector<RuleComparison>& rows) {
  std::vector<std::string> names;
  for (const RuleComparison& row : rows) names.push_back(row.plan);
  Table table("plan", std::move(names));
  add_totals(table, report, rows);
  add_codes(table, rows);
  const RuleComparison& first = rows.front();
  const double at_16_days = first.periods == 0 ? 0
                                               : static_cast<double>(first.periods_16_days) /
                                                     static_cast<double>(first.periods);
  return fmt::format(
             "\n{}, {} of each plan; {} of device periods with readings on 16 days or more\n",
             first.month.spoken(), counted(first.replications, "replication"),
             percent_words(at_16_days)) +
         table.text(kWidth);
}

Json comparison_json(const RuleComparison& comparison) {
  const auto usd = [&](Cents total) { return cents(a_month(total, comparison)); };
  Json json{
      {"plan", comparison.plan},
      {"month", comparison.month.name()},
      {"replications", comparison.replications},
      {"before_usd", usd(comparison.before())},
      {"after_usd", usd(comparison.after())},
      {"from_codes_usd", usd(comparison.from_codes())},
      {"from_rates_usd", usd(comparison.from_rates())},
      {"device_periods", six_digits(a_month(comparison.periods, comparison))},
      {"device_periods_16_days", six_digits(a_month(comparison.periods_16_days, comparison))}};
  json["codes"] = Json::object();
  for (const CodeChange& change : comparison.codes)
    json["codes"][change.code] = {
        {"units_before", six_digits(a_month(change.units_before, comparison))},
        {"units_after", six_digits(a_month(change.units_after, comparison))},
        {"rate_before_usd", change.rate_before.dollars()},
        {"rate_after_usd", change.rate_after.dollars()}};
  return json;
}

}  // namespace

std::string rule_comparison_text(const RuleComparisonReport& report) {
  std::string out =
      fmt::format("{}: the same months under {} and under {}\n", visible(report.scenario.name),
                  visible(report.before), visible(report.after));
  out += fmt::format("caseload {}, seed {}, scenario {}\n", report.version, report.seed,
                     report.scenario.hash);
  out += carried_rules_text(report.scenario.rules, report.scenario.months);
  std::vector<RuleComparison> rows;
  for (const RuleComparison& comparison : report.comparisons) {
    if (!rows.empty() && rows.front().month != comparison.month) {
      out += month_text(report, rows);
      rows.clear();
    }
    rows.push_back(comparison);
  }
  out += month_text(report, rows);
  out += "\n- " +
         wrapped(
             "Patients, readings and logged minutes are the same under both; only which codes "
             "they support, and what those pay, differ. Dollars are as if every code were paid "
             "in full, at national rates: no payer's coverage, denial or coinsurance is in "
             "them.",
             kWidth, 2) +
         "\n- " +
         wrapped(fmt::format("\"codes, at equal rates\" prices both months at the rates of {}; "
                             "\"rates\" is what the change of rates adds to the codes that {} "
                             "supported. The two add up to the whole difference, in dollars and in "
                             "percent of what {} paid.",
                             report.after, report.before, report.before),
                 kWidth, 2) +
         "\n- A code the log supports is not yet a claim.\n";
  return out;
}

std::string rule_comparison_json(const RuleComparisonReport& report) {
  Json root{{"schema_version", 1},
            {"version", report.version},
            {"seed", report.seed},
            {"scenario", report.scenario.name},
            {"scenario_hash", report.scenario.hash},
            {"before", report.before},
            {"after", report.after},
            {"months_under_carried_rules",
             carried_months(report.scenario.rules, report.scenario.months)}};
  root["comparisons"] = Json::array();
  for (const RuleComparison& comparison : report.comparisons)
    root["comparisons"].push_back(comparison_json(comparison));
  return json_document(root);
}

}  // namespace caseload::reports
