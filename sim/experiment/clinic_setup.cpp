#include "sim/experiment/clinic_setup.hpp"

#include "sim/experiment/plan_team.hpp"

namespace caseload::experiment {

population::ClinicTraits clinic_traits(const care::CareModel& care) {
  return {.high_acuity_share = care.plan.high_acuity_share,
          .talk_time_sd = care.plan.patient_effect_sd,
          .alerts = {.reading_alerts_per_month = care.alerts.reading_alerts_per_month,
                     .urgent_share = care.alerts.urgent_share,
                     .known_for = care.alerts.known_for}};
}

care::ClinicSetup clinic_setup(const Scenario& scenario, const population::Cohort& cohort,
                               const Plan& plan, CalendarMonth month, SimTime start,
                               const RandomKey& random, telemetry::ReadingSink& sink,
                               telemetry::AlertSource& source) {
  return {.cohort = cohort,
          .care = scenario.care,
          .zone = scenario.zone,
          .holidays = scenario.holidays,
          .make_device = scenario.make_device,
          .rules = scenario.rules.for_day(month.end_day() - days{1}),
          .everyone = scenario.staff,
          .team = team_of(scenario, plan),
          .unlimited = plan.unlimited,
          .random = random,
          .start = start,
          .month = month,
          .sink = sink,
          .source = source};
}

}  // namespace caseload::experiment
