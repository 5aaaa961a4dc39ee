// What a month owes each patient. The care plan decides the contacts and reviews, chance the
// messages and visits; staff and thresholds have no part in it.

#include <algorithm>
#include <cmath>

#include "sim/care/clinic.hpp"
#include "sim/care/stream_ids.hpp"
#include "sim/population/enrolment.hpp"
#include "sim/population/second_programme.hpp"

namespace caseload::care {
namespace {

LocalDay day_at(CalendarMonth month, double share) {
  return month.first_day() + days{static_cast<int>(share * month.length_days())};
}

}  // namespace

engine::Process keep_the_calendar(engine::Simulation& simulation, Clinic& clinic) {
  CalendarMonth month = month_of(clinic.first_day_);
  LocalDay from = clinic.first_day_;
  for (;;) {
    clinic.planning_ = true;
    clinic.agenda_.forget_the_past();
    clinic.plan_offers(month, from);
    for (EnrolledPatient& resident : clinic.residents_) {
      if (resident.known && !resident.withdrawn()) clinic.open_month(resident, month, from);
    }
    clinic.planning_ = false;
    clinic.agenda_.put_in_order();
    clinic.await_agenda();
    month = month.plus(1);
    from = month.first_day();
    co_await simulation.until(clinic.setup_.zone.midnight(from));
    clinic.close_month();
  }
}

// At the end of the observed month: whether work that counts was left undone.
void Clinic::look_back(EnrolledPatient& resident) {
  resident.work_waiting = std::ranges::any_of(resident.open_tasks, [this](TaskId id) {
    const Task& task = tasks_[id];
    return task.listed && rules::program_of(task.activity) == rules::Program::Rpm &&
           setup_.rules.activity_counts[static_cast<std::size_t>(task.activity)];
  });
}

// Contacts that were not made by the end of their month are not made up for.
void Clinic::close_month() {
  const bool observed = simulation_.now() == month_end_;
  const CalendarMonth month = month_of(day_of(simulation_.now())).plus(-1);
  if (observed) signatures_.close_month();
  for (EnrolledPatient& resident : residents_) {
    if (!resident.known) continue;
    if (observed) look_back(resident);
    const std::vector<TaskId> open = resident.open_tasks;
    for (const TaskId id : open) {
      const rules::Activity activity = tasks_[id].activity;
      if (activity == rules::Activity::CheckIn || activity == rules::Activity::CareManagement)
        drop(id, "the month ended");
    }
    owe_signature(resident, month);
    resident.attempts = 0;
    resident.credited = {};
    resident.spoken_with = false;
  }
}

void Clinic::open_month(EnrolledPatient& resident, CalendarMonth month, LocalDay from) {
  plan_contacts(resident, month, from);
  plan_reviews(resident, month, from);
  plan_care_management(resident, month, from);
  plan_messages(resident, month, from);
  const PatientState* now = from == first_day_ ? initial_state(resident.traits.id) : nullptr;
  if (now != nullptr) take_up_what_waits(resident, *now);
}

// The part of the month that is left is divided into as many parts as there are contacts; each
// falls due in the first `first_due_by_share` of its part, at an hour when the practice is open.
void Clinic::plan_contacts(EnrolledPatient& resident, CalendarMonth month, LocalDay from) {
  const CarePlanModel& plan = setup_.care.plan;
  const int contacts = resident.traits.high_acuity ? plan.contacts_high : plan.contacts_low;
  const RandomStream due_random = random(kContactDue, resident.traits.id);
  const RandomStream appointment_random = random(kAppointment, resident.traits.id);
  // What is under way was planned when the month began, and what has been made is not made again.
  const PatientState* now = from == first_day_ ? initial_state(resident.traits.id) : nullptr;
  if (now != nullptr) from = std::max(month.first_day(), resident.traits.monitoring_from);
  const double days_left = static_cast<double>((month.end_day() - from).count());
  for (int contact = now != nullptr ? now->contacts_made : 0; contact < contacts; ++contact) {
    const std::uint32_t index = month_number(month) * 4 + static_cast<std::uint32_t>(contact);
    const auto [when, hour, _, __] = due_random.four_at(index);
    const double share = (contact + when * plan.first_due_by_share) / contacts;
    LocalDay day = opening_.open_day_from(from + days{static_cast<int>(share * days_left)});
    while (day >= month.end_day() && day > from) day -= days{1};
    if (!opening_.on(day)) continue;  // no open day is left in the month

    Task task{.patient = resident.traits.id,
              .activity = rules::Activity::CheckIn,
              .due = opening_.moment(day, hour)};
    const auto [by_appointment, kept, ___, ____] = appointment_random.four_at(index);
    const bool overdue = task.due < simulation_.now();  // an appointment has passed by
    if (!overdue && by_appointment < plan.by_appointment_share && !resident.traits.never_answers) {
      task.band = Precedence::OnTheLine;
      task.answered = kept < plan.appointment_kept_share;
      task.no_show = !task.answered;
    }
    const TaskId id = new_task(task);
    start_later(id, task.due);
    if (month == setup_.month && resident.traits.high_acuity) ++counts_.high_acuity.contacts_due;
  }
}

// Reviews fall due every so many days, on the patient's own days; on a closed day the next open
// one.
void Clinic::plan_reviews(EnrolledPatient& resident, CalendarMonth month, LocalDay from) {
  const auto every = static_cast<std::uint32_t>(setup_.care.plan.review_every_days);
  if (every == 0) return;
  const RandomStream stream = random(kReviewDue, resident.traits.id);
  const auto phase = static_cast<std::uint32_t>(stream.at(UINT32_MAX) * every);
  for (LocalDay day = from; day < month.end_day(); day += days{1}) {
    const std::uint32_t count = day_number(day) + phase;
    if (count % every != 0) continue;
    const SimTime due = opening_.moment(day, stream.at(count / every));
    start_later(
        new_task({.patient = resident.traits.id, .activity = rules::Activity::Review, .due = due}),
        due);
  }
}

// Coordination for patients in CCM: in as many equal parts of the month as there are pieces, one
// in each.
void Clinic::plan_care_management(EnrolledPatient& resident, CalendarMonth month, LocalDay from) {
  const int times = setup_.care.plan.care_management_times;
  const PatientId id = resident.traits.id;
  if (population::second_programme(population(), setup_.random, id) !=
      population::SecondProgramme::Ccm)
    return;
  for (int piece = 0; piece < times; ++piece) {
    const std::uint32_t index = month_number(month) * 8 + static_cast<std::uint32_t>(piece);
    const auto [when, hour, _, __] = random(kCareManagementDue, id).four_at(index);
    const LocalDay day = opening_.open_day_from(day_at(month, (piece + when) / times));
    if (day < from || day >= month.end_day()) continue;
    const SimTime due = opening_.moment(day, hour);
    start_later(new_task({.patient = id,
                          .activity = rules::Activity::CareManagement,
                          .due = due,
                          .ordinal = index}),
                due);
  }
}

void Clinic::plan_messages(EnrolledPatient& resident, CalendarMonth month, LocalDay from) {
  const MessageModel& messages = setup_.care.messages;
  const PatientId id = resident.traits.id;
  const auto [inbound, trouble, visits, _] = random(kMessages, id).four_at(month_number(month));
  // Rates are per 30 days; what falls before the patient's first day did not happen.
  const double month_share = month.length_days() / 30.0;
  const auto each = [&](double u, double per_month, StreamId stream_id, auto&& happens) {
    const std::uint32_t count = std::min(poisson_quantile(u, per_month * month_share), 255U);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto where = random(stream_id, id).four_at(month_number(month) * 256 + i);
      const LocalDay day = day_at(month, where[0]);
      if (day >= from) happens(opening_.moment(day, where[1]), where);
    }
  };
  each(inbound, messages.inbound_per_month, kInbound, [&](SimTime at, const auto&) {
    start_later(new_task({.patient = id,
                          .activity = rules::Activity::InboundCall,
                          .band = Precedence::OnTheLine,
                          .answered = true,
                          .due = at}),
                at);
  });
  each(trouble, messages.device_trouble_per_month, kTrouble, [&](SimTime at, const auto&) {
    start_later(new_task({.patient = id, .activity = rules::Activity::DeviceHelp, .due = at}), at);
  });
  each(visits, messages.visits_per_month, kVisit, [&](SimTime at, const auto&) {
    const rules::Visit visit{id, at, at + from_minutes(messages.visit_minutes)};
    // Minutes near a visit are lost on its own day at most.
    if (setup_.keep_everything || visit.end > month_start_ - days{1}) visits_.push_back(visit);
    if (followed(id)) note(id, {.at = at, .kind = JournalLine::Kind::VisitTookPlace});
  });
}

int Clinic::open_days(CalendarMonth month) const {
  int count = 0;
  for (LocalDay day = month.first_day(); day < month.end_day(); day += days{1})
    count += opening_.on(day) ? 1 : 0;
  return count;
}

void Clinic::plan_offers(CalendarMonth month, LocalDay from) {
  const int in_month = open_days(month);
  for (LocalDay day = from; day < month.end_day(); day += days{1}) {
    if (!opening_.on(day)) continue;
    const std::uint32_t offers =
        population::offers_on(population().enrolment, setup_.random, day, in_month);
    for (std::uint32_t i = 0; i < offers; ++i) {
      const std::uint32_t offer = offers_made_++;
      const SimTime due = opening_.moment(day, setup_.random.stream(kOfferDue, 0).at(offer));
      Task task{.activity = rules::Activity::Offer, .due = due, .ordinal = offer};
      if (population::accepts(population().enrolment, setup_.random, offer)) {
        task.patient = PatientId{panel_size() + joiners_++};
      }
      start_later(new_task(task), due);
    }
  }
}

}  // namespace caseload::care
