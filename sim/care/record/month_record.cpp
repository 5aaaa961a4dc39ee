#include "sim/care/record/month_record.hpp"

#include <fmt/format.h>

#include <utility>

#include "sim/care/clinic_setup.hpp"
#include "sim/care/model/stream_ids.hpp"
#include "sim/care/panel/enrolled_patient.hpp"

namespace caseload::care {

MonthRecord::MonthRecord(const ClinicSetup& setup, const PracticeCalendar& calendar)
    : setup_(setup),
      calendar_(calendar),
      journal_(setup.journal),
      touches_({setup.care.urgent_target, setup.care.routine_target}, setup.zone,
               calendar.triage_hours(), calendar.month_end()),
      signatures_(setup.month),
      week_(setup.zone, calendar.month_start(), calendar.month_end()) {}

// Not every piece of work reaches the log, and never more of it than was worked: a forgotten timer
// is flagged, and credited with the time worked.
bool MonthRecord::add_work(StaffId staff, const StaffMember& member, const Task& task,
                           const Step& step, WorkedSpan span, EnrolledPatient* about) {
  const auto [from, to] = span;
  const bool countable = step.countable && member.supervised;
  const rules::Program program = rules::program_of(step.activity);
  const bool counts = countable && program == rules::Program::Rpm &&
                      setup_.rules.activity_counts[static_cast<std::size_t>(step.activity)] &&
                      setup_.rules.role_counts[static_cast<std::size_t>(member.role)];
  const SimDuration worked = calendar_.in_month(from, to);
  counts_.worked[static_cast<std::size_t>(step.activity)] += worked;
  if (counts) counts_.countable_worked += worked;
  if (step.interpreted) counts_.languages.interpreter_minutes += worked;

  if (about == nullptr) return false;
  if (counts) about->worked += worked;
  if (step.live && member.supervised) about->spoken_with = true;
  if (step.activity == rules::Activity::SignOff) signatures_.add_worked(worked);
  if (step.live && calendar_.observes(from)) {
    ++counts_.live_contacts;
    if (step.activity == rules::Activity::InboundCall) ++counts_.patients_calls;
  }

  const LoggingModel& logging = setup_.care.logging;
  const auto index = static_cast<std::uint32_t>(step.activity) << 20 | (task.ordinal & 0xFFFFFU);
  const auto [logged, forgotten, _, __] = setup_.stream(kLogged, task.patient).four_at(index);
  const SimDuration rounded = (to - from) / logging.round_down_to * logging.round_down_to;
  const rules::TimeEntry entry{.patient = task.patient,
                               .staff = staff,
                               .role = member.role,
                               .activity = step.activity,
                               .program = program,
                               .live = step.live,
                               .countable = countable,
                               .flagged = forgotten < logging.forgotten_timer_share,
                               .start = from,
                               .end = from + rounded};
  const bool reaches_log = logged < logging.logged_share;
  if (follows(task.patient)) {
    note({.at = to,
          .kind = JournalLine::Kind::Worked,
          .entry = entry,
          .activity = step.activity,
          .staff = member.name,
          .note = fmt::format("{}{}{}", step.interpreted ? "with an interpreter" : "",
                              step.interpreted && !reaches_log ? ", " : "",
                              reaches_log ? "" : "not logged")});
  }
  write_entry(entry, step, span, reaches_log);
  const bool credited = counts && reaches_log;
  if (credited) about->credited += rounded;
  return credited;
}

void MonthRecord::write_entry(const rules::TimeEntry& entry, const Step& step, WorkedSpan span,
                              bool logged) {
  if (!logged && !step.live) return;
  if (!setup_.keep_everything &&
      !(span.to > calendar_.month_start() && span.from < calendar_.month_end()))
    return;
  const SimDuration round_down_to = setup_.care.logging.round_down_to;
  if (step.stretch != 1 && logged) {
    const SimDuration stated{static_cast<std::int64_t>(
        static_cast<double>((span.to - span.from).count()) / step.stretch)};
    stated_durations_.push_back(
        {static_cast<std::uint32_t>(log_.size()), stated / round_down_to * round_down_to});
  }
  log_.push_back(entry);
  // The telephone remembers that there was a conversation, though nobody wrote down its minutes.
  if (!logged) log_.back().end = entry.start;
}

void MonthRecord::add_visit(const rules::Visit& visit) {
  // Minutes near a visit are lost on its own day at most.
  if (setup_.keep_everything || visit.end > calendar_.month_start() - days{1})
    visits_.push_back(visit);
}

void MonthRecord::add_alert(const telemetry::Alert& alert, EnrolledPatient& about) {
  if (setup_.keep_everything) alerts_.push_back(alert);
  if (!calendar_.observes(alert.raised_at)) return;
  ++counts_.alerts;
  if (alert.kind == telemetry::AlertKind::Silence) ++counts_.silence_alerts;
  if (alert.kind == telemetry::AlertKind::Trend) ++counts_.trend_alerts;
  if (alert.suppressed) ++counts_.suppressed_alerts;
  else ++about.alerts;
}

void MonthRecord::count_answer(SimTime due, SimTime now) {
  if (!calendar_.observes(due)) return;
  const SimDuration waited = now - due;
  ++counts_.inbound.answered;
  counts_.inbound.waited += waited;
  for (std::size_t limit = 0; limit < kAnswerLimits.size(); ++limit)
    counts_.inbound.within[limit] += waited <= minutes{kAnswerLimits[limit]} ? 1 : 0;
}

void MonthRecord::close_day(LocalDay day, const OpenWork& open) {
  if (day < calendar_.month_end_day() && calendar_.opening().on(day))
    open_since_start_.push_back(open.all());
  if (calendar_.month().contains(day)) {
    const auto place = static_cast<std::size_t>((day - calendar_.month_first_day()).count());
    open_by_day_[place] = open;
  }
}

void MonthRecord::carry_over(const rules::TimeEntry& entry) { log_.push_back(entry); }

}  // namespace caseload::care
