#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/assemble/assemble.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/enrolment_plan.hpp"

namespace caseload::scenarios {
namespace {

// Kinds of patients by their shares, in order of their names: the order of keys in a file changes
// nothing.
template <class File, class Model>
void fill_kinds(const std::vector<Named<File>>& given, const Place& at, const std::string& path,
                Diagnostics& diagnostics, std::vector<Model>& kinds) {
  kinds.clear();
  double sum = 0;
  for (const Named<File>& kind : given) {
    Model& model = kinds.emplace_back(kind.value.model);
    model.name = kind.key.value;
    model.share = kind.value.share.value;
    sum += model.share;
  }
  if (std::abs(sum - 1) > 1e-6)
    diagnostics.error(at, path, fmt::format("the shares sum to {:.6g}; expected 1", sum));
  std::ranges::sort(kinds, {}, &Model::name);
}

// In order of their names, which numbers them; whoever is left speaks the practice's first.
void fill_languages(const PanelFile& panel, Diagnostics& diagnostics,
                    population::PopulationModel& population) {
  double sum = 0;
  for (const Named<Located<double>>& language : panel.languages) {
    population.languages.push_back({language.key.value, language.value.value});
    sum += language.value.value;
  }
  if (panel.languages.size() > population::kMostLanguages) {
    const Located<std::string>& last = panel.languages.back().key;
    diagnostics.error(last.place, "panel.languages",
                      fmt::format("{} languages; expected at most {}", panel.languages.size(),
                                  population::kMostLanguages));
  }
  if (sum > 1 + 1e-6) {
    const Located<double>& last = panel.languages.back().value;
    diagnostics.error(
        last.place, "panel.languages",
        fmt::format("the shares sum to {:.6g}; expected 1 at most: the rest speaks the "
                    "practice's first language",
                    sum));
  }
  std::ranges::sort(population.languages, {}, &population::Language::name);
}

// Growth is written out as offers by month, so that nothing behind this has to know of it.
void fill_enrolment(const PanelFile& panel, const std::vector<Located<CalendarMonth>>& months,
                    Diagnostics& diagnostics, population::EnrolmentModel& enrolment) {
  constexpr int kMostMonths = 36;
  const EnrolmentFile& given = panel.enrolment.value;
  enrolment = given.model;
  enrolment.offers_per_month = given.offers_per_month.value_or(
      population::offers_that_keep_the_size(enrolment, panel.patients));
  const auto refuse = [&](const std::string& why) {
    diagnostics.error(panel.enrolment.place, panel.enrolment.path, why);
  };
  if (enrolment.at_most > 0 && enrolment.at_most < panel.patients)
    return refuse(fmt::format("at_most {} is less than the {} patients there are",
                              enrolment.at_most, panel.patients));
  for (const Located<CalendarMonth>& month : months)
    if (enrolment.since &&
        (month.value < *enrolment.since || enrolment.since->plus(kMostMonths) < month.value))
      return refuse(
          fmt::format("since {}: expected a month that is not after {} and at most {} "
                      "months before it",
                      enrolment.since->name(), month.value.name(), kMostMonths));
  if (!enrolment.grow) return;
  if (!enrolment.since) return refuse("grow needs since: the month in which the growth begins");
  const population::PanelGrowth& grow = *enrolment.grow;
  if (grow.by < *enrolment.since || enrolment.since->plus(kMostMonths) < grow.by)
    return refuse(fmt::format("grow by {}: expected a month from {} on, at most {} months later",
                              grow.by.name(), enrolment.since->name(), kMostMonths));
  if (enrolment.at_most > 0 && enrolment.at_most < grow.to)
    return refuse(fmt::format("cannot grow to {:g} patients and have at most {}", grow.to,
                              enrolment.at_most));
  if (enrolment.accepted_share <= 0) return refuse("cannot grow where nobody accepts an offer");
  enrolment = population::with_growth_written_out(enrolment, panel.patients);
}

void fill_adherence(const PanelFile& panel, Diagnostics& diagnostics,
                    population::PopulationModel& population) {
  const AdherenceFile& given = panel.adherence.value;
  const auto refuse = [&](const std::string& why) {
    diagnostics.error(panel.adherence.place, panel.adherence.path, why);
  };
  population.adherence = given.shape;
  if (given.beta) {
    population.adherence.daily = *given.beta;
    return;
  }
  const population::AdherenceTargets& wanted = *given.calibrate;
  if (wanted.days16 < 0.01 || wanted.days16 > 0.99 || wanted.days2 <= wanted.days16)
    return refuse(
        fmt::format("calibrate: days16 {} and days2 {} cannot both be; expected 0.01 ≤ days16 ≤ "
                    "0.99 and days16 < days2",
                    wanted.days16, wanted.days2));
  const population::CalibratedAdherence found = population::calibrate_adherence(
      wanted, given.shape, population.enrolment, population::arriving_share_of_days(population));
  constexpr double kNearEnough = 0.005;
  if (std::abs(found.reached.days16 - wanted.days16) > kNearEnough ||
      std::abs(found.reached.days2 - wanted.days2) > kNearEnough)
    return refuse(fmt::format(
        "calibrate: with these gaps, this drift and these devices days16 {} and days2 {} "
        "are out of reach together; the nearest is days16 {:.3f}, days2 {:.3f}",
        wanted.days16, wanted.days2, found.reached.days16, found.reached.days2));
  population.adherence = found.model;
}

}  // namespace

void assemble_population(const ScenarioFile& file, Diagnostics& diagnostics,
                         experiment::Scenario& scenario) {
  population::PopulationModel& population = scenario.population;
  if (!diagnostics.any_under("devices")) {
    scenario.make_device = devices::make_device_factory(file.devices);
    population.device_noise = devices::noise_of(file.devices);
  }
  const PanelFile& panel = file.panel;
  if (panel.patients == 0) return;  // missing, and told so
  population.patients = panel.patients;
  population.panel_fixed = panel.fixed;
  population.reach = panel.reach;
  population.also = panel.also;
  if (!diagnostics.any_under("panel.enrolment") && !diagnostics.any_under("months"))
    fill_enrolment(panel, file.months, diagnostics, population.enrolment);
  population.alert_frailty_shape = panel.alert_frailty_shape;
  if (!diagnostics.any_under("panel.conditions"))
    fill_kinds(panel.conditions, panel.conditions_at, "panel.conditions", diagnostics,
               population.conditions);
  if (!diagnostics.any_under("panel.languages")) fill_languages(panel, diagnostics, population);
  scenario.payment = file.payment;
  if (!diagnostics.any_under("panel.payers"))
    fill_kinds(panel.payers, panel.payers_at, "panel.payers", diagnostics, scenario.payment.payers);
  if (!diagnostics.any_under("panel.adherence") && !diagnostics.any_under("panel.enrolment") &&
      !diagnostics.any_under("panel.conditions") && !diagnostics.any_under("devices"))
    fill_adherence(panel, diagnostics, population);
}

}  // namespace caseload::scenarios
