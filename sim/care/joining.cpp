// Joining and leaving: an accepted offer becomes a set-up, a parcel, a first day of monitoring; one
// day the patient withdraws and everything about this patient stops.

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/care/clinic.hpp"
#include "sim/care/stream_ids.hpp"
#include "sim/population/enrolment.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::care {

// Nobody is offered the programme while it is full. Who will accept is known here, so that only
// they take up a place.
bool Clinic::has_a_place_for(const Task& offer) {
  const int at_most = population().enrolment.at_most;
  if (at_most == 0) return true;
  if (enrolled_ + on_the_way_ >= at_most) return false;
  if (number(offer.patient) != kNobody) ++on_the_way_;
  return true;
}

// From the end of the set-up to the first day of monitoring the devices are on their way.
void Clinic::ship_devices(PatientId joiner) {
  const LocalDay first_day =
      setup_.zone.local_day(simulation_.now()) + days{population().enrolment.ship_days};
  simulation_.schedule({.at = setup_.zone.midnight(first_day),
                        .entity = number(joiner),
                        .action = &Clinic::begin_monitoring,
                        .context = this,
                        .argument = number(joiner)});
}

// Offers were made before the first day too: the devices of those who accepted arrive in the first
// days, as later every day's.
void Clinic::await_parcels() {
  const population::EnrolmentModel& enrolment = population().enrolment;
  std::uint32_t offer = population::kPastOffers;
  for (LocalDay day = first_day_ - days{enrolment.ship_days}; day < first_day_; day += days{1}) {
    if (!opening_.on(day)) continue;
    const std::uint32_t offers =
        population::offers_on(enrolment, setup_.random, day, open_days(month_of(day)));
    for (std::uint32_t i = 0; i < offers; ++i, ++offer) {
      if (!population::accepts(enrolment, setup_.random, offer)) continue;
      if (enrolment.at_most > 0 && enrolled_ + on_the_way_ >= enrolment.at_most) return;
      ++on_the_way_;
      const PatientId joiner{panel_size() + joiners_++};
      simulation_.schedule({.at = setup_.zone.midnight(day + days{enrolment.ship_days}),
                            .entity = number(joiner),
                            .action = &Clinic::begin_monitoring,
                            .context = this,
                            .argument = number(joiner)});
    }
  }
}

void Clinic::begin_monitoring(void* clinic, std::uint64_t patient) {
  Clinic& self = *static_cast<Clinic*>(clinic);
  const LocalDay today = self.setup_.zone.local_day(self.simulation_.now());
  const PatientId id{static_cast<std::uint32_t>(patient)};
  const population::Cohort& cohort = self.setup_.cohort;
  --self.on_the_way_;
  const population::Patient joiner = cohort.joiner(self.setup_.random, id, today);
  self.admit(joiner, cohort.limits(self.setup_.random, joiner), self.simulation_.now(), true);
  EnrolledPatient& resident = self.resident(id);
  self.open_month(resident, month_of(today), today);
  if (self.setup_.month.contains(today)) ++self.counts_.joined;
}

void Clinic::admit(const population::Patient& traits, const telemetry::Limits& limits,
                   SimTime monitoring_from, bool set_up_here) {
  while (residents_.size() <= number(traits.id)) residents_.open(residents_.size());
  EnrolledPatient& resident = residents_[number(traits.id)];
  resident.known = true;
  ++enrolled_;
  resident.traits = traits;
  resident.monitoring_from = monitoring_from;
  resident.set_up_here = set_up_here;
  const PatientId id = resident.traits.id;

  telemetry::Enrolment enrolment;
  enrolment.patient = id;
  enrolment.monitoring_from = monitoring_from;
  enrolment.limits = limits;
  const population::Condition& condition = setup_.cohort.condition_of(resident.traits);
  CASELOAD_CHECK(condition.devices.size() <= kDevicesPerPatient, "a patient has too many devices");
  for (std::size_t i = 0; i < condition.devices.size(); ++i) {
    const DeviceId device{number(id) * kDevicesPerPatient + static_cast<std::uint32_t>(i)};
    resident.devices[i] = setup_.make_device(condition.devices[i], id, device, setup_.random);
    enrolment.devices.push_back(resident.devices[i]->id());
    enrolment.device_kinds.push_back(condition.devices[i]);
  }
  const PatientState* now = set_up_here ? nullptr : initial_state(id);
  setup_.sink.enrol(enrolment);
  if (followed(id)) note(id, {.at = monitoring_from, .kind = JournalLine::Kind::Enrolled});

  const LocalDay first_day = std::max(first_day_, resident.traits.monitoring_from);
  resident.morning_habit = random(kSession, id).at(UINT32_MAX);
  resident.days = population::MeasuringDays::begin(resident.traits, first_day);
  resident.body = bodies_[resident.traits.condition].begin(resident.traits, first_day);
  resident.at_home = true;
  if (now != nullptr) take_over(resident, *now);
  if (resident.traits.withdraws_at < LocalTime{setup_.month.end_day() + days{31}}) {
    const SimTime leaves = setup_.zone.utc(resident.traits.withdraws_at);
    simulation_.schedule({.at = std::max(leaves, simulation_.now()),
                          .entity = number(id),
                          .action = &Clinic::withdraw_event,
                          .context = this,
                          .argument = number(id)});
  }
}

void Clinic::withdraw_event(void* clinic, std::uint64_t patient) {
  Clinic& self = *static_cast<Clinic*>(clinic);
  self.withdraw(self.resident(PatientId{static_cast<std::uint32_t>(patient)}));
}

void Clinic::withdraw(EnrolledPatient& resident) {
  const PatientId id = resident.traits.id;
  if (followed(id)) note(id, {.at = simulation_.now(), .kind = JournalLine::Kind::Withdrawn});
  resident.left_at = simulation_.now();
  --enrolled_;
  resident.at_home = false;
  setup_.sink.withdraw(id, simulation_.now());
  const std::vector<TaskId> open = resident.open_tasks;
  for (const TaskId task : open) drop(task, "the patient left the programme");
  if (setup_.month.contains(setup_.zone.local_day(simulation_.now()))) ++counts_.left;
}

}  // namespace caseload::care
