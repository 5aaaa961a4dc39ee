#include "records/practice_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/text/diagnostics.hpp"

namespace caseload::records {
namespace {

constexpr std::array kStateColumns{
    Column{"patient", true},
    Column{"minutes", true},
    Column{"live_contact", true},
    Column{"reading_days", true},
    Column{"enrolled"},
    Column{"period_start"},
    Column{"condition"},           // as the scenario names them
    Column{"acuity"},              // low or high
    Column{"contacts_made"},       // planned ones, this month
    Column{"attempts"},            // calls placed this month
    Column{"alerts"},              // raised by readings this month
    Column{"alerts_open"},         // nobody has looked yet
    Column{"urgent_alerts_open"},  // beside those
    Column{"review_due"},          // yes or no
    Column{"last_reading"},        // received; a day, or a time
};
enum : std::size_t {
  kPatient,
  kMinutes,
  kLiveContact,
  kReadingDays,
  kEnrolled,
  kPeriodStart,
  kCondition,
  kAcuity,
  kContactsMade,
  kAttempts,
  kAlerts,
  kAlertsOpen,
  kUrgentAlertsOpen,
  kReviewDue,
  kLastReading
};

constexpr int kPeriodDays = 30;
constexpr int kMostOfAnything = 200;  // alerts, calls: more of one patient in a month is a mistake

// Takes rows apart.
class StateReader {
 public:
  StateReader(LocalDay day, const experiment::Scenario& scenario, StateFile& out)
      : day_(day), morning_(scenario.zone.midnight(day)), scenario_(scenario), out_(out) {
    const CalendarMonth month = month_of(day);
    month_first_day_ = month.first_day();
    by_calendar_ = scenario.rules.for_day(month.end_day() - days{1}).device_period ==
                   rules::DevicePeriodKind::CalendarMonth;
    for (const population::Condition& condition : scenario.population.conditions)
      conditions_.push_back(condition.name);
    out_.state.day = day;
  }

  void take(Row& row) {
    const std::string id{row.text(kPatient)};
    population::KnownPatient known;
    care::PatientState now;
    take_month(row, known, now);
    take_period(row, known, now);
    take_traits(row, known);
    take_open_work(row, now);
    if (row.rejected()) return;
    const auto [there, fresh] = first_line_.try_emplace(id, row.line());
    if (!fresh)
      return row.reject(fmt::format("the patient stands there already, on line {}", there->second));
    out_.ids.push_back(id);
    out_.lines.push_back(row.line());
    out_.state.known.push_back(known);
    out_.state.initial_state.push_back(now);
  }

 private:
  // A whole number from 0 up; nothing where the field is empty, absent or wrong.
  std::optional<int> count(Row& row, std::size_t column, std::int64_t most, std::string_view what) {
    const std::optional<std::int64_t> value = row.integer(column);
    if (!value) return std::nullopt;
    if (*value < 0 || *value > most) {
      row.complain(column, row.text(column), fmt::format("expected 0 to {}{}", most, what));
      return std::nullopt;
    }
    return static_cast<int>(*value);
  }

  void take_month(Row& row, population::KnownPatient& known, care::PatientState& now) {
    const std::optional<double> minutes = row.number(kMinutes);
    const SimDuration passed = morning_ - scenario_.zone.midnight(month_first_day_);
    if (minutes && (*minutes < 0 || *minutes > to_minutes(passed)))
      row.complain(kMinutes, row.text(kMinutes),
                   fmt::format("expected 0 to {:.0f}, the minutes of this month before {}",
                               to_minutes(passed), iso(day_)));
    else if (minutes) now.credited = from_minutes(*minutes);
    now.live_contact = known.live_contact = row.yes_no(kLiveContact).value_or(false);
    now.contacts_made =
        count(row, kContactsMade, kMostOfAnything, "").value_or(now.live_contact ? 1 : 0);
    known.attempts = count(row, kAttempts, kMostOfAnything, "");
    now.attempts = known.attempts.value_or(0);
    known.alerts = count(row, kAlerts, kMostOfAnything, "");
  }

  void take_period(Row& row, population::KnownPatient& known, care::PatientState& now) {
    const auto enrolled = row.day(kEnrolled, scenario_.zone);
    const auto period_start = row.day(kPeriodStart, scenario_.zone);
    if (row.rejected()) return;
    if (!enrolled && !period_start)
      return row.reject("has neither enrolled nor period_start; one of them is needed");
    if (enrolled && *enrolled > day_)
      return row.complain(kEnrolled, row.text(kEnrolled),
                          fmt::format("expected a day up to {}", iso(day_)));
    const LocalDay begun = enrolled ? period_of(*enrolled) : *period_start;
    if (period_start && begun != *period_start)
      return row.complain(
          kPeriodStart, row.text(kPeriodStart),
          fmt::format("expected {}: periods follow one another from the day of enrolment",
                      iso(begun)));
    const LocalDay earliest = by_calendar_ ? month_first_day_ : day_ - days{kPeriodDays - 1};
    if (begun > day_ || begun < earliest)
      return row.complain(kPeriodStart, row.text(kPeriodStart),
                          fmt::format("expected a day from {} to {}, in the period under way",
                                      iso(earliest), iso(day_)));
    known.monitoring_from = enrolled;
    known.period_from = now.period_from = begun;
    const std::int64_t days_so_far = (day_ - begun).count();
    const auto days = count(row, kReadingDays, days_so_far,
                            fmt::format(", the days of the period from {} on", iso(begun)));
    known.reading_days = now.reading_days = days.value_or(0);
  }

