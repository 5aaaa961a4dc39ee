#include "reports/check/practitioner_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "reports/check/workload.hpp"
#include "reports/render/words.hpp"
#include "sim/care/calendar/roster.hpp"
#include "sim/experiment/grown_panel.hpp"
#include "sim/experiment/plan_team.hpp"

namespace caseload::reports {
namespace {

// A vendor's figure for a practice of 50 patients, 15 to 30 minutes a day, over 21 days
// (web-73p.pages.dev).
constexpr int kPublishedFrom = 6, kPublishedTo = 13;

double mean_minutes(const experiment::Scenario& scenario, rules::Activity activity) {
  return scenario.care.tasks[static_cast<std::size_t>(activity)].minutes.mean_minutes();
}

std::string signatures_words(const experiment::Scenario& scenario) {
  if (!scenario.care.sign_off.wanted) return "none for signatures (sign_off.wanted: false)";
  const experiment::Plan* fewest_of = nullptr;
  Signatures fewest{.possible = std::numeric_limits<double>::max()};
  for (const experiment::Plan& plan : scenario.plans)
    if (const Signatures found = signatures_in_time(scenario, plan);
        fewest_of == nullptr || found.possible < fewest.possible) {
      fewest_of = &plan;
      fewest = found;
    }
  std::string words = fmt::format("{:.1f} for signatures", practitioner_time(scenario).signatures);
  if (fewest_of != nullptr && fewest.possible < fewest.owed)
    words += fmt::format(
        ". With {}, practitioners' hours up to day {} of the next month are enough "
        "for {} of {}; the others' money waits",
        fewest_of->name, scenario.care.sign_off.by_day, thousands(std::llround(fewest.possible)),
        counted(std::llround(fewest.owed), "signature"));
  return words;
}

}  // namespace

PractitionerTime practitioner_time(const experiment::Scenario& scenario) {
  const care::AlertModel& alerts = scenario.care.alerts;
  return {.decisions = alerts.reading_alerts_per_month * alerts.escalate_share *
                       mean_minutes(scenario, rules::Activity::Decision),
          .signatures =
              scenario.care.sign_off.wanted ? mean_minutes(scenario, rules::Activity::SignOff) : 0};
}

Signatures signatures_in_time(const experiment::Scenario& scenario, const experiment::Plan& plan) {
  const std::vector<rules::Role>& roles =
      scenario.care.tasks[static_cast<std::size_t>(rules::Activity::SignOff)].roles;
  const CalendarMonth month = scenario.months.front();
  const LocalDay due = month.end_day() + days{scenario.care.sign_off.by_day};
  double hours = 0;
  for (const care::StaffMember& person : experiment::team_of(scenario, plan))
    if (care::may_do(person, rules::Activity::SignOff, roles))
      hours += rpm_hours_between(person, month.end_day(), due, scenario.zone, scenario.holidays) *
               care::expected_speed_on(person, month.end_day());
  const double owed = experiment::expected_panel(scenario, month).on(month.end_day());
  return {.possible = hours * 60 / mean_minutes(scenario, rules::Activity::SignOff), .owed = owed};
}

std::string practitioner_words(const experiment::Scenario& scenario) {
  const PractitionerTime time = practitioner_time(scenario);
  std::string words =
      fmt::format("Practitioners, minutes a patient and month: {:.1f} for decisions, {}.",
                  time.decisions, signatures_words(scenario));
  if (time.decisions + time.signatures < kPublishedFrom)
    words += fmt::format(" A vendor says {} to {} in small practices: ask yours what else they do.",
                         kPublishedFrom, kPublishedTo);
  return words;
}

}  // namespace caseload::reports
