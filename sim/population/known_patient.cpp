#include "sim/population/known_patient.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/beta_grid.hpp"

namespace caseload::population {

double adherence_given(const AdherenceModel& model, int reading_days, int days, int tenure_days,
                       double u) {
  CASELOAD_CHECK(0 <= reading_days && reading_days <= days, "more days with readings than days");
  std::array<double, kBetaCells> weights = cell_masses(model.daily);
  // Days in a gap are taken as if each came by itself: over three weeks the runs matter little.
  const double outside_gaps = 1 - GapProcess::from(model).stationary();
  double sum = 0;
  for (std::size_t i = 0; i < kBetaCells; ++i) {
    const double p = (static_cast<double>(i) + 0.5) / kBetaCells;
    const double daily = outside_gaps * chance_to_measure(model, p, tenure_days);
    weights[i] *= std::pow(daily, reading_days) * std::pow(1 - daily, days - reading_days);
    sum += weights[i];
  }
  double below = 0;
  for (std::size_t i = 0; i < kBetaCells; ++i) {
    const double here = weights[i] / sum;
    if (here > 0 && u <= below + here)
      return (static_cast<double>(i) + (u - below) / here) / kBetaCells;
    below += here;
  }
  return 1;
}

GammaShape frailty_given(double shape, int alerts, double expected_alerts) {
  return {shape + alerts, 1 / (shape + expected_alerts)};
}

double chance_of_a_silence(double daily, int silent_days, int days) {
  if (silent_days < 1) return 0;
  // By the days missed so far; what leaves the vector has alerted.
  std::vector<double> missed(static_cast<std::size_t>(silent_days), 0.0);
  missed[0] = 1;
  for (int day = 0; day < days; ++day) {
    double heard = 0;
    for (std::size_t i = 0; i < missed.size(); ++i)
      heard += missed[i] * daily * (i > 0 && i + 1 == missed.size() ? 0.5 : 1);
    for (std::size_t i = missed.size() - 1; i > 0; --i) missed[i] = missed[i - 1] * (1 - daily);
    missed[0] = heard;
  }
  return 1 - std::accumulate(missed.begin(), missed.end(), 0.0);
}

KnownReach reach_of_anybody(const ReachModel& model) {
  return {model.never_share, model.answers, model.caregiver_share, model.answers};
}

KnownReach reach_given(const ReachModel& model, const KnownPatient& known) {
  const auto [alpha, beta] = model.answers;
  const double attempts = known.attempts.value_or(0);
  KnownReach reach = reach_of_anybody(model);
  if (known.live_contact) {  // which of the two answered is not known: most often the patient
    reach.never_share = 0;
    if (known.attempts) reach.answers = {alpha + 1, beta + std::max(attempts - 1, 0.0)};
    return reach;
  }
  double all_in_vain = 1;  // of somebody who does answer now and then
  for (int i = 0; i < known.attempts.value_or(0); ++i)
    all_in_vain *= (beta + i) / (alpha + beta + i);
  // Bayes' rule: so likely is somebody of whom this was to be expected in any case.
  const auto given_silence = [all_in_vain](double silent_share) {
    const double evidence = silent_share + (1 - silent_share) * all_in_vain;
    return evidence > 0 ? silent_share / evidence : silent_share;
  };
  reach.never_share = given_silence(model.never_share);
  reach.caregiver_share = 1 - given_silence(1 - model.caregiver_share);
  reach.answers = reach.caregiver_answers = {alpha, beta + attempts};
  return reach;
}

}  // namespace caseload::population
