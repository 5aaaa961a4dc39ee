// caseload bill: which codes a practice's own log supports, and why not the others.

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "records/bill_practice.hpp"
#include "records/column_map.hpp"
#include "records/enrolments.hpp"
#include "records/readings.hpp"
#include "records/rule_choice.hpp"
#include "records/time_log.hpp"
#include "reports/bill/bill_input.hpp"
#include "reports/render/left_out.hpp"
#include "reports/render/output_directory.hpp"
#include "scenarios/assemble/rule_sets.hpp"
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

// All files; everything that is wrong with them as files is told at once.
Result<records::Practice> read_practice(const Options& options, const ZoneTable& zone,
                                        const rules::RuleBook& rules) {
  records::ColumnMaps maps;
  if (!options.columns.empty()) {
    Result<records::ColumnMaps> loaded = records::load_column_maps(options.columns);
    if (!loaded) return std::unexpected(loaded.error());
    maps = std::move(*loaded);
  }
  records::Practice practice;
  std::string wrong;
  const auto read = [&](const std::string& name, const std::optional<records::TableMap>& map,
                        auto rows) {
    if (name.empty()) return;
    Result<std::ifstream> in = records::open_csv(name);
    const Result<void> done =
        in ? rows(*in, name, map ? &*map : nullptr) : std::unexpected(in.error());
    if (!done) wrong += (wrong.empty() ? "" : "\n") + done.error().text;
  };
  using Name = const std::string&;
  using Map = const records::TableMap*;
  read(options.time_log, maps.time_log, [&](std::istream& in, Name name, Map map) {
    return records::read_time_log(in, name, zone, rules, practice, map);
  });
  read(options.readings, maps.readings, [&](std::istream& in, Name name, Map map) {
    return records::read_readings(in, name, zone, practice, map);
  });
  read(options.enrolments, maps.enrolments, [&](std::istream& in, Name name, Map map) {
    return records::read_enrolments(in, name, zone, practice, map);
  });
  read(options.visits, maps.visits, [&](std::istream& in, Name name, Map map) {
    return records::read_visits(in, name, zone, practice, map);
  });
  if (!wrong.empty()) return bad_input(std::move(wrong));
  records::put_in_order(practice);
  return practice;
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

struct Choices {
  records::RuleChoice rules;                  // to judge by
  std::vector<records::RuleChoice> compared;  // none or two
};

Result<Choices> choices_of(const Options& options) {
  Result<records::RuleChoice> rules = records::choose_rules(
      options.rules, options.carry_forward == 0
                         ? std::nullopt
                         : std::optional(std::chrono::year{options.carry_forward}));
  if (!rules) return std::unexpected(rules.error());
  Choices choices{std::move(*rules), {}};
  for (const std::string& name : options.compare) {
    Result<records::RuleChoice> choice = records::choose_rules(name);
    if (!choice) return std::unexpected(choice.error());
    choices.compared.push_back(std::move(*choice));
  }
  return choices;
}

// Of the sets in force on some day that the files cover.
std::vector<std::string> sources_of(const rules::RuleBook& book,
                                    const records::Practice& practice) {
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
  const Result<Choices> choices = choices_of(options);
  if (!choices) return refuse(choices.error());
  const rules::RuleBook& book = choices->rules.book;
  for (const CalendarMonth month : *months)
    if (book.find(month.end_day() - days{1}) == nullptr)
      return refuse({Error::Kind::BadInput,
                     fmt::format("--month {}: no rule set is installed for it (installed: {}); "
                                 "--rules-carry-forward {} uses the last one, --rules NAME one "
                                 "for every month",
                                 month.name(), scenarios::installed_rules_text(),
                                 static_cast<int>(month.value.year()))});

  const Result<records::Practice> practice = read_practice(options, *zone, book);
  if (!practice) return refuse(practice.error());
  const records::Bill made = records::bill(*practice, *zone, book, *months);
  std::vector<records::Bill> others;
  others.reserve(choices->compared.size());
  std::vector<reports::Compared> compared;
  for (const records::RuleChoice& choice : choices->compared) {
    others.push_back(records::bill(*practice, *zone, choice.book, *months));
    compared.push_back({choice.name, others.back()});
  }

  const reports::BillInput input{made,
                                 practice->patients,
                                 practice->files,
                                 practice->rejections,
                                 options.timezone,
                                 choices->rules.name,
                                 choices->rules.for_every_month,
                                 sources_of(book, *practice),
                                 practice->first_day,
                                 practice->last_day};
  if (!options.out.empty())
    if (const Result<void> written = write_out(options, input, compared); !written)
      return refuse(written.error());
  // Also to who reads no text: a script, or somebody with --json.
  if (!practice->rejections.empty()) {
    std::size_t rows = 0;
    for (const records::SourceFile& file : practice->files) rows += file.rows;
    spdlog::warn("{} were not used; the result is without them",
                 reports::left_out_words(practice->rejections, rows));
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
