#include "sim/care/panel/enrolment_desk.hpp"

#include <algorithm>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/model/stream_ids.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/panel/initial_state.hpp"
#include "sim/care/panel/patients_at_home.hpp"
#include "sim/care/panel/places.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/tasks/care_plan.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/population/enrolment.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::care {

void EnrolmentDesk::admit_panel() {
  for (std::uint32_t i = 0; i < setup_.panel_size(); ++i) {
    if (setup_.panel != nullptr) {
      const auto& [patient, limits] = (*setup_.panel)[i];
      admit(patient, limits, calendar_.midnight(patient.monitoring_from), false);
    } else {
      const population::Patient patient =
          setup_.cohort.member(setup_.random, PatientId{i}, calendar_.first_day());
      admit(patient, setup_.cohort.limits(setup_.random, patient),
            calendar_.midnight(patient.monitoring_from), false);
    }
  }
}

void EnrolmentDesk::plan_offers(CalendarMonth month, LocalDay from) {
  const population::EnrolmentModel& enrolment = setup_.population().enrolment;
  const int in_month = calendar_.open_days(month);
  for (LocalDay day = from; day < month.end_day(); day += days{1}) {
    if (!calendar_.opening().on(day)) continue;
    const std::uint32_t offers = population::offers_on(enrolment, setup_.random, day, in_month);
    for (std::uint32_t i = 0; i < offers; ++i) {
      const std::uint32_t offer = offers_made_++;
      const SimTime due =
          calendar_.opening().moment(day, setup_.random.stream(kOfferDue, 0).at(offer));
      Task task{.activity = rules::Activity::Offer, .due = due, .ordinal = offer};
      if (population::accepts(enrolment, setup_.random, offer))
        task.patient = PatientId{setup_.panel_size() + joiners_++};
      book_.start_later(book_.add(task), due);
    }
  }
}

void EnrolmentDesk::ship_devices(PatientId joiner) {
  const LocalDay first_day =
      setup_.zone.local_day(simulation_.now()) + days{setup_.population().enrolment.ship_days};
  begin_monitoring_at(calendar_.midnight(first_day), joiner);
}

void EnrolmentDesk::await_parcels() {
  const population::EnrolmentModel& enrolment = setup_.population().enrolment;
  const LocalDay today = calendar_.first_day();
  std::uint32_t offer = population::kPastOffers;
  for (LocalDay day = today - days{enrolment.ship_days}; day < today; day += days{1}) {
    if (!calendar_.opening().on(day)) continue;
    const std::uint32_t offers =
        population::offers_on(enrolment, setup_.random, day, calendar_.open_days(month_of(day)));
    for (std::uint32_t i = 0; i < offers; ++i, ++offer) {
      if (!population::accepts(enrolment, setup_.random, offer)) continue;
      if (places_.full()) return;
      places_.accept();
      begin_monitoring_at(calendar_.midnight(day + days{enrolment.ship_days}),
                          PatientId{setup_.panel_size() + joiners_++});
    }
  }
}

void EnrolmentDesk::begin_monitoring_at(SimTime at, PatientId joiner) {
  simulation_.schedule({.at = at,
                        .entity = number(joiner),
                        .action =
                            [](void* desk, std::uint64_t patient) {
                              static_cast<EnrolmentDesk*>(desk)->begin_monitoring(
                                  PatientId{static_cast<std::uint32_t>(patient)});
                            },
                        .context = this,
                        .argument = number(joiner)});
}

void EnrolmentDesk::begin_monitoring(PatientId joiner) {
  const LocalDay today = setup_.zone.local_day(simulation_.now());
  places_.arrive();
  const population::Patient traits = setup_.cohort.joiner(setup_.random, joiner, today);
  admit(traits, setup_.cohort.limits(setup_.random, traits), simulation_.now(), true);
  care_plan_.open_month(patients_[joiner], month_of(today), today);
  if (setup_.month.contains(today)) ++record_.counts().joined;
}

void EnrolmentDesk::admit(const population::Patient& traits, const telemetry::Limits& limits,
                          SimTime monitoring_from, bool set_up_here) {
  EnrolledPatient& patient = patients_.open(traits.id);
  patient.known = true;
  places_.enrol();
  patient.traits = traits;
  patient.monitoring_from = monitoring_from;
  patient.set_up_here = set_up_here;
  const PatientId id = traits.id;

  const PatientState* now = set_up_here ? nullptr : initial_state_.of(id);
  hand_out_devices(patient, limits);
  if (record_.follows(id))
    record_.note({.at = monitoring_from, .kind = JournalLine::Kind::Enrolled});

  at_home_.begin(patient);
  if (now != nullptr) initial_state_.take_over(patient, *now);
  if (traits.withdraws_at >= LocalTime{setup_.month.end_day() + days{31}}) return;
  const SimTime leaves = setup_.zone.utc(traits.withdraws_at);
  simulation_.schedule({.at = std::max(leaves, simulation_.now()),
                        .entity = number(id),
                        .action =
                            [](void* desk, std::uint64_t who) {
                              EnrolmentDesk& self = *static_cast<EnrolmentDesk*>(desk);
                              self.withdraw(
                                  self.patients_[PatientId{static_cast<std::uint32_t>(who)}]);
                            },
                        .context = this,
                        .argument = number(id)});
}

// The platform learns who is enrolled, and with which devices.
void EnrolmentDesk::hand_out_devices(EnrolledPatient& patient, const telemetry::Limits& limits) {
  const PatientId id = patient.traits.id;
  telemetry::Enrolment enrolment;
  enrolment.patient = id;
  enrolment.monitoring_from = patient.monitoring_from;
  enrolment.limits = limits;
  const population::Condition& condition = setup_.cohort.condition_of(patient.traits);
  CASELOAD_CHECK(condition.devices.size() <= kDevicesPerPatient, "a patient has too many devices");
  for (std::size_t i = 0; i < condition.devices.size(); ++i) {
    const DeviceId device{number(id) * kDevicesPerPatient + static_cast<std::uint32_t>(i)};
    patient.devices[i] = setup_.make_device(condition.devices[i], id, device, setup_.random);
    enrolment.devices.push_back(patient.devices[i]->id());
    enrolment.device_kinds.push_back(condition.devices[i]);
  }
  setup_.sink.enrol(enrolment);
}

void EnrolmentDesk::withdraw(EnrolledPatient& patient) {
  const PatientId id = patient.traits.id;
  const SimTime now = simulation_.now();
  if (record_.follows(id)) record_.note({.at = now, .kind = JournalLine::Kind::Withdrawn});
  patient.left_at = now;
  places_.leave();
  patient.at_home = false;
  setup_.sink.withdraw(id, now);
  const std::vector<TaskId> open = patient.open_tasks;
  for (const TaskId task : open) book_.drop(task, "the patient left the programme");
  if (setup_.month.contains(setup_.zone.local_day(now))) ++record_.counts().left;
}

}  // namespace caseload::care