  LocalDay period_of(LocalDay enrolled) const {
    if (by_calendar_) return std::max(enrolled, month_first_day_);
    return enrolled + days{(day_ - enrolled).count() / kPeriodDays * kPeriodDays};
  }

  void take_traits(Row& row, population::KnownPatient& known) {
    known.high_acuity = row.word(
        kAcuity,
        [](std::string_view word) -> std::optional<bool> {
          if (word == "high") return true;
          if (word == "low") return false;
          return std::nullopt;
        },
        "expected low or high");
    const std::string condition{row.text(kCondition)};
    if (condition.empty()) return;
    const auto found = std::ranges::find(conditions_, condition);
    if (found == conditions_.end())
      return row.complain(
          kCondition, condition,
          fmt::format("expected a condition of the scenario ({}){}", fmt::join(conditions_, ", "),
                      scenarios::suggestion(condition, conditions_)));
    known.condition = static_cast<std::uint16_t>(found - conditions_.begin());
  }

  void take_open_work(Row& row, care::PatientState& now) {
    now.alerts_open = count(row, kAlertsOpen, kMostOfAnything, "").value_or(0);
    now.urgent_alerts_open = count(row, kUrgentAlertsOpen, kMostOfAnything, "").value_or(0);
    now.review_due = row.yes_no(kReviewDue).value_or(false);
    const auto last = row.moment(kLastReading, scenario_.zone);
    if (!last) return;
    // Of a day without a clock: its end, or that morning.
    const SimTime at =
        last->at.value_or(std::min(scenario_.zone.midnight(last->day + days{1}), morning_));
    if (last->day >= day_ || at > morning_)
      return row.complain(kLastReading, row.text(kLastReading),
                          fmt::format("expected a time before {}", iso(day_)));
    now.last_reading = at;
  }

  LocalDay day_;
  SimTime morning_;
  LocalDay month_first_day_;
  bool by_calendar_ = false;
  const experiment::Scenario& scenario_;
  StateFile& out_;
  std::vector<std::string> conditions_;
  std::map<std::string, std::size_t> first_line_;
};

// What is taken for granted where a column is missing.
std::vector<std::string> assumptions(const TableFacts& facts,
                                     const experiment::Scenario& scenario) {
  std::vector<std::string> said;
  const auto unless = [&](std::size_t column, std::string sentence) {
    if (!facts.has[column])
      said.push_back(
          fmt::format("{} is not in the file: {}", kStateColumns[column].name, sentence));
  };
  unless(kEnrolled,
         "how long patients have been monitored is drawn, in whole periods before period_start");
  unless(kCondition, "drawn by the scenario's shares");
  unless(kAcuity,
         fmt::format("drawn; {:g} % are high", scenario.care.plan.high_acuity_share * 100));
  unless(kContactsMade,
         "who has had a live contact has had one planned contact, nobody else has had any");
  unless(kAttempts, "nobody's calls in vain are known, and all attempts of the month are left");
  unless(kAlerts, "who raises many alerts is drawn, whatever happened this month");
  unless(kAlertsOpen, "no alert is waiting");
  unless(kUrgentAlertsOpen, "no urgent alert is waiting");
  unless(kReviewDue, "no review is waiting");
  unless(kLastReading, "everybody is taken as heard that morning");
  return said;
}

}  // namespace

Result<StateFile> read_practice_state(const std::filesystem::path& file, LocalDay day,
                                      const experiment::Scenario& scenario,
                                      std::vector<Rejection>& rejections) {
  Result<std::ifstream> in = open_csv(file);
  if (!in) return std::unexpected(in.error());
  return read_practice_state(*in, file.string(), day, scenario, rejections);
}

Result<StateFile> read_practice_state(std::istream& in, std::string_view name, LocalDay day,
                                      const experiment::Scenario& scenario,
                                      std::vector<Rejection>& rejections) {
  StateFile file;
  StateReader reader(day, scenario, file);
  Result<TableFacts> facts =
      read_table(in, name, kStateColumns, nullptr, rejections, [&](Row& row) { reader.take(row); });
  if (!facts) return std::unexpected(facts.error());
  file.facts = std::move(*facts);
  if (file.ids.empty()) {
    std::string text = fmt::format("{}: no row can be used", name);
    constexpr std::size_t kMostTold = 20;
    for (std::size_t i = 0; i < std::min(rejections.size(), kMostTold); ++i)
      text += fmt::format("\n{}:{}: {}", rejections[i].file, rejections[i].line, rejections[i].why);
    if (rejections.size() > kMostTold)
      text += fmt::format("\nand {} more", rejections.size() - kMostTold);
    return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
  }
  file.assumed = assumptions(file.facts, scenario);
  return file;
}

}  // namespace caseload::records
