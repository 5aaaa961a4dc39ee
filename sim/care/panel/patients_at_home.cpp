#include "sim/care/panel/patients_at_home.hpp"

#include <algorithm>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/model/stream_ids.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/panel/in_transit.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/tasks/task_book.hpp"

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

PatientsAtHome::PatientsAtHome(const ClinicSetup& setup, const PracticeCalendar& calendar,
                               EnrolledPanel& patients, InTransit& in_transit, MonthRecord& record)
    : setup_(setup),
      calendar_(calendar),
      patients_(patients),
      in_transit_(in_transit),
      record_(record),
      measuring_days_(setup.population().adherence, setup.random) {
  for (const population::Condition& condition : setup.population().conditions)
    bodies_.emplace_back(condition.physiology, setup.random);
}

engine::Process live_at_home(engine::Simulation& simulation, PatientsAtHome& patients,
                             const PracticeCalendar& calendar, TaskBook& book,
                             MonthRecord& record) {
  for (LocalDay day = calendar.first_day();; day += days{1}) {
    patients.live_through(day);
    co_await simulation.until(calendar.midnight(day + days{1}));
    record.close_day(day, book.worklist().open());
  }
}

void PatientsAtHome::begin(EnrolledPatient& patient) const {
  const LocalDay first_day = std::max(calendar_.first_day(), patient.traits.monitoring_from);
  patient.morning_habit = setup_.stream(kSession, patient.traits.id).at(UINT32_MAX);
  patient.days = population::MeasuringDays::begin(patient.traits, first_day);
  patient.body = bodies_[patient.traits.condition].begin(patient.traits, first_day);
  patient.at_home = true;
}

void PatientsAtHome::remind(EnrolledPatient& patient) const {
  measuring_days_.remind(patient.days);
}

void PatientsAtHome::live_through(LocalDay day) {
  const DayAtHome today(day, setup_.zone);
  for (EnrolledPatient& patient : patients_)
    if (patient.at_home) live_through(patient, today);
}

void PatientsAtHome::live_through(EnrolledPatient& enrolled, const DayAtHome& today) {
  const population::Patient& patient = enrolled.traits;
  const population::MeasuringDay plan =
      measuring_days_.on(today.day, patient, setup_.cohort.condition_of(patient), enrolled.days);
  if (plan.sessions == 0) {
    if (record_.follows(patient.id)) {
      record_.note({.at = setup_.zone.utc(LocalTime{today.day} + hours{12}),
                    .kind = JournalLine::Kind::NoReading,
                    .note = plan.in_gap ? "in a gap: nothing is sent" : "did not measure"});
    }
    return;
  }
  const RandomStream habit = setup_.stream(kSession, patient.id);
  const population::Physiology& physiology = bodies_[patient.condition];
  for (int session = 0; session < plan.sessions; ++session) {
    const LocalTime at =
        session_time(habit, enrolled.morning_habit, today.day, session, plan.sessions);
    if (at >= patient.withdraws_at) return;
    const bool evening = at - LocalTime{today.day} >= hours{15};
    measure(enrolled, physiology.at(today.day, session, evening, patient, enrolled.body),
            today.utc(at));
  }
}

void PatientsAtHome::measure(EnrolledPatient& enrolled, const telemetry::Vitals& truth,
                             SimTime at) {
  for (const auto& device : enrolled.devices) {
    if (device == nullptr) return;
    sent_.clear();
    device->measure(truth, at, sent_);
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      const bool copy = i > 0 && sent_[i].sequence == sent_[i - 1].sequence;
      in_transit_.send({sent_[i], copy});
    }
    if (sent_.empty() && record_.follows(enrolled.traits.id)) {
      record_.note({.at = at,
                    .kind = JournalLine::Kind::ReadingLost,
                    .note = "measured, but never delivered"});
    }
  }
}

}  // namespace caseload::care
