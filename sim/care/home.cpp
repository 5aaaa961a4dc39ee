// The patient at home: on some days measures, with what the practice has sent; the readings travel.

#include <algorithm>
#include <cmath>

#include "sim/care/clinic.hpp"
#include "sim/care/purposes.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/physiology.hpp"
#include "sim/telemetry/digest.hpp"

namespace caseload::sim {
namespace {

// When in the day a patient measures: everybody has a habit, kept to within half an hour. The first
// session is before breakfast, the second in the evening, further ones between (assumed).
class Habit {
 public:
  explicit Habit(RandomStream luck) : luck_(luck), morning_(luck.at(UINT32_MAX)) {}

  LocalTime session(LocalDay day, int session) const {
    static constexpr std::array kHours{6.5, 18.5, 12.0, 15.5};
    const double jitter = luck_.at(day_number(day) * 4 + static_cast<std::uint32_t>(session % 4));
    const double hour = kHours[static_cast<std::size_t>(session % 4)] + 2 * morning_ + jitter - 0.5;
    return LocalTime{day} + from_minutes(60 * hour);
  }

 private:
  RandomStream luck_;
  double morning_;
};

}  // namespace

Process live_at_home(Simulation& simulation, Clinic& clinic, Resident& resident) {
  const ZoneTable& zone = clinic.setup_.zone;
  const Condition& condition = clinic.setup_.cohort.condition_of(resident.traits);
  const LocalDay first = std::max(clinic.first_day_, resident.traits.monitoring_from);
  MeasuringDays days_with_readings(clinic.population().adherence, condition, resident.traits,
                                   clinic.setup_.luck, first);
  Physiology body(condition.physiology, resident.traits, clinic.setup_.luck, first);
  const Habit habit(clinic.luck(kSession, resident.traits.id));

  for (LocalDay day = first;; day += days{1}) {
    const MeasuringDay today = days_with_readings.on(day);
    if (today.sessions == 0) {
      if (clinic.followed(resident.traits.id)) {
        clinic.note(resident.traits.id,
                    {.at = zone.utc(LocalTime{day} + hours{12}),
                     .kind = JournalLine::Kind::NoReading,
                     .note = today.in_gap ? "in a gap: nothing is sent" : "did not measure"});
      }
      // The days ahead cost nothing until somebody measures, but must not run past the month.
      if (day - clinic.first_day_ >= days{static_cast<int>(kMaxDays)}) co_return;
      continue;
    }
    for (int session = 0; session < today.sessions; ++session) {
      const LocalTime at = habit.session(day, session == 1 && today.sessions > 1 ? 1 : session);
      co_await simulation.until(zone.utc(at));
      clinic.measure(resident, body.at(day, session, at - LocalTime{day} >= hours{15}));
    }
  }
}

void Clinic::measure(Resident& resident, const Vitals& truth) {
  for (std::size_t i = 0; i < resident.devices.size(); ++i) {
    const Device& device = *resident.devices[i];
    const Device::Deliveries deliveries =
        device.measure(truth, simulation_.now(), ++resident.sequences[i]);
    bool copy = false;
    for (const Reading& reading : deliveries.all()) {
      in_transit_.push_back({reading, copy});
      std::ranges::push_heap(in_transit_, later);
      copy = true;
    }
    if (deliveries.count == 0 && followed(resident.traits.id)) {
      note(resident.traits.id, {.at = simulation_.now(),
                                .kind = JournalLine::Kind::ReadingLost,
                                .note = "measured, but never delivered"});
    }
  }
}

}  // namespace caseload::sim
