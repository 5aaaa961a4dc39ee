// The patients at home: on some days they measure, with what the practice has sent them.
//
// A day is lived through at its first minute, patient after patient: what somebody measures today
// does not depend on what the clinic does today, and a panel walked in order costs a fraction of
// one visited in the order of the clock.

#include "sim/care/clinic.hpp"
#include "sim/care/stream_ids.hpp"

namespace caseload::care {
namespace {

// When in the day a patient measures: everybody has a habit, kept to within half an hour. One
// session is before breakfast, a second one in the evening, further ones between (assumed).
LocalTime session_time(const RandomStream& random, double morning_habit, LocalDay day, int session,
                       int sessions) {
  const double place = sessions > 1 ? static_cast<double>(session) / (sessions - 1) : 0;
  const double jitter = random.at(day_number(day) * population::kMostSessionsPerDay +
                                  static_cast<std::uint32_t>(session));
  return LocalTime{day} + from_minutes(60 * (6.5 + 12 * place + 2 * morning_habit + jitter - 0.5));
}

}  // namespace

// A local day and its clock.
struct DayAtHome {
  DayAtHome(LocalDay local, const ZoneTable& zone_table)
      : day(local),
        zone(&zone_table),
        midnight(zone_table.midnight(local)),
        plain(zone_table.midnight(local + days{1}) - midnight == days{1}) {}

  SimTime utc(LocalTime at) const { return plain ? midnight + (at - day) : zone->utc(at); }

  LocalDay day;
  const ZoneTable* zone;
  SimTime midnight;
  bool plain;  // the clocks are not changed
};

engine::Process live_at_home(engine::Simulation& simulation, Clinic& clinic) {
  for (LocalDay day = clinic.first_day_;; day += days{1}) {
    const DayAtHome today(day, clinic.setup_.zone);
    for (EnrolledPatient& resident : clinic.residents_) {
      if (resident.at_home) clinic.live_through(resident, today);
    }
    co_await simulation.until(clinic.setup_.zone.midnight(day + days{1}));
    if (day < clinic.month_end_day_ && clinic.opening_.on(day))
      clinic.open_since_start_.push_back(clinic.worklist_.open().all());
    if (clinic.setup_.month.contains(day)) {
      const auto place = static_cast<std::size_t>((day - clinic.month_first_day_).count());
      clinic.open_by_day_[place] = clinic.worklist_.open();
    }
  }
}

void Clinic::live_through(EnrolledPatient& resident, const DayAtHome& today) {
  const population::Patient& patient = resident.traits;
  const population::MeasuringDay plan =
      measuring_days_.on(today.day, patient, setup_.cohort.condition_of(patient), resident.days);
  if (plan.sessions == 0) {
    if (followed(patient.id)) {
      note(patient.id, {.at = setup_.zone.utc(LocalTime{today.day} + hours{12}),
                        .kind = JournalLine::Kind::NoReading,
                        .note = plan.in_gap ? "in a gap: nothing is sent" : "did not measure"});
    }
    return;
  }
  const RandomStream habit = random(kSession, patient.id);
  const population::Physiology& physiology = bodies_[patient.condition];
  for (int session = 0; session < plan.sessions; ++session) {
    const LocalTime at =
        session_time(habit, resident.morning_habit, today.day, session, plan.sessions);
    if (at >= patient.withdraws_at) return;
    const bool evening = at - LocalTime{today.day} >= hours{15};
    measure(resident, physiology.at(today.day, session, evening, patient, resident.body),
            today.utc(at));
  }
}

void Clinic::measure(EnrolledPatient& resident, const telemetry::Vitals& truth, SimTime at) {
  for (std::size_t i = 0; i < kDevicesPerPatient && resident.devices[i] != nullptr; ++i) {
    const telemetry::Device& device = *resident.devices[i];
    const telemetry::Device::Deliveries deliveries =
        device.measure(truth, at, ++resident.sequences[i]);
    bool copy = false;
    for (const telemetry::Reading& reading : deliveries.all()) {
      in_transit_.send({reading, copy});
      copy = true;
    }
    if (deliveries.count == 0 && followed(resident.traits.id)) {
      note(resident.traits.id, {.at = at,
                                .kind = JournalLine::Kind::ReadingLost,
                                .note = "measured, but never delivered"});
    }
  }
}

}  // namespace caseload::care
