#include "reports/run/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "reports/render/clinical_words.hpp"
#include "reports/render/words.hpp"
#include "sim/base/check.hpp"
#include "sim/base/wording.hpp"
#include "sim/rules/alert_rules.hpp"

namespace caseload::reports {
namespace {

using Kind = care::JournalLine::Kind;

bool same_piece(const rules::TimeEntry& a, const rules::TimeEntry& b) {
  return a.staff == b.staff && a.start == b.start && a.end == b.end && a.activity == b.activity &&
         a.program == b.program && a.live == b.live;
}

// Which of the patient's log entries the ledger has judged, and which the journal has told.
class Ledger {
 public:
  explicit Ledger(const TraceInput& input) {
    std::vector<rules::Visit> visits;
    for (const rules::TimeEntry& entry : input.log)
      if (entry.patient == input.outcome.patient) entries_.push_back(entry);
    for (const rules::Visit& visit : input.visits)
      if (visit.patient == input.outcome.patient) visits.push_back(visit);
    const rules::RuleSet& rules = input.scenario.rules.for_day(input.month.end_day() - days{1});
    const rules::Credit credit = rules::credit(entries_, visits, rules::Program::Rpm, input.month,
                                               input.scenario.zone, rules, &lines_);
    CASELOAD_CHECK(credit.credited == input.outcome.credit.credited,
                   "the log does not add up to the patient's credited time");
    told_.resize(entries_.size());
  }

  // The credit of a piece of work; none where it never reached the log.
  std::optional<rules::CreditLine> take(const rules::TimeEntry& worked) {
    for (std::size_t index = 0; index < entries_.size(); ++index) {
      if (told_[index] || !same_piece(entries_[index], worked)) continue;
      told_[index] = true;
      return lines_[index];
    }
    return std::nullopt;
  }

