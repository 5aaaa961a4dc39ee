#include "sim/population/adherence.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/population/beta_grid.hpp"
#include "sim/population/drop_out.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::population {

double chance_to_measure(const AdherenceModel& model, double p, int tenure_days) {
  const double months = std::clamp(tenure_days, 0, kDriftDays) / kDaysPerMonth;
  return std::clamp(p - model.drift_per_month * months, 0.0, 1.0);
}

double chance_when_reminded(const AdherenceModel& model, double chance) {
  return 1 - (1 - chance) * (1 - model.second_chance * chance);
}

GapProcess GapProcess::from(const AdherenceModel& model) {
  CASELOAD_CHECK(model.gap_mean_days >= 1 && model.gaps_per_month >= 0, "gaps are out of range");
  return {.begins = std::min(model.gaps_per_month / kDaysPerMonth, 1.0),
          .ends = 1 / model.gap_mean_days};
}

MeasuringDays::MeasuringDays(const AdherenceModel& model, const RandomKey& random)
    : model_(&model), random_(random), gaps_(GapProcess::from(model)) {}

MeasuringPath MeasuringDays::begin(const Patient& patient, LocalDay from) {
  return {.next_day = day_number(std::max(from, patient.monitoring_from))};
}

void MeasuringDays::remind(MeasuringPath& path) const {
  if (model_->second_chance > 0)
    path.reminded_days = static_cast<std::uint32_t>(model_->reminder_lasts_days) & 63U;
}

MeasuringDay MeasuringDays::on(LocalDay day, const Patient& patient, const Condition& condition,
                               MeasuringPath& path) const {
  const std::uint32_t wanted = day_number(day);
  CASELOAD_CHECK(path.next_day <= wanted, "a patient's days are asked for in order");
  const RandomStream random = random_.stream(kAdherence, number(patient.id));
  for (;; ++path.next_day) {
    const auto [gap_random, measure_random, session_random, unused] = random.four_at(path.next_day);
    const double gap_chance = !path.started ? gaps_.stationary()
                              : path.in_gap ? 1 - gaps_.ends
                                            : gaps_.begins;
    path.in_gap = gap_random < gap_chance;
    path.started = true;
    const bool reminded = path.reminded_days > 0;
    if (reminded) --path.reminded_days;
    if (path.next_day < wanted) continue;

    ++path.next_day;
    double p = chance_to_measure(*model_, patient.adherence, patient.tenure_days(day));
    if (reminded) p = chance_when_reminded(*model_, p);
    if (path.in_gap || measure_random >= p) return {.in_gap = path.in_gap, .sessions = 0};
    const double sessions = condition.sessions_per_day;
    const int whole = static_cast<int>(sessions);
    return {.in_gap = false, .sessions = whole + (session_random < sessions - whole ? 1 : 0)};
  }
}

double arriving_share_of_days(const PopulationModel& model) {
  const double lost = 1 - model.device_noise.arriving_share;
  double sum = 0;
  for (const Condition& condition : model.conditions) {
    const auto devices = static_cast<double>(condition.devices.size());
    const double whole = std::floor(condition.sessions_per_day);
    const double more = condition.sessions_per_day - whole;  // the chance of one session more
    sum += condition.share * (1 - (1 - more) * std::pow(lost, devices * whole) -
                              more * std::pow(lost, devices * (whole + 1)));
  }
  return sum;
}

double measuring_share(const AdherenceModel& model, const EnrolmentModel& enrolment) {
  constexpr int kTenures = 100;  // equally likely tenures of the stationary panel
  std::array<double, kBetaCells + 1> chance{};
  for (int t = 0; t < kTenures; ++t) {
    const double u = (t + 0.5) / kTenures;
    const int tenure = static_cast<int>(stationary_tenure_days(enrolment, u));
    for (std::size_t i = 0; i <= kBetaCells; ++i) {
      const double p = static_cast<double>(i) / kBetaCells;
      chance[i] += chance_to_measure(model, p, tenure) / kTenures;
    }
  }
  const double outside_gaps = 1 - GapProcess::from(model).stationary();
  return outside_gaps * integrate(cell_masses(model.daily), chance);
}

}  // namespace caseload::population
