// What is written down: entries of the time log, minutes of the observed month, lines of the
// journal.

#include <fmt/format.h>

#include <algorithm>

#include "sim/care/clinic.hpp"
#include "sim/care/stream_ids.hpp"

namespace caseload::care {

SimDuration Clinic::in_month(SimTime from, SimTime to) const {
  const SimTime begin = std::max(from, month_start_);
  const SimTime end = std::min(to, month_end_);
  return begin < end ? end - begin : SimDuration{};
}

// Not every piece of work reaches the log, and never more of it than was worked: a forgotten timer
// is flagged, and credited with the time worked.
void Clinic::write_entry(const Worker& worker, const Task& task, const Step& step, SimTime from,
                         SimTime to) {
  const bool countable = step.countable && worker.member->supervised;
  const rules::Program program = rules::program_of(step.activity);
  const bool counts = countable && program == rules::Program::Rpm &&
                      setup_.rules.activity_counts[static_cast<std::size_t>(step.activity)] &&
                      setup_.rules.role_counts[static_cast<std::size_t>(worker.member->role)];
  const SimDuration worked = in_month(from, to);
  counts_.worked[static_cast<std::size_t>(step.activity)] += worked;
  if (counts) counts_.countable_worked += worked;
  if (step.interpreted) counts_.languages.interpreter_minutes += worked;

  EnrolledPatient* const about = resident_of(task);
  if (about == nullptr) return;  // an offer or a set-up: nobody's minutes
  if (counts) about->worked += worked;
  if (step.live && worker.member->supervised) about->spoken_with = true;
  if (step.activity == rules::Activity::SignOff) signatures_.add_worked(worked);
  if (step.live && observed(from)) {
    ++counts_.live_contacts;
    if (step.activity == rules::Activity::InboundCall) ++counts_.patients_calls;
  }

  const LoggingModel& logging = setup_.care.logging;
  const auto index = static_cast<std::uint32_t>(step.activity) << 20 | (task.ordinal & 0xFFFFFU);
  const auto [logged, forgotten, _, __] = random(kLogged, task.patient).four_at(index);
  const SimDuration rounded = (to - from) / logging.round_down_to * logging.round_down_to;
  rules::TimeEntry entry{.patient = task.patient,
                         .staff = worker.id,
                         .role = worker.member->role,
                         .activity = step.activity,
                         .program = program,
                         .live = step.live,
                         .countable = countable,
                         .flagged = forgotten < logging.forgotten_timer_share,
                         .start = from,
                         .end = from + rounded};
  const bool reaches_log = logged < logging.logged_share;
  if (followed(task.patient)) {
    note(task.patient, {.at = to,
                        .kind = JournalLine::Kind::Worked,
                        .entry = entry,
                        .activity = step.activity,
                        .staff = worker.member->name,
                        .note = fmt::format("{}{}{}", step.interpreted ? "with an interpreter" : "",
                                            step.interpreted && !reaches_log ? ", " : "",
                                            reaches_log ? "" : "not logged")});
  }
  if (!reaches_log) {
    if (!step.live) return;
    // The telephone remembers that there was a conversation, though nobody wrote down its minutes.
    entry.end = entry.start;
  }
  const bool kept = setup_.keep_everything || (to > month_start_ && from < month_end_);
  if (kept) {
    if (step.stretch != 1 && reaches_log) {
      const SimDuration stated{
          static_cast<std::int64_t>(static_cast<double>((to - from).count()) / step.stretch)};
      stated_durations_.push_back({static_cast<std::uint32_t>(log_.size()),
                                   stated / logging.round_down_to * logging.round_down_to});
    }
    log_.push_back(entry);
  }
  if (counts && reaches_log) {
    about->credited += rounded;
    rank_anew(*about);
  }
}

void Clinic::note(PatientId, JournalLine line) { setup_.journal->write(std::move(line)); }

}  // namespace caseload::care
