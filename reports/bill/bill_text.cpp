#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>

#include "records/bill_totals.hpp"
#include "reports/bill/bill_input.hpp"
#include "reports/bill/bill_patients.hpp"
#include "reports/render/left_out.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/base/wording.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kReasonsShown = 20;
constexpr std::size_t kLinesShown = 12;

std::string paragraph(const std::string& text) { return wrapped(text, kWidth, 0) + "\n"; }
std::string item(const std::string& text) { return "- " + wrapped(text, kWidth - 2, 2) + "\n"; }

// Of large sums: whole minutes are enough.
std::string minutes_words(SimDuration duration) {
  return thousands(std::llround(to_minutes(duration)));
}

std::string thousands_of(std::size_t count) { return thousands(static_cast<std::int64_t>(count)); }

std::string facts(const BillInput& input) {
  std::string out = paragraph(std::string(kPatientDataNotice)) + "\n";
  for (const records::SourceFile& file : input.files) {
    std::string line = fmt::format("{}: {}, {}", file.what, file.name,
                                   counted(static_cast<std::int64_t>(file.rows), "row"));
    if (file.rejected > 0)
      line += fmt::format(", {} not used", thousands(static_cast<std::int64_t>(file.rejected)));
    for (const std::string& note : file.notes) line += ", " + note;
    if (!file.ignored.empty())
      line += fmt::format("; columns not used: {}", fmt::join(file.ignored, ", "));
    out += item(line);
  }
  if (input.from)
    out += item(fmt::format("from {} to {}, in the time of {}", day_words(*input.from),
                            day_words(*input.to), input.timezone));
  out += item(fmt::format("judged by {}{}", input.rules,
                          input.rules_for_every_month
                              ? ", which was named and judges every month, whatever its own dates"
                              : ", each month by the rules in force on its last day"));
  for (const std::string& source : input.sources) out += item(source);
  return out;
}

// Whatever is said of the files is said of the rows that could be used.
std::string without_rejected(const BillInput& input) {
  if (input.rejected.empty()) return {};
  std::size_t rows = 0;
  for (const records::SourceFile& file : input.files) rows += file.rows;
  return paragraph(
      fmt::format("Left out of all this: {}, which could not be used; see ROWS THAT WERE NOT USED.",
                  left_out_words(input.rejected, rows)));
}

std::string what_is_supported(const BillInput& input) {
  const std::vector<records::CodeTotal> totals = records::code_totals(input.bill);
  std::string out = "\nWHAT THE LOG SUPPORTS\n";
  if (totals.empty()) return out + "No code, for no patient.\n" + without_rejected(input);
  std::vector<std::string> codes, units, times, held, unknown, dollars;
  Cents sum{};
  for (const records::CodeTotal& total : totals) {
    codes.push_back(total.code);
    units.push_back(thousands(total.units));
    times.push_back(thousands(total.times));
    held.push_back(total.held == 0 ? "–" : thousands(total.held));
    unknown.push_back(total.unknown == 0 ? "–" : thousands(total.unknown));
    dollars.push_back(total.priced ? money_words({total.cents}) : "no national rate");
    sum += Cents{total.cents};
  }
  codes.emplace_back("together");
  for (auto* column : {&units, &times, &held, &unknown}) column->emplace_back("");
  dollars.push_back(money_words(sum));
  Table table("code", codes);
  table.add("", {{"units", units},
                 {"months or periods", times},
                 {"of them held", held},
                 {"rest on unknowns", unknown},
                 {"national rate", dollars}});
  out += table.text(kWidth);
  return out + without_rejected(input) +
         paragraph(
             "National rates, not what a payer pays. A code that rests on unknowns is "
             "supported by what the files say, and they do not say all that it needs: see "
             "below. Held: the practitioner has not signed.");
}

