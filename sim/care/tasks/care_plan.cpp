#include "sim/care/tasks/care_plan.hpp"

#include <algorithm>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/model/stream_ids.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/panel/initial_state.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/record/sign_off_desk.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/population/second_programme.hpp"

namespace caseload::care {
namespace {

LocalDay day_at(CalendarMonth month, double share) {
  return month.first_day() + days{static_cast<int>(share * month.length_days())};
}

}  // namespace

void CarePlan::open_month(CalendarMonth month, LocalDay from) {
  for (EnrolledPatient& about : patients_)
    if (about.known && !about.withdrawn()) open_month(about, month, from);
}

// At the end of the observed month: whether work that counts was left undone.
void CarePlan::look_back(EnrolledPatient& about) {
  about.work_waiting = std::ranges::any_of(about.open_tasks, [this](TaskId id) {
    const Task& task = book_[id];
    return task.listed && rules::program_of(task.activity) == rules::Program::Rpm &&
           setup_.rules.activity_counts[static_cast<std::size_t>(task.activity)];
  });
}

void CarePlan::close_month() {
  const bool observed = simulation_.now() == calendar_.month_end();
  const CalendarMonth month = month_of(calendar_.day_of(simulation_.now())).plus(-1);
  if (observed) record_.signatures().close_month();
  for (EnrolledPatient& about : patients_) {
    if (!about.known) continue;
    if (observed) look_back(about);
    const std::vector<TaskId> open = about.open_tasks;
    for (const TaskId id : open) {
      const rules::Activity activity = book_[id].activity;
      if (activity == rules::Activity::CheckIn || activity == rules::Activity::CareManagement)
        book_.drop(id, "the month ended");
    }
    sign_off_.owe(about, month);
    about.attempts = 0;
    about.credited = {};
    about.spoken_with = false;
  }
}

void CarePlan::open_month(EnrolledPatient& about, CalendarMonth month, LocalDay from) {
  plan_contacts(about, month, from);
  plan_reviews(about, month, from);
  plan_care_management(about, month, from);
  plan_messages(about, month, from);
  const PatientState* now =
      from == calendar_.first_day() ? initial_state_.of(about.traits.id) : nullptr;
  if (now != nullptr) initial_state_.take_up_what_waits(about, *now);
}

// The part of the month that is left is divided into as many parts as there are contacts; each
// falls due in the first `first_due_by_share` of its part, at an hour when the practice is open.
void CarePlan::plan_contacts(EnrolledPatient& about, CalendarMonth month, LocalDay from) {
  const CarePlanModel& plan = setup_.care.plan;
  const int contacts = about.traits.high_acuity ? plan.contacts_high : plan.contacts_low;
  const RandomStream due_random = setup_.stream(kContactDue, about.traits.id);
  const RandomStream appointment_random = setup_.stream(kAppointment, about.traits.id);
  // What is under way was planned when the month began, and what has been made is not made again.
  const PatientState* now =
      from == calendar_.first_day() ? initial_state_.of(about.traits.id) : nullptr;
  if (now != nullptr) from = std::max(month.first_day(), about.traits.monitoring_from);
  const double days_left = static_cast<double>((month.end_day() - from).count());
  for (int contact = now != nullptr ? now->contacts_made : 0; contact < contacts; ++contact) {
    const std::uint32_t index = month_number(month) * 4 + static_cast<std::uint32_t>(contact);
    const auto [when, hour, _, __] = due_random.four_at(index);
    const double share = (contact + when * plan.first_due_by_share) / contacts;
    LocalDay day =
        calendar_.opening().open_day_from(from + days{static_cast<int>(share * days_left)});
    while (day >= month.end_day() && day > from) day -= days{1};
    if (!calendar_.opening().on(day)) continue;  // no open day is left in the month

    Task task{.patient = about.traits.id,
              .activity = rules::Activity::CheckIn,
              .due = calendar_.opening().moment(day, hour)};
    const auto [by_appointment, kept, ___, ____] = appointment_random.four_at(index);
    const bool overdue = task.due < simulation_.now();  // an appointment has passed by
    if (!overdue && by_appointment < plan.by_appointment_share && !about.traits.never_answers) {
      task.band = Precedence::OnTheLine;
      task.answered = kept < plan.appointment_kept_share;
      task.no_show = !task.answered;
    }
    const TaskId id = book_.add(task);
    book_.start_later(id, task.due);
    if (month == setup_.month && about.traits.high_acuity)
      ++record_.counts().high_acuity_contacts.contacts_due;
  }
}

// Reviews fall due every so many days, on the patient's own days; on a closed day the next open
// one.
void CarePlan::plan_reviews(EnrolledPatient& about, CalendarMonth month, LocalDay from) {
  const auto every = static_cast<std::uint32_t>(setup_.care.plan.review_every_days);
  if (every == 0) return;
  const RandomStream stream = setup_.stream(kReviewDue, about.traits.id);
  const auto phase = static_cast<std::uint32_t>(stream.at(UINT32_MAX) * every);
  for (LocalDay day = from; day < month.end_day(); day += days{1}) {
    const std::uint32_t count = day_number(day) + phase;
    if (count % every != 0) continue;
    const SimTime due = calendar_.opening().moment(day, stream.at(count / every));
    book_.start_later(
        book_.add({.patient = about.traits.id, .activity = rules::Activity::Review, .due = due}),
        due);
  }
}

// Coordination for patients in CCM: in as many equal parts of the month as there are pieces, one
// in each.
void CarePlan::plan_care_management(EnrolledPatient& about, CalendarMonth month, LocalDay from) {
  const int times = setup_.care.plan.care_management_times;
  const PatientId id = about.traits.id;
  if (population::second_programme(setup_.population(), setup_.random, id) !=
      population::SecondProgramme::Ccm)
    return;
  for (int piece = 0; piece < times; ++piece) {
    const std::uint32_t index = month_number(month) * 8 + static_cast<std::uint32_t>(piece);
    const auto [when, hour, _, __] = setup_.stream(kCareManagementDue, id).four_at(index);
    const LocalDay day = calendar_.opening().open_day_from(day_at(month, (piece + when) / times));
    if (day < from || day >= month.end_day()) continue;
    const SimTime due = calendar_.opening().moment(day, hour);
    book_.start_later(book_.add({.patient = id,
                                 .activity = rules::Activity::CareManagement,
                                 .due = due,
                                 .ordinal = index}),
                      due);
  }
}

void CarePlan::plan_messages(EnrolledPatient& about, CalendarMonth month, LocalDay from) {
  const MessageModel& messages = setup_.care.messages;
  const PatientId id = about.traits.id;
  const auto [inbound, trouble, visits, _] =
      setup_.stream(kMessages, id).four_at(month_number(month));
  // Rates are per 30 days; what falls before the patient's first day did not happen.
  const double month_share = month.length_days() / 30.0;
  const auto each = [&](double u, double per_month, StreamId stream_id, auto&& happens) {
    const std::uint32_t count = std::min(poisson_quantile(u, per_month * month_share), 255U);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto where = setup_.stream(stream_id, id).four_at(month_number(month) * 256 + i);
      const LocalDay day = day_at(month, where[0]);
      if (day >= from) happens(calendar_.opening().moment(day, where[1]), where);
    }
  };
  each(inbound, messages.inbound_per_month, kInbound, [&](SimTime at, const auto&) {
    book_.start_later(book_.add({.patient = id,
                                 .activity = rules::Activity::InboundCall,
                                 .band = Precedence::OnTheLine,
                                 .answered = true,
                                 .due = at}),
                      at);
  });
  each(trouble, messages.device_trouble_per_month, kTrouble, [&](SimTime at, const auto&) {
    book_.start_later(
        book_.add({.patient = id, .activity = rules::Activity::DeviceHelp, .due = at}), at);
  });
  each(visits, messages.visits_per_month, kVisit, [&](SimTime at, const auto&) {
    const rules::Visit visit{id, at, at + from_minutes(messages.visit_minutes)};
    record_.add_visit(visit);
    if (record_.follows(id)) record_.note({.at = at, .kind = JournalLine::Kind::VisitTookPlace});
  });
}

}  // namespace caseload::care
