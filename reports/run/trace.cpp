#include "reports/run/trace.hpp"

#include <fmt/format.h>

#include <utility>

#include "reports/render/clinical_words.hpp"
#include "reports/render/words.hpp"
#include "sim/base/wording.hpp"

namespace caseload::reports {
namespace {

using Kind = care::JournalLine::Kind;

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

std::string cause_text(const telemetry::Alert& alert, const experiment::TraceInput& input) {
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

std::string alert_text(const telemetry::Alert& alert, const experiment::TraceInput& input) {
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

TraceLine tell(experiment::TraceEvent event, const experiment::TraceInput& input) {
  const care::JournalLine& journal = event.journal;
  TraceLine line;
  line.what = heading(journal.kind);
  line.who = journal.staff;
  line.of_the_day = journal.kind == Kind::NoReading;
  if (journal.entry && journal.kind == Kind::Worked) {
    line.what = rules::kind_of(journal.entry->activity).words;
    line.text = worked_text(*journal.entry, event.credit.has_value());
    if (event.credit && !journal.note.empty()) line.text += ", " + journal.note;
  } else if (journal.reading) {
    line.text = reading_text(*journal.reading, input.enrolment.limits);
    if (journal.kind == Kind::ReadingLost) line.text += " (lost on the way)";
    if (journal.kind == Kind::ReadingReceived) line.text += delay_text(*journal.reading);
    if (journal.kind == Kind::ReadingDuplicate) line.text += " (a second copy; stored once)";
  } else if (journal.alert) {
    line.text = alert_text(*journal.alert, input);
  } else {
    const std::string activity =
        journal.activity ? std::string{rules::kind_of(*journal.activity).words} : "";
    line.text = with_note(activity, journal.note);
  }
  line.event = std::move(event);
  return line;
}

}  // namespace

Trace trace(const experiment::TraceInput& input) {
  Trace trace{.told = experiment::patient_trace(input), .lines = {}};
  for (const experiment::TraceEvent& event : trace.told.events)
    trace.lines.push_back(tell(event, input));
  return trace;
}

Result<Trace> trace_of(PatientId patient, CalendarMonth month, const experiment::Scenario& scenario,
                       const experiment::DetailedTrial& trial) {
  for (const experiment::PatientMonth& each : trial.record.patients) {
    if (each.patient != patient || !trial.enrolment) continue;
    return trace({scenario, month, *trial.enrolment, each, *trial.journal, trial.record.log,
                  trial.record.visits});
  }
  const std::vector<experiment::PatientMonth>& enrolled = trial.record.patients;
  return std::unexpected(Error{
      Error::Kind::BadInput,
      fmt::format(
          "--trace {}: no such patient was enrolled in {} or had a device period that ended "
          "in it; there {}",
          number(patient), month.spoken(),
          enrolled.empty()
              ? std::string{"is nobody"}
              : fmt::format("are {}, numbered from {} to {}", enrolled.size(),
                            number(enrolled.front().patient), number(enrolled.back().patient)))});
}

}  // namespace caseload::reports
