#include "sim/experiment/grown_panel.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/experiment/trial.hpp"
#include "sim/population/drop_out.hpp"
#include "sim/population/enrolment.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::experiment {
namespace {

struct Stay {
  LocalDay from;
  double days_left = 0;  // from `from`, or from the first day for who was there before
  LocalDay counted_from;
  bool over_on(LocalDay day) const {
    return static_cast<double>((day - counted_from).count()) >= days_left;
  }
};

// A key that no run draws again.
struct PastLuck {
  RandomStream stream(std::uint32_t person) const {
    return random.stream(population::kPastStay, person);
  }
  double tenure(std::uint32_t person) const { return stream(person).at(0); }
  double stays(std::uint32_t person) const { return stream(person).at(1); }
  const RandomKey& random;
};

int open_days(const care::OpeningHours& opening, CalendarMonth month) {
  int count = 0;
  for (LocalDay day = month.first_day(); day < month.end_day(); day += days{1})
    count += opening.on(day) ? 1 : 0;
  return count;
}

// Who accepts offers made from one day to before another, and when monitoring begins. Offers were
// made before the first day too: at once somebody is on the way.
void add_joiners(const population::EnrolmentModel& model, const care::OpeningHours& opening,
                 const RandomKey& random, LocalDay first, LocalDay end, std::vector<Stay>& stays) {
  const PastLuck past{random};
  std::uint32_t offer = population::kPastOffers;
  const LocalDay before = first - days{model.ship_days};
  CalendarMonth month = month_of(before);
  int open = open_days(opening, month);
  for (LocalDay day = before; day < end; day += days{1}) {
    if (!month.contains(day)) open = open_days(opening, month = month_of(day));
    if (!opening.on(day)) continue;
    // Who is there, or has accepted, on this day.
    auto places =
        std::ranges::count_if(stays, [&](const Stay& stay) { return !stay.over_on(day); });
    const std::uint32_t offers = population::offers_on(model, random, day, open);
    for (std::uint32_t i = 0; i < offers; ++i, ++offer) {
      if (model.at_most > 0 && places >= model.at_most) break;
      if (!population::accepts(model, random, offer)) continue;
      const LocalDay from = day + days{model.ship_days};
      const auto person = static_cast<std::uint32_t>(stays.size());
      stays.push_back({from, population::remaining_days(model, 0, past.stays(person)), from});
      ++places;
    }
  }
}

}  // namespace

bool grows_before(const Scenario& scenario, LocalDay day) {
  const std::optional<CalendarMonth> since = scenario.population.enrolment.since;
  return since && since->first_day() <= day;
}

population::ExpectedPanel expected_panel(const Scenario& scenario, CalendarMonth month) {
  const LocalDay start = scenario.zone.local_day(simulation_start(scenario, month));
  const population::EnrolmentModel& enrolment = scenario.population.enrolment;
  return {enrolment, static_cast<double>(scenario.population.patients),
          grows_before(scenario, start) ? enrolment.since->first_day() : start};
}

std::vector<population::PanelMember> grow_panel(const population::Cohort& cohort,
                                                const care::OpeningHours& opening,
                                                const RandomKey& random, LocalDay day) {
  const population::PopulationModel& model = cohort.model();
  const population::EnrolmentModel& enrolment = model.enrolment;
  CASELOAD_CHECK(enrolment.since && enrolment.since->first_day() <= day,
                 "a panel cannot grow backwards");
  const LocalDay first = enrolment.since->first_day();
  const RandomKey panel_random = cohort.panel_random(random);
  const PastLuck past{panel_random};
  std::vector<Stay> stays;
  for (std::uint32_t person = 0; person < static_cast<std::uint32_t>(model.patients); ++person) {
    const double tenure = population::stationary_tenure_days(enrolment, past.tenure(person));
    stays.push_back({first - days{static_cast<int>(tenure)},
                     population::remaining_days(enrolment, tenure, past.stays(person)), first});
  }
  add_joiners(enrolment, opening, panel_random, first, day, stays);

  std::vector<population::PanelMember> panel;
  for (const Stay& stay : stays) {
    if (stay.over_on(day)) continue;
    const auto id = PatientId{static_cast<std::uint32_t>(panel.size())};
    // Whose device is on its way begins now: the run itself ships only what it sets up.
    const population::Patient patient = cohort.member_since(random, id, std::min(stay.from, day),
                                                            stay.counted_from, stay.days_left);
    panel.push_back({patient, cohort.limits(random, patient)});
  }
  return panel;
}

}  // namespace caseload::experiment
