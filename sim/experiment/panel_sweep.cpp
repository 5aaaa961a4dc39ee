#include "sim/experiment/panel_sweep.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/base/fingerprint.hpp"

namespace caseload::experiment {

Scenario with_panel(Scenario scenario, int patients) {
  population::PopulationModel& population = scenario.population;
  const double times = static_cast<double>(patients) / population.patients;
  population.enrolment.offers_per_month *= times;
  for (population::MonthlyOffers& month : population.enrolment.offers_in) month.offers *= times;
  population.patients = patients;
  return scenario;
}

Result<std::vector<int>> sizes_to_sweep(const Scenario& scenario, std::vector<int> asked) {
  const auto refused = [](const char* why) {
    return std::unexpected(Error{Error::Kind::BadInput, why});
  };
  if (const population::EnrolmentModel& enrolment = scenario.population.enrolment;
      enrolment.since || enrolment.at_most > 0)
    return refused(
        "--panel tries panels of other sizes, and the size of this one is planned: take "
        "panel.enrolment.since and at_most out of the scenario");
  if (scenario.require.empty())
    return refused("--panel asks which plans are enough: the scenario needs `require:`");
  std::ranges::sort(asked);
  const auto twice = std::ranges::unique(asked);
  asked.erase(twice.begin(), twice.end());
  return asked;
}

PanelSweep sweep_panel(const Scenario& scenario, const std::vector<Plan>& plans,
                       const std::vector<int>& sizes, const RunOptions& options) {
  CASELOAD_CHECK(!sizes.empty() && std::ranges::is_sorted(sizes) && sizes.front() > 0,
                 "sizes of panels are positive and ascending");
  PanelSweep sweep{.sizes = {}, .seed = options.seed, .replications = options.replications};
  Fingerprint fingerprint;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const Scenario sized = with_panel(scenario, sizes[i]);
    RunOptions run = options;
    if (options.progress)
      run.progress = [&, i](std::size_t done, std::size_t total) {
        options.progress(i * total + done, sizes.size() * total);
      };
    const Experiment experiment = run_experiment(sized, plans, run);
    if (experiment.partial) {
      sweep.partial = true;
      break;
    }
    fingerprint.add(experiment.fingerprint);
    sweep.sizes.push_back({.patients = sizes[i],
                           .offers_per_month = sized.population.enrolment.offers_per_month,
                           .summary = summarise(sized, experiment),
                           .fingerprint = experiment.fingerprint});
  }
  sweep.fingerprint = fingerprint.value();
  return sweep;
}

Reach reach_of(const PanelSweep& sweep, std::size_t plan) {
  Reach reach;
  bool so_far = true;
  for (const PanelSize& size : sweep.sizes) {
    const Answer answer = size.summary.plans[plan].answer;
    so_far = so_far && answer == Answer::Yes;
    if (so_far) reach.enough_up_to = size.patients;
    if (answer == Answer::No && !reach.not_enough_at) reach.not_enough_at = size.patients;
  }
  return reach;
}

CalendarMonth month_shown(const PanelSweep& sweep) {
  const std::vector<MonthSummary>& months = sweep.sizes.front().summary.plans.front().months;
  const auto rank = [&](std::size_t place) {
    std::pair<int, int> alike_and_held;
    for (const PanelSize& size : sweep.sizes)
      for (const PlanSummary& plan : size.summary.plans) {
        if (!plan.candidate()) continue;
        alike_and_held.first += plan.months[place].own_team ? 0 : 1;
        alike_and_held.second += plan.months[place].verdict.held;
      }
    return alike_and_held;
  };
  std::size_t found = 0;
  for (std::size_t place = 1; place < months.size(); ++place)
    if (rank(place) < rank(found)) found = place;
  return months[found].month;
}

}  // namespace caseload::experiment
