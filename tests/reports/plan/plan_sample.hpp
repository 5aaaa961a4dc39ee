#pragma once

// A plan experiment made by hand, in which everything is known beforehand: four plans and
// `unlimited`, two months, and months that differ by a little luck of their own.

#include <cmath>
#include <string>
#include <vector>

#include "reports/plan/plan_report.hpp"
#include "sim/base/random.hpp"
#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::reports::testing {

using namespace experiment::testing;

inline constexpr CalendarMonth kFebruary2026{std::chrono::year{2026} / std::chrono::February};

// How a plan does: of 310 eligible patients (320 enrolled) so many reach 20 minutes, give or take.
struct PlanMade {
  std::string name;
  double reached20 = 0;
  double spread = 0;
  int urgent_late = 0;
  int cost_usd = 0;
};

inline experiment::MonthOutcome month_made(const PlanMade& plan, double random) {
  const auto count = [&](double eligible) {
    const auto rounded = static_cast<std::int32_t>(std::lround(eligible));
    return experiment::Count{.everyone = rounded + 4, .eligible = rounded};
  };
  const double reached20 = plan.reached20 + plan.spread * (2 * random - 1);
  experiment::MonthOutcome month;
  month.patients = {.everyone = 320, .eligible = 310};
  month.reached = {count(reached20 * 1.2), count(reached20), count(reached20 / 3),
                   count(reached20 / 20)};
  month.reached_as_stated = month.reached;
  month.live_contact = count(reached20 * 1.25);
  month.periods_ended = 300;
  month.days2 = 290;
  month.days16 = 210;
  month.codes = {{"99454", 210}, {"99457", month.reached[1].everyone}};
  month.revenue = Cents{month.reached[1].everyone * 5'200LL + 210 * 4'700LL};
  month.payment.allowed = month.revenue;
  month.payment.denied = {month.revenue.value / 10};
  month.payment.paid = month.payment.allowed - month.payment.denied;
  month.paid_by_code = {{"99454", Cents{210 * 4'700LL * 9 / 10}}};
  month.paid_by_code["99457"] = month.payment.paid - month.paid_by_code["99454"];
  month.paid_by_payer = {{"medicare", month.payment.paid}};
  month.cost.wages = Cents{plan.cost_usd * 100LL};
  month.alerts = 800;
  month.urgent.raised = 20;
  month.urgent.in_time_staffed = 20 - plan.urgent_late;
  month.urgent.in_time_wall = 12 - plan.urgent_late;
  month.attempts = 900;
  month.live_contacts = 360;
  if (plan.cost_usd > 0)
    month.staff = {{.name = "Ana",
                    .scheduled = 160h,
                    .present = 160h,
                    .rpm = 90h,
                    .other = 10h,
                    .breaks = 20h,
                    .idle = 40h}};
  month.fingerprint = static_cast<std::uint64_t>(reached20 * 1000);
  return month;
}

// Owns what a PlanReport refers to.
struct PlanSample {
  experiment::Scenario scenario;
  experiment::Experiment experiment;
  experiment::Summary summary;

  PlanReport report(std::size_t defaults_used = 46, std::size_t moving_defaults = 7) const {
    return {scenario, experiment,    summary,        "scenarios/library/sample.yaml",
            "0.1.0",  defaults_used, moving_defaults};
  }
};

// February is harder: one patient in twenty fewer reaches 20 minutes. Each plan is Ana and, but for
// the first, somebody of its own. The last plan is `unlimited`.
inline PlanSample plan_sample(const std::vector<PlanMade>& plans, int replications) {
  PlanSample sample{.scenario = practice(), .experiment = {}, .summary = {}};
  sample.scenario.purpose = "How many nurses do 320 patients need?";
  sample.scenario.population.patients = 320;
  sample.scenario.months = {kFebruary2026, kMarch2026};
  sample.experiment.months = sample.scenario.months;
  sample.experiment.seed = 7;
  sample.experiment.replications = replications;
  sample.experiment.fingerprint = 0xFEED;
  for (const PlanMade& plan : plans) {
    const bool unlimited = plan.cost_usd == 0;
    experiment::Plan made{.name = plan.name, .staff = {}, .unlimited = unlimited};
    if (!unlimited) made.staff = {0};
    if (!unlimited && !sample.experiment.plans.empty()) {
      made.staff.push_back(sample.scenario.staff.size());
      sample.scenario.staff.push_back(nurse("who makes it " + plan.name));
    }
    sample.experiment.plans.push_back(made);
    std::vector<std::vector<experiment::MonthOutcome>> months(2);
    for (int replication = 0; replication < replications; ++replication) {
      const double random =
          RandomKey{.seed = 7, .replication = static_cast<std::uint32_t>(replication)}
              .stream(StreamId("plan_sample"), 0)
              .at(0);
      PlanMade harder = plan;
      harder.reached20 *= 0.95;
      months[0].push_back(month_made(harder, random));
      months[1].push_back(month_made(plan, random));
    }
    sample.experiment.outcomes.push_back(std::move(months));
  }
  sample.experiment.ceilings.of.resize(plans.size());
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);
  return sample;
}

inline PlanSample sample_with_a_yes(int replications = 200) {
  return plan_sample({{"1 RN", 120, 15, 4, 14'000},
                      {"1 RN + ½ MA", 172, 15, 0, 16'000},
                      {"1 RN + 1 MA", 208, 12, 0, 18'000},
                      {"2 RN", 215, 12, 0, 22'000},
                      {"unlimited", 225, 10, 0, 0}},
                     replications);
}

}  // namespace caseload::reports::testing
