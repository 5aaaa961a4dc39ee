// caseload bill: which codes a practice's own log supports, and why not the others.

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/version.hpp"
#include "records/bill_files.hpp"
#include "reports/bill/bill_input.hpp"
#include "reports/render/left_out.hpp"
#include "reports/render/output_directory.hpp"
#include "scenarios/assemble/zone.hpp"
#include "scenarios/text/quantities.hpp"
#include "sim/base/visible.hpp"

namespace caseload::cli {
namespace {

struct Options {
  std::string time_log, readings, enrolments, visits;
  std::string columns;
  std::string timezone;
  std::string rules = "medicare";
  int carry_forward = 0;  // a year; 0: none
  std::vector<std::string> months;
  std::vector<std::string> compare;
  std::string out;
  bool force = false;
  bool json = false;
  bool quiet = false;
};

Result<std::vector<CalendarMonth>> months_of(const Options& options) {
  std::vector<CalendarMonth> months;
  for (const std::string& text : options.months) {
    const auto month = scenarios::parse_calendar_month(text);
    if (!month) return bad_input(fmt::format("--month {}: {}", text, month.error()));
    months.push_back(*month);
  }
  return months;
}

// stdout, in large pieces; the first failure is kept.
class Printer {
 public:
  void add(std::string_view text) {
    constexpr std::size_t kPiece = std::size_t{1} << 16;
    held_ += text;
    if (held_.size() >= kPiece) flush();
  }
  Result<void> finish() {
    flush();
    return printed_;
  }

 private:
  void flush() {
    if (printed_) printed_ = print(held_);
    held_.clear();
  }
  std::string held_;
  Result<void> printed_;
};

Result<void> write_out(const Options& options, const reports::BillInput& input,
                       const std::vector<reports::Compared>& compared) {
  const auto file = [](const char* name, auto write) {
    return reports::OutputFile{
        .path = name,
        .writer =
            [write](std::ostream& out) { write([&out](std::string_view text) { out << text; }); },
        .owner_only = true};
  };
  const reports::OutputDirectory directory(options.out, "bill.json", options.force);
  return directory.write(
      {{"schema_version", "1"}},
      {file("claims.csv", [&](const reports::Sink& sink) { reports::claims_csv(input, sink); }),
       file("not_claimed.csv",
            [&](const reports::Sink& sink) { reports::not_claimed_csv(input, sink); }),
       file("minutes.csv", [&](const reports::Sink& sink) { reports::minutes_csv(input, sink); }),
       file("rejected.csv", [&](const reports::Sink& sink) { reports::rejected_csv(input, sink); }),
       file("bill.json", [&](const reports::Sink& sink) {
         reports::bill_json(input, compared,
                            [&](std::string_view text) { sink(visible_text(text)); });
       })});
}

Exit bill(const Options& options) {
  set_up_log(options.quiet);
  if (options.time_log.empty() && options.readings.empty())
    return refuse({Error::Kind::BadInput,
                   "expected --time-log FILE, --readings FILE, or both; caseload bill --help says "
                   "more"});
  const auto zone = scenarios::zone_table(options.timezone);
  if (!zone)
    return refuse(
        {Error::Kind::BadInput, fmt::format("--timezone {}: {}", options.timezone, zone.error())});
  if (const auto doubt = scenarios::doubt_about(*zone))
    spdlog::warn("--timezone: warning: \"{}\" {}", options.timezone, *doubt);
  const auto months = months_of(options);
  if (!months) return refuse(months.error());
  const Result<records::BilledFiles> billed = records::bill_files(
      {.files = {options.time_log, options.readings, options.enrolments, options.visits,
                 options.columns},
       .zone = *zone,
       .months = *months,
       .rules = options.rules,
       .carry_forward = options.carry_forward == 0
                            ? std::nullopt
                            : std::optional(std::chrono::year{options.carry_forward}),
       .compare = options.compare});
  if (!billed) return refuse(billed.error());

  const records::Practice& practice = billed->practice;
  const reports::BillInput input{billed->bill,
                                 practice.patients,
                                 practice.files,
                                 practice.rejections,
                                 options.timezone,
                                 billed->rules.name,
                                 billed->rules.for_every_month,
                                 billed->sources,
                                 practice.first_day,
                                 practice.last_day,
                                 std::string{kVersion}};
  std::vector<reports::Compared> compared;
  for (const records::BilledUnder& other : billed->compared)
    compared.push_back({other.rules, other.bill});
  if (!options.out.empty())
    if (const Result<void> written = write_out(options, input, compared); !written)
      return refuse(written.error());
  // Also to who reads no text: a script, or somebody with --json.
  if (!practice.rejections.empty()) {
    std::size_t rows = 0;
    for (const records::SourceFile& file : practice.files) rows += file.rows;
    spdlog::warn("{} were not used; the result is without them",
                 reports::left_out_words(practice.rejections, rows));
  }
  Printer printer;
  const reports::Sink sink = [&printer](std::string_view text) { printer.add(text); };
  if (options.json) {
    reports::bill_json(input, compared, sink);
  } else {
    if (compared.size() == 2) reports::compared_text(compared[0], compared[1], sink);
    reports::bill_text(input, sink);
  }
  const Result<void> printed = printer.finish();
  return printed ? Exit::Yes : refuse(printed.error());
}

}  // namespace

void add_bill(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "bill",
      "Says which codes a practice's own time log and readings support, and why not others");
  command->add_option("--time-log", options->time_log,
                      "CSV: patient,staff,role,start,end,activity,live,program "
                      "[,minutes,manual,practitioner,signed,countable]");
  command->add_option("--readings", options->readings,
                      "CSV: patient,device,taken_at [,program,kind,manual]");
  command->add_option("--enrolments", options->enrolments,
                      "CSV: patient,start,end,established,consent,order [,billed_elsewhere]");
  command->add_option("--visits", options->visits, "CSV of office visits: patient,start,end");
  command->add_option("--columns", options->columns,
                      "How these files are written where their columns, dates or words are not "
                      "those above (YAML; see docs/bill.md)");
  command
      ->add_option("--timezone", options->timezone,
                   "The practice's, such as America/New_York: times without an offset are its own")
      ->required();
  command->add_option("--rules", options->rules,
                      "medicare (each month by the set in force), the name of one set for every "
                      "month, or a rule file");
  command
      ->add_option("--rules-carry-forward", options->carry_forward,
                   "With --rules medicare: up to the end of this year, the last set stands in for "
                   "those that are not installed")
      ->check(CLI::Range(2026, 2037));
  command->add_option("--month", options->months, "Only these months, such as 2026-03");
  command
      ->add_option("--compare-rules", options->compare,
                   "Two rule sets: the same records under both")
      ->expected(2);
  command->add_option("--out", options->out,
                      "Write claims.csv, not_claimed.csv, minutes.csv, rejected.csv and bill.json "
                      "into this directory");
  command->add_flag("--force", options->force, "Replace what lies in --out");
  command->add_flag("--json", options->json, "Print JSON");
  command->add_flag("--quiet", options->quiet, "No notes on stderr");
  command->callback(
      [options, &invocation] { invocation.perform = [options] { return bill(*options); }; });
}

}  // namespace caseload::cli
