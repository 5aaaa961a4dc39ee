#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "reports/bill_input.hpp"
#include "reports/table.hpp"
#include "reports/words.hpp"
#include "sim/rules/wording.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kRejectedShown = 20;

std::string paragraph(const std::string& text) { return wrapped(text, kWidth, 0) + "\n"; }
std::string item(const std::string& text) { return "- " + wrapped(text, kWidth - 2, 2) + "\n"; }

// Of large sums: whole minutes are enough.
std::string minutes_words(sim::SimDuration duration) {
  return thousands(std::llround(sim::to_minutes(duration)));
}

std::string facts(const BillInput& input) {
  std::string out = paragraph(std::string(kPatientDataNotice)) + "\n";
  for (const sim::SourceFile& file : input.files) {
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

std::string what_is_supported(const BillInput& input) {
  const std::vector<CodeTotal> totals = code_totals(input.bill);
  std::string out = "\nWHAT THE LOG SUPPORTS\n";
  if (totals.empty()) return out + "No code, for no patient.\n";
  std::vector<std::string> codes, units, times, held, unknown, dollars;
  sim::Cents sum{};
  for (const CodeTotal& total : totals) {
    codes.push_back(total.code);
    units.push_back(thousands(total.units));
    times.push_back(thousands(total.times));
    held.push_back(total.held == 0 ? "–" : thousands(total.held));
    unknown.push_back(total.unknown == 0 ? "–" : thousands(total.unknown));
    dollars.push_back(total.priced ? money_words({total.cents}) : "no national rate");
    sum += sim::Cents{total.cents};
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
  return out + paragraph(
                   "National rates, not what a payer pays. A code that rests on unknowns is "
                   "supported by what the files say, and they do not say all that it needs: see "
                   "below. Held: the practitioner has not signed.");
}

std::string what_was_logged(const BillInput& input) {
  std::string out = "\nMINUTES\n";
  std::vector<std::string> names{"logged", "credited"};
  std::vector<Column> columns;
  for (int p = 0; p < sim::kPrograms; ++p) {
    const auto program = static_cast<sim::Program>(p);
    const MinuteTotals totals = minute_totals(input.bill, program);
    if (totals.logged() == sim::SimDuration::zero()) continue;
    Column column{std::string(sim::name(program)),
                  {minutes_words(totals.logged()), minutes_words(totals.credited)}};
    for (const sim::SimDuration lost : totals.lost)
      column.cells.push_back(lost == sim::SimDuration::zero() ? "–" : minutes_words(lost));
    columns.push_back(std::move(column));
  }
  if (columns.empty()) return out + "None were logged in these months.\n";
  for (int reason = 0; reason < sim::kLost; ++reason)
    names.push_back("  not: " + std::string(sim::why(static_cast<sim::Lost>(reason))));
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

std::string remarks(std::string_view title, const std::vector<sim::Remark>& remarks) {
  if (remarks.empty()) return {};
  std::string out = fmt::format("\n{}\n", title);
  for (const sim::Remark& remark : remarks) {
    out += item(fmt::format("{} {}", thousands(remark.count), remark.text));
    for (const std::string& example : remark.examples)
      out += "    " + wrapped(example, kWidth - 4, 6) + "\n";
    const auto more = remark.count - static_cast<std::int64_t>(remark.examples.size());
    if (!remark.examples.empty() && more > 0)
      out += fmt::format("    and {} more\n", thousands(more));
  }
  return out;
}

std::string what_was_rejected(const BillInput& input) {
  if (input.rejected.empty()) return {};
  std::string out = fmt::format("\nROWS THAT WERE NOT USED\n");
  for (std::size_t i = 0; i < std::min(input.rejected.size(), kRejectedShown); ++i) {
    const sim::RejectedRow& row = input.rejected[i];
    out += item(fmt::format("{}:{}: {}", row.file, row.line, row.why));
  }
  if (input.rejected.size() > kRejectedShown)
    out +=
        fmt::format("  and {} more; --json and --out DIR list them all\n",
                    thousands(static_cast<std::int64_t>(input.rejected.size() - kRejectedShown)));
  return out;
}

// Facts that no supported code knows of: they are said once.
unsigned unknown_everywhere(const sim::Bill& bill) {
  unsigned all = ~0U;
  for (const sim::BilledCode& code : bill.codes)
    if (code.units > 0) all &= code.unknown;
  return all;
}

// "order, consent": without the words that say they are unknown.
std::string fact_names(const sim::Bill& bill, unsigned unknown) {
  std::string list;
  for (std::size_t bit = 0; bit < bill.facts.size(); ++bit) {
    if ((unknown >> bit & 1U) == 0) continue;
    const std::string& fact = bill.facts[bit];
    list += (list.empty() ? "" : ", ") + fact.substr(0, fact.rfind(": unknown"));
  }
  return list;
}

// The lines of one patient after the other: the three tables are in the same order.
class PatientLines {
 public:
  PatientLines(const BillInput& input, const Sink& sink)
      : input_(input), sink_(sink), said_once_(unknown_everywhere(input.bill)) {}

  void write() {
    const sim::Bill& bill = input_.bill;
    if (bill.codes.empty() && bill.minutes.empty() && bill.open.empty()) return;
    sink_("\nPATIENT BY PATIENT\n");
    const std::string everywhere = fact_names(bill, said_once_);
    if (!everywhere.empty())
      sink_(paragraph(
          "Unknown for every code that the log supports, and not said again: " + everywhere + "."));
    for (std::uint32_t patient = 0; patient < input_.patients.size(); ++patient) {
      if (!has(bill.minutes, minutes_, patient) && !has(bill.codes, codes_, patient) &&
          !has(bill.open, open_, patient))
        continue;
      sink_(input_.patients[patient] + "\n");
      while (has(bill.minutes, minutes_, patient) || has(bill.codes, codes_, patient))
        next_month(patient);
      for (; has(bill.open, open_, patient); ++open_) open_period(bill.open[open_]);
    }
  }

 private:
  template <class Rows>
  static bool has(const Rows& rows, std::size_t at, std::uint32_t patient) {
    return at < rows.size() && rows[at].patient == patient;
  }

  void next_month(std::uint32_t patient) {
    const sim::Bill& bill = input_.bill;
    std::optional<sim::CalendarMonth> month;
    if (has(bill.minutes, minutes_, patient)) month = bill.minutes[minutes_].month;
    if (has(bill.codes, codes_, patient)) {
      const sim::CalendarMonth of_code = sim::month_of(bill.codes[codes_].to);
      month = month ? std::min(*month, of_code) : of_code;
    }
    std::string heading = "  " + month->spoken();
    for (; has(bill.minutes, minutes_, patient) && bill.minutes[minutes_].month == *month;
         ++minutes_)
      heading += minutes_line(bill.minutes[minutes_]);
    sink_(heading + "\n");
    for (; has(bill.codes, codes_, patient) && sim::month_of(bill.codes[codes_].to) == *month;
         ++codes_)
      code_line(bill.codes[codes_]);
  }

  static std::string minutes_line(const sim::BilledMinutes& minutes) {
    std::string line = fmt::format("; {}: {} of {} credited{}", sim::name(minutes.program),
                                   sim::spoken(minutes.credited), sim::spoken(minutes.logged()),
                                   minutes.live_contact       ? ", live contact"
                                   : minutes.live_unknown > 0 ? ", live contact unknown"
                                                              : ", no live contact");
    for (std::size_t reason = 0; reason < minutes.lost.size(); ++reason)
      if (minutes.lost[reason] > sim::SimDuration::zero())
        line += fmt::format(", {} {}", sim::spoken(minutes.lost[reason]),
                            sim::why(static_cast<sim::Lost>(reason)));
    return line;
  }

  void code_line(const sim::BilledCode& code) {
    const std::string& name = input_.bill.words[code.code];
    const std::string& reason = input_.bill.words[code.reason];
    const std::string of =
        code.of_period ? fmt::format(", {}", span_words(code.from, code.to)) : "";
    if (code.units == 0) {
      sink_(fmt::format("    not {}{}: {}\n", name, of, reason));
      return;
    }
    std::string line =
        fmt::format("    the log supports {}{}{}: {}", name,
                    code.units > 1 ? fmt::format(" × {}", code.units) : "", of, reason);
    if (code.held) line += "; held: not signed";
    const std::string unknown = fact_names(input_.bill, code.unknown & ~said_once_);
    if (!unknown.empty()) line += "; unknown: " + unknown;
    sink_(line + "\n");
  }

  void open_period(const sim::OpenPeriod& period) {
    sink_(fmt::format("  30 days{} {}: not decided, {}; {} with readings so far\n",
                      period.program == sim::Program::Rtm ? " of rtm" : "",
                      span_words(period.from, period.to), input_.bill.words[period.reason],
                      sim::spoken_days(period.reading_days)));
  }

  const BillInput& input_;
  const Sink& sink_;
  unsigned said_once_;
  std::size_t minutes_ = 0, codes_ = 0, open_ = 0;
};

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
  PatientLines(input, sink).write();
}

void compared_text(const Compared& one, const Compared& other, const Sink& sink) {
  const std::vector<CodeTotal> ones = code_totals(one.bill), others = code_totals(other.bill);
  std::set<std::string> codes;
  for (const auto* totals : {&ones, &others})
    for (const CodeTotal& total : *totals) codes.insert(total.code);
  std::vector<std::string> names(codes.begin(), codes.end());
  names.emplace_back("together");
  Table table("code", names);
  const auto add = [&](const std::string& name, const std::vector<CodeTotal>& totals) {
    std::vector<std::string> units, dollars;
    sim::Cents sum{};
    for (const std::string& code : codes) {
      const auto found = std::ranges::find(totals, code, &CodeTotal::code);
      units.push_back(found == totals.end() ? "–" : thousands(found->units));
      dollars.push_back(found == totals.end() ? "–" : money_words({found->cents}));
      sum += sim::Cents{found == totals.end() ? 0 : found->cents};
    }
    units.emplace_back("");
    dollars.push_back(money_words(sum));
    table.add(name, {{"units", units}, {"national rate", dollars}});
    return sum;
  };
  const sim::Cents first = add(one.name, ones);
  const sim::Cents second = add(other.name, others);
  sink("\nTHE SAME LOG UNDER BOTH RULES\n" + table.text(kWidth));
  sim::Cents difference = second;
  difference -= first;
  std::string share;
  if (first.value > 0)
    share = fmt::format(" ({:+.1f} %)", 100.0 * static_cast<double>(difference.value) /
                                            static_cast<double>(first.value));
  sink(paragraph(fmt::format("From {} to {}: {}{}, at each set's own rates.", one.name, other.name,
                             money_words(difference), share)));
}

}  // namespace caseload::reports