std::string what_was_logged(const BillInput& input) {
  std::string out = "\nMINUTES\n";
  std::vector<std::string> names{"logged", "credited"};
  std::vector<Column> columns;
  for (int p = 0; p < rules::kPrograms; ++p) {
    const auto program = static_cast<rules::Program>(p);
    const records::MinuteTotals totals = records::minute_totals(input.bill, program);
    if (totals.logged() == SimDuration::zero()) continue;
    Column column{std::string(rules::name(program)),
                  {minutes_words(totals.logged()), minutes_words(totals.credited)}};
    for (const SimDuration lost : totals.lost)
      column.cells.push_back(lost == SimDuration::zero() ? "–" : minutes_words(lost));
    columns.push_back(std::move(column));
  }
  if (columns.empty()) return out + "None were logged in these months.\n";
  for (int reason = 0; reason < records::kLost; ++reason)
    names.push_back("  not: " + std::string(why(static_cast<records::Lost>(reason))));
  // A reason that took nothing from any programme needs no line.
  for (std::size_t row = names.size(); row-- > 2;) {
    if (std::ranges::any_of(columns, [row](const Column& c) { return c.cells[row] != "–"; }))
      continue;
    names.erase(names.begin() + static_cast<std::ptrdiff_t>(row));
    for (Column& column : columns)
      column.cells.erase(column.cells.begin() + static_cast<std::ptrdiff_t>(row));
  }
  Table table("minutes", names);
  table.add("", std::move(columns));
  return out + table.text(kWidth);
}

std::string remarks(std::string_view title, const std::vector<records::Remark>& remarks) {
  if (remarks.empty()) return {};
  std::string out = fmt::format("\n{}\n", title);
  for (const records::Remark& remark : remarks) {
    out += item(fmt::format("{} {}", thousands(remark.count), remark.text));
    for (const std::string& example : remark.examples)
      out += "    " + wrapped(example, kWidth - 4, 6) + "\n";
    const auto more = remark.count - static_cast<std::int64_t>(remark.examples.size());
    if (!remark.examples.empty() && more > 0)
      out += fmt::format("    and {} more\n", thousands(more));
  }
  return out;
}

// Rows of a file that have the same thing wrong with them share a line.
struct Wrong {
  const records::RejectedRow* first;
  std::vector<std::size_t> lines;
};

std::vector<Wrong> by_reason(const std::vector<records::RejectedRow>& rows) {
  std::vector<Wrong> all;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> places;
  for (const records::RejectedRow& row : rows) {
    const auto [place, is_new] = places.try_emplace({row.file, row.why}, all.size());
    if (is_new) all.push_back({&row, {}});
    all[place->second].lines.push_back(row.line);
  }
  return all;
}

std::string what_was_rejected(const BillInput& input) {
  if (input.rejected.empty()) return {};
  std::string out = "\nROWS THAT WERE NOT USED\n";
  const std::vector<Wrong> reasons = by_reason(input.rejected);
  std::size_t told = 0;
  for (std::size_t i = 0; i < std::min(reasons.size(), kReasonsShown); ++i) {
    const auto& [first, lines] = reasons[i];
    told += lines.size();
    if (lines.size() == 1) {
      out += item(fmt::format("{}:{}: {}", first->file, first->line, first->why));
      continue;
    }
    const std::size_t shown = std::min(lines.size(), kLinesShown);
    std::string where = fmt::format("{}", fmt::join(std::span(lines).first(shown), ", "));
    if (shown < lines.size())
      where += fmt::format(" and {} more", thousands_of(lines.size() - shown));
    out += item(fmt::format("{}: {}: lines {}", first->file, first->why, where));
  }
  if (told < input.rejected.size())
    out += fmt::format("  and {} more for other reasons; --json and --out DIR list them all\n",
                       thousands_of(input.rejected.size() - told));
  return out;
}

}  // namespace

void bill_text(const BillInput& input, const Sink& sink) {
  sink(facts(input));
  sink(what_is_supported(input));
  sink(what_was_logged(input));
  sink(remarks("UNKNOWN", input.bill.unknown));
  sink(remarks("QUESTIONS AN AUDITOR WOULD ASK", input.bill.questions));
  if (const auto open = static_cast<std::int64_t>(input.bill.open.size()); open > 0)
    sink("\n" +
         paragraph(fmt::format("{} {} below.", counted(open, "30-day period"),
                               by_count(open,
                                        "is not decided: it is unfinished, or the files do "
                                        "not cover it. It stands with its patient",
                                        "are not decided: they are unfinished, or the files "
                                        "do not cover them. They stand with their patients"))));
  sink(what_was_rejected(input));
  patients_text(input, sink);
}

}  // namespace caseload::reports