 private:
  std::vector<rules::TimeEntry> entries_;
  std::vector<rules::CreditLine> lines_;
  std::vector<bool> told_;
};

std::string reading_text(const telemetry::Reading& reading, const telemetry::Limits& limits) {
  std::string text = measurement_words(reading.measurement);
  for (const Signal& signal : signals(reading.measurement, limits)) {
    const bool urgent = signal.limits.urgent.outside(signal.value);
    if (!urgent && !signal.limits.review.outside(signal.value)) continue;
    const telemetry::Band& band = urgent ? signal.limits.urgent : signal.limits.review;
    const bool low = signal.value <= band.low;
    text +=
        fmt::format("; {} {} {}: {}", signal.name, low ? "≤" : "≥",
                    value_words(signal, low ? band.low : band.high), urgent ? "urgent" : "review");
  }
  return text;
}

std::string delay_text(const telemetry::Reading& reading) {
  const SimDuration delay = reading.received_at - reading.taken_at;
  if (delay < minutes{30}) return "";
  if (delay < hours{2}) return fmt::format(" (arrived {:.0f} min later)", to_minutes(delay));
  return fmt::format(" (arrived {:.0f} h later)", to_minutes(delay) / 60);
}

std::string_view level_word(const telemetry::Alert& alert) {
  return alert.level == telemetry::AlertLevel::Urgent ? "urgent" : "review";
}

std::string cause_text(const telemetry::Alert& alert, const TraceInput& input) {
  if (alert.kind == telemetry::AlertKind::Silence)
    return fmt::format("no reading for {:.0f} h",
                       to_minutes(input.scenario.care.alerts.silence_after) / 60);
  for (const care::JournalLine& line : input.journal.lines()) {
    if (line.kind == Kind::ReadingReceived && line.reading &&
        line.reading->device == alert.device && line.reading->sequence == alert.sequence)
      return fmt::format("{}: {}",
                         alert.kind == telemetry::AlertKind::Trend ? "rising" : level_word(alert),
                         reading_text(*line.reading, input.enrolment.limits));
  }
  return std::string(level_word(alert));
}

std::string alert_text(const telemetry::Alert& alert, const TraceInput& input) {
  return cause_text(alert, input) +
         (alert.suppressed ? "; closed by the platform: somebody knows already" : "");
}

std::string worked_text(const rules::TimeEntry& entry, bool logged) {
  std::string text = spoken(entry.end - entry.start);
  if (entry.live) text += ", live";
  if (entry.flagged) text += ", flagged for audit";
  if (!logged) text += ", never logged";
  return text;
}

std::string with_note(std::string text, const std::string& note) {
  if (note.empty()) return text;
  return text.empty() ? note : text + ": " + note;
}

std::string_view heading(Kind kind) {
  switch (kind) {
    case Kind::Enrolled:
      return "enrolled";
    case Kind::Withdrawn:
      return "withdrew";
    case Kind::ReadingReceived:
    case Kind::ReadingLost:
    case Kind::ReadingDuplicate:
      return "reading";
    case Kind::NoReading:
      return "no reading";
    case Kind::AlertShown:
      return "alert";
    case Kind::TaskDue:
      return "due";
    case Kind::TaskStarted:
      return "begun";
    case Kind::TaskInterrupted:
      return "interrupted";
    case Kind::CalledOut:
      return "called";
    case Kind::AttemptFailed:
      return "no answer";
    case Kind::AppointmentMissed:
      return "appointment missed";
    case Kind::Worked:
      return "work";
    case Kind::TaskDropped:
      return "dropped";
    case Kind::VisitTookPlace:
      return "office visit";
  }
  return "";
}

// One line of the journal in words. A reading stands where it was taken, a piece of work where it
// began, whenever they were written down.
struct Told {
  TraceLine line;
  SimTime end;
};

Told tell(const care::JournalLine& journal, const TraceInput& input, Ledger& ledger) {
  TraceLine line;
  line.at = journal.at;
  line.what = heading(journal.kind);
  line.who = journal.staff;
  line.of_the_day = journal.kind == Kind::NoReading;
  if (journal.entry && journal.kind == Kind::Worked) {
    const rules::TimeEntry& entry = *journal.entry;
    line.at = entry.start;
    line.what = activity_words(entry.activity);
    line.credit = ledger.take(entry);
    line.text = worked_text(entry, line.credit.has_value());
    if (line.credit && !journal.note.empty()) line.text += ", " + journal.note;
    return {std::move(line), entry.end};
  }
  if (journal.reading) {
    const telemetry::Reading& reading = *journal.reading;
    line.at = reading.taken_at;
    line.text = reading_text(reading, input.enrolment.limits);
    if (journal.kind == Kind::ReadingLost) line.text += " (lost on the way)";
    if (journal.kind == Kind::ReadingReceived) line.text += delay_text(reading);
    if (journal.kind == Kind::ReadingDuplicate) line.text += " (a second copy; stored once)";
    if (journal.kind == Kind::ReadingReceived)
      line.level = rules::grade(reading.measurement, input.enrolment.limits);
  } else if (journal.alert) {
    line.text = alert_text(*journal.alert, input);
    line.level = journal.alert->level;
  } else {
    const std::string activity =
        journal.activity ? std::string{activity_words(*journal.activity)} : "";
    line.text = with_note(activity, journal.note);
  }
  return {std::move(line), journal.at};
}

// When pieces of work began: the line of such a piece says all that "begun" would.
std::set<SimTime> beginnings(const care::Journal& journal) {
  std::set<SimTime> begun;
  for (const care::JournalLine& line : journal.lines())
    if (line.kind == Kind::Worked && line.entry) begun.insert(line.entry->start);
  return begun;
}

// In order of time, lines of the same instant as the journal has them; each gets the total so far.
std::vector<TraceLine> in_order(std::multimap<SimTime, TraceLine> lines) {
  std::vector<TraceLine> ordered;
  SimDuration total{};
  for (auto& [at, line] : lines) {
    if (line.credit) total += line.credit->credited;
    line.total = total;
    ordered.push_back(std::move(line));
  }
  return ordered;
}

}  // namespace

Trace trace(const TraceInput& input) {
  Trace result;
  result.patient = input.outcome.patient;
  result.month = input.month;
  result.enrolment = input.enrolment;
  result.outcome = input.outcome;
  Ledger ledger{input};
  std::multimap<SimTime, TraceLine> lines;
  std::set<LocalDay> reading_days;
  std::map<rules::NotCounted, SimDuration> lost;

  const std::set<SimTime> work_begun = beginnings(input.journal);
  for (const care::JournalLine& journal : input.journal.lines()) {
    if (journal.kind == Kind::TaskStarted && work_begun.contains(journal.at)) continue;
    Told told = tell(journal, input, ledger);
    // Work that crosses midnight at the end of a month has a part in each.
    const LocalDay first = input.scenario.zone.local_day(told.line.at);
    const LocalDay last = input.scenario.zone.local_day(told.end);
    if (last < input.month.first_day()) ++result.lines_before;
    if (last < input.month.first_day() || first >= input.month.end_day()) continue;

    if (journal.kind == Kind::ReadingReceived) reading_days.insert(first);
    if (journal.kind == Kind::Worked && !told.line.credit)
      result.unlogged += told.end - told.line.at;
    if (told.line.credit)
      for (const rules::CreditLine::Loss& loss : told.line.credit->losses)
        lost[loss.reason] += loss.duration;
    lines.emplace(told.line.at, std::move(told.line));
  }
  result.lines = in_order(std::move(lines));
  CASELOAD_CHECK((result.lines.empty() ? SimDuration{} : result.lines.back().total) ==
                     input.outcome.credit.credited,
                 "the trace does not add up to the patient's credited time");

  result.reading_days = static_cast<int>(reading_days.size());
  for (const auto& [reason, duration] : lost) result.losses.push_back({reason, duration});
  std::ranges::sort(result.losses, [](const TraceLoss& a, const TraceLoss& b) {
    return std::pair{b.duration, a.reason} < std::pair{a.duration, b.reason};
  });
  return result;
}

}  // namespace caseload::reports
