#include "sim/population/adherence.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/population/beta_grid.hpp"
#include "sim/population/drop_out.hpp"
#include "sim/population/purposes.hpp"

namespace caseload::sim {

double chance_to_measure(const AdherenceModel& model, double p, int tenure_days) {
  const double months = std::clamp(tenure_days, 0, kDriftDays) / kDaysPerMonth;
  return std::clamp(p - model.drift_per_month * months, 0.0, 1.0);
}

GapProcess GapProcess::from(const AdherenceModel& model) {
  CASELOAD_CHECK(model.gap_mean_days >= 1 && model.gaps_per_month >= 0, "gaps are out of range");
  return {.begins = std::min(model.gaps_per_month / kDaysPerMonth, 1.0),
          .ends = 1 / model.gap_mean_days};
}

MeasuringDays::MeasuringDays(const AdherenceModel& model, const Condition& condition,
                             const Patient& patient, const Luck& luck, LocalDay from)
    : model_(&model),
      patient_(&patient),
      luck_(luck.stream(kAdherence, number(patient.id))),
      gaps_(GapProcess::from(model)),
      sessions_(condition.sessions_per_day),
      next_day_(day_number(std::max(from, patient.monitoring_from))) {}

MeasuringDay MeasuringDays::on(LocalDay day) {
  const std::uint32_t wanted = day_number(day);
  CASELOAD_CHECK(next_day_ <= wanted, "a patient's days are asked for in order");
  for (;; ++next_day_) {
    const auto [gap_luck, measure_luck, session_luck, unused] = luck_.four_at(next_day_);
    const double gap_chance = !started_ ? gaps_.stationary()
                              : in_gap_ ? 1 - gaps_.ends
                                        : gaps_.begins;
    in_gap_ = gap_luck < gap_chance;
    started_ = true;
    if (next_day_ < wanted) continue;

    ++next_day_;
    const double p = chance_to_measure(*model_, patient_->adherence, patient_->tenure_days(day));
    if (in_gap_ || measure_luck >= p) return {.in_gap = in_gap_, .sessions = 0};
    const int whole = static_cast<int>(sessions_);
    return {.in_gap = false, .sessions = whole + (session_luck < sessions_ - whole ? 1 : 0)};
  }
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

}  // namespace caseload::sim
