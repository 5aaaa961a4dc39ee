// The patients at home: on some days they measure, with what the practice has sent them.
//
// A day is lived through at its first minute, patient after patient: what somebody measures today
// does not depend on what the clinic does today, and a panel walked in order costs a fraction of
// one visited in the order of the clock.

#include "sim/care/clinic.hpp"
#include "sim/care/purposes.hpp"

namespace caseload::sim {
namespace {

// When in the day a patient measures: everybody has a habit, kept to within half an hour. One
// session is before breakfast, a second one in the evening, further ones between (assumed).
LocalTime session_time(const RandomStream& luck, double morning_habit, LocalDay day, int session,
                       int sessions) {
  const double place = sessions > 1 ? static_cast<double>(session) / (sessions - 1) : 0;
  const double jitter =
      luck.at(day_number(day) * kMostSessionsPerDay + static_cast<std::uint32_t>(session));
  return LocalTime{day} + from_minutes(60 * (6.5 + 12 * place + 2 * morning_habit + jitter - 0.5));
}

}  // namespace

Process live_at_home(Simulation& simulation, Clinic& clinic) {
  for (LocalDay day = clinic.first_day_;; day += days{1}) {
    for (Resident& resident : clinic.residents_) {
      if (resident.at_home && !resident.withdrawn()) clinic.live_through(resident, day);
    }
    co_await simulation.until(clinic.setup_.zone.midnight(day + days{1}));
  }
}

void Clinic::live_through(Resident& resident, LocalDay day) {
  const PatientId id = resident.traits.id;
  const MeasuringDay today = resident.at_home->days.on(day);
  if (today.sessions == 0) {
    if (followed(id)) {
      note(id, {.at = setup_.zone.utc(LocalTime{day} + hours{12}),
                .kind = JournalLine::Kind::NoReading,
                .note = today.in_gap ? "in a gap: nothing is sent" : "did not measure"});
    }
    return;
  }
  const RandomStream habit = luck(kSession, id);
  for (int session = 0; session < today.sessions; ++session) {
    const LocalTime at = session_time(habit, resident.morning_habit, day, session, today.sessions);
    if (at >= resident.traits.withdraws_at) return;
    const bool evening = at - LocalTime{day} >= hours{15};
    measure(resident, resident.at_home->body.at(day, session, evening), setup_.zone.utc(at));
  }
}

void Clinic::measure(Resident& resident, const Vitals& truth, SimTime at) {
  for (std::size_t i = 0; i < resident.devices.size(); ++i) {
    const Device& device = *resident.devices[i];
    const Device::Deliveries deliveries = device.measure(truth, at, ++resident.sequences[i]);
    bool copy = false;
    for (const Reading& reading : deliveries.all()) {
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

}  // namespace caseload::sim
