#include "sim/population/physiology.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/population/purposes.hpp"

namespace caseload::sim {
namespace {

constexpr std::size_t kSystolic = index_of(VitalSign::Systolic);
constexpr std::size_t kDiastolic = index_of(VitalSign::Diastolic);

// A block holds four draws: systolic, diastolic, pulse and weight in the first half of an address,
// glucose and saturation in the second.
struct Half {
  std::uint32_t number;
  std::size_t first_sign;
  std::size_t end_sign;
};
constexpr std::array kHalves{Half{0, 0, 4}, Half{1, 4, kVitalSigns}};

// Standard normals for the signs wanted; diastolic correlated with systolic.
std::array<double, kVitalSigns> innovations(const RandomStream& luck, std::uint32_t index,
                                            VitalSigns signs, double pressure_correlation) {
  std::array<double, kVitalSigns> normals{};
  for (const Half& half : kHalves) {
    bool needed = false;
    for (std::size_t i = half.first_sign; i < half.end_sign; ++i) {
      needed |= signs.has(static_cast<VitalSign>(i));
    }
    if (!needed) continue;
    const std::array<double, 4> uniforms = luck.four_at(index * 2 + half.number);
    for (std::size_t i = half.first_sign; i < half.end_sign; ++i) {
      if (signs.has(static_cast<VitalSign>(i))) {
        normals[i] = normal_quantile(uniforms[i - half.first_sign]);
      }
    }
  }
  const double rho = pressure_correlation;
  normals[kDiastolic] = rho * normals[kSystolic] + std::sqrt(1 - rho * rho) * normals[kDiastolic];
  return normals;
}

// Nobody lives outside these; they cut off the far tails of the normals, in the sign's unit.
struct Range {
  double low;
  double high;
};
constexpr std::array<Range, kVitalSigns> kOwnMeanRange{
    {{85, 210}, {45, 125}, {40, 130}, {35, 220}, {70, 400}, {75, 99.5}}};

}  // namespace

Physiology::Physiology(const PhysiologyModel& model, const Patient& patient, const Luck& luck,
                       LocalDay from)
    : model_(&model),
      patient_(&patient),
      day_luck_(luck.stream(kDayEffect, number(patient.id))),
      session_luck_(luck.stream(kSessionEffect, number(patient.id))),
      day_(day_number(from)),
      day_effect_(innovations(day_luck_, day_, patient.signs, model.pressure_correlation)) {}

void Physiology::pass_to(std::uint32_t day) {
  CASELOAD_CHECK(day_ <= day, "a patient's days are asked for in order");
  while (day_ < day) {
    ++day_;
    const auto fresh = innovations(day_luck_, day_, patient_->signs, model_->pressure_correlation);
    for (std::size_t i = 0; i < kVitalSigns; ++i) {
      if (!patient_->signs.has(static_cast<VitalSign>(i))) continue;
      const double phi = model_of(*model_, static_cast<VitalSign>(i)).day_correlation;
      day_effect_[i] = phi * day_effect_[i] + std::sqrt(1 - phi * phi) * fresh[i];
    }
  }
}

Vitals Physiology::at(LocalDay day, int session, bool evening) {
  CASELOAD_CHECK(0 <= session && session < kMostSessionsPerDay, "no such session");
  pass_to(day_number(day));
  const std::uint32_t index = day_ * kMostSessionsPerDay + static_cast<std::uint32_t>(session);
  const auto noise =
      innovations(session_luck_, index, patient_->signs, model_->pressure_correlation);
  std::array<double, kVitalSigns> value{};
  for (std::size_t i = 0; i < kVitalSigns; ++i) {
    const OwnSign& own = patient_->own[i];
    value[i] = own.mean + own.day_sd * day_effect_[i] + own.session_sd * noise[i];
  }
  if (evening && patient_->signs.has(VitalSign::Systolic)) {
    value[kSystolic] += model_->evening_systolic_mmhg;
  }
  return {.systolic_mmhg = value[kSystolic],
          .diastolic_mmhg = value[kDiastolic],
          .pulse_bpm = value[index_of(VitalSign::Pulse)],
          .weight_kg = value[index_of(VitalSign::Weight)],
          .glucose_mg_per_dl = value[index_of(VitalSign::Glucose)],
          .spo2_percent = std::min(value[index_of(VitalSign::Spo2)], 100.0)};
}

std::array<OwnSign, kVitalSigns> draw_own_signs(const PhysiologyModel& model, VitalSigns signs,
                                                const Luck& luck, PatientId id) {
  const RandomStream stream = luck.stream(kOwnSigns, number(id));
  std::array<OwnSign, kVitalSigns> own{};
  double systolic_level = 0;
  for (std::size_t i = 0; i < kVitalSigns; ++i) {
    const auto sign = static_cast<VitalSign>(i);
    if (!signs.has(sign)) continue;
    const SignalModel& signal = model_of(model, sign);
    const auto [level_luck, spread_luck, u2, u3] = stream.four_at(static_cast<std::uint32_t>(i));

    double level = normal_quantile(level_luck);
    if (i == kSystolic) systolic_level = level;
    if (i == kDiastolic) {
      const double rho = model.pressure_correlation;
      level = rho * systolic_level + std::sqrt(1 - rho * rho) * level;
    }
    double within_sd = signal.within_sd_mean;
    if (within_sd > 0 && signal.within_sd_sd > 0) {
      const double variance = signal.within_sd_sd * signal.within_sd_sd;
      within_sd =
          gamma_quantile(spread_luck, within_sd * within_sd / variance, variance / within_sd);
    }
    own[i] = {.mean = std::clamp(signal.mean + signal.between_sd * level, kOwnMeanRange[i].low,
                                 kOwnMeanRange[i].high),
              .day_sd = within_sd * std::sqrt(signal.day_share),
              .session_sd = within_sd * std::sqrt(1 - signal.day_share)};
  }
  return own;
}

}  // namespace caseload::sim
