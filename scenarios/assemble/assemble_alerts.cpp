// How many alerts the readings are to raise: what people are to handle, less the silences that come
// of how patients measure. What cannot come out is refused, with what can.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/assemble/assemble.hpp"
#include "sim/experiment/expected_silence.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/alert_suppression.hpp"
#include "sim/population/drop_out.hpp"

namespace caseload::scenarios {
namespace {

// The silences that follow from adherence, gaps and the rule of silence are near enough to those
// that the scenario states.
void check_silence(const Located<double>& stated, double expected, Diagnostics& diagnostics) {
  constexpr double kNearEnough = 0.15;  // of the larger, or so many calls
  if (std::abs(stated.value - expected) <=
      kNearEnough * std::max({stated.value, expected, 2 * kNearEnough}))
    return;
  diagnostics.error(stated.place, stated.path,
                    fmt::format("{:g} cannot come out: with this adherence, these gaps and this "
                                "silence_after it is {:.2f}; expected that, or no statement",
                                stated.value, expected));
}

// There is a limit to how many alerts there can be: a device alerts about once a day at most, and
// where known_for closes what follows there is a pause after each alert for people.
void check_reachable(const Located<double>& handled, double silences, Diagnostics& diagnostics,
                     const experiment::Scenario& scenario) {
  const care::AlertModel& alerts = scenario.care.alerts;
  const population::PopulationModel& population = scenario.population;
  const double measuring_days =
      population::kDaysPerMonth *
      population::measuring_share(population.adherence, population.enrolment);
  const double reached =
      population::raised_alerts(population, measuring_days, alerts.reading_alerts_per_month,
                                alerts.known_for)
          .for_people;
  if (reached >= 0.99 * alerts.reading_alerts_per_month) return;
  diagnostics.error(
      handled.place, handled.path,
      fmt::format("{:g} cannot come about, silences included: a device alerts about once a day at "
                  "most{}; expected at most {:.1f}",
                  handled.value,
                  alerts.known_for > SimDuration{} ? ", and known_for closes what follows" : "",
                  std::floor((silences + reached) * 10) / 10));
}

}  // namespace

void assemble_alerts(const ScenarioFile& file, Diagnostics& diagnostics,
                     experiment::Scenario& scenario) {
  for (const char* part : {"alerts", "panel", "months", "staff", "timezone", "holidays"})
    if (diagnostics.any_under(part)) return;
  if (scenario.months.empty() || scenario.staff.empty()) return;  // told by others
  if (std::ranges::none_of(scenario.staff, &care::StaffMember::has_hours)) return;

  const double silences = experiment::expected_silence(scenario, scenario.months.front()).lasting;
  if (file.alerts.silence_per_patient_month)
    check_silence(*file.alerts.silence_per_patient_month, silences, diagnostics);

  const Located<double>& handled = file.alerts.handled_per_patient_month;
  const double from_readings = handled.value - silences;
  if (from_readings < -0.05)
    return diagnostics.error(
        handled.place, handled.path,
        fmt::format("{:g} is less than the {:.2f} calls about silence that are "
                    "part of it; expected at least that",
                    handled.value, silences));
  scenario.care.alerts.reading_alerts_per_month = std::max(from_readings, 0.0);
  check_reachable(handled, silences, diagnostics, scenario);
}

}  // namespace caseload::scenarios
