#include "sim/population/physiology.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::population {
namespace {

constexpr std::size_t kSystolic = index_of(VitalSign::Systolic);
constexpr std::size_t kDiastolic = index_of(VitalSign::Diastolic);

// A block holds four draws: systolic, diastolic, pulse and weight in the first half of an address,
// glucose and saturation in the second.
struct Half {
  std::uint32_t number;
  VitalSigns signs;
  std::size_t first_sign;
  std::size_t end_sign;
};
constexpr std::array kHalves{
    Half{0, {VitalSign::Systolic, VitalSign::Diastolic, VitalSign::Pulse, VitalSign::Weight}, 0, 4},
    Half{1, {VitalSign::Glucose, VitalSign::Spo2}, 4, kVitalSigns}};

// Nobody lives outside these; they cut off the far tails of the normals, in the sign's unit.
struct Range {
  double low;
  double high;
};
constexpr std::array<Range, kVitalSigns> kOwnMeanRange{
    {{85, 210}, {45, 125}, {40, 130}, {35, 220}, {70, 400}, {75, 99.5}}};

}  // namespace

Physiology::Mix Physiology::Mix::of(double correlation) {
  return {correlation, std::sqrt(1 - correlation * correlation)};
}

Physiology::Physiology(const PhysiologyModel& model, const RandomKey& random)
    : random_(random),
      pressures_(Mix::of(model.pressure_correlation)),
      evening_systolic_mmhg_(model.evening_systolic_mmhg) {
  for (std::size_t i = 0; i < kVitalSigns; ++i) {
    const SignalModel& signal = model_of(model, static_cast<VitalSign>(i));
    from_day_to_day_[i] = Mix::of(signal.day_correlation);
    shares_[i] = {std::sqrt(signal.day_share), std::sqrt(1 - signal.day_share)};
  }
}

// Standard normals for the signs wanted; diastolic correlated with systolic.
std::array<double, kVitalSigns> Physiology::innovations(const RandomStream& random,
                                                        std::uint32_t index,
                                                        VitalSigns signs) const {
  std::array<double, kVitalSigns> normals{};
  for (const Half& half : kHalves) {
    if (!signs.overlaps(half.signs)) continue;
    const std::array<double, 4> uniforms = random.four_at(index * 2 + half.number);
    for (std::size_t i = half.first_sign; i < half.end_sign; ++i) {
      if (signs.has(static_cast<VitalSign>(i))) {
        normals[i] = normal_quantile(uniforms[i - half.first_sign]);
      }
    }
  }
  normals[kDiastolic] =
      pressures_.kept * normals[kSystolic] + pressures_.fresh * normals[kDiastolic];
  return normals;
}

BodyState Physiology::begin(const Patient& patient, LocalDay from) const {
  const std::uint32_t day = day_number(from);
  const RandomStream random = random_.stream(kDayEffect, number(patient.id));
  return {.day_effect = innovations(random, day, patient.signs), .day = day};
}

void Physiology::pass_to(std::uint32_t day, const Patient& patient, BodyState& body) const {
  CASELOAD_CHECK(body.day <= day, "a patient's days are asked for in order");
  const RandomStream random = random_.stream(kDayEffect, number(patient.id));
  while (body.day < day) {
    ++body.day;
    const auto fresh = innovations(random, body.day, patient.signs);
    for (std::size_t i = 0; i < kVitalSigns; ++i) {
      if (!patient.signs.has(static_cast<VitalSign>(i))) continue;
      const Mix& mix = from_day_to_day_[i];
      body.day_effect[i] = mix.kept * body.day_effect[i] + mix.fresh * fresh[i];
    }
  }
}

telemetry::Vitals Physiology::at(LocalDay day, int session, bool evening, const Patient& patient,
                                 BodyState& body) const {
  CASELOAD_CHECK(0 <= session && session < kMostSessionsPerDay, "no such session");
  pass_to(day_number(day), patient, body);
  const std::uint32_t index = body.day * kMostSessionsPerDay + static_cast<std::uint32_t>(session);
  const auto noise =
      innovations(random_.stream(kSessionEffect, number(patient.id)), index, patient.signs);
  std::array<double, kVitalSigns> value{};
  for (std::size_t i = 0; i < kVitalSigns; ++i) {
    const OwnSign& own = patient.own[i];
    value[i] = own.mean + own.within_sd * shares_[i].day * body.day_effect[i] +
               own.within_sd * shares_[i].session * noise[i];
  }
  if (evening && patient.signs.has(VitalSign::Systolic)) {
    value[kSystolic] += evening_systolic_mmhg_;
  }
  return {.systolic_mmhg = value[kSystolic],
          .diastolic_mmhg = value[kDiastolic],
          .pulse_bpm = value[index_of(VitalSign::Pulse)],
          .weight_kg = value[index_of(VitalSign::Weight)],
          .glucose_mg_per_dl = value[index_of(VitalSign::Glucose)],
          .spo2_percent = std::min(value[index_of(VitalSign::Spo2)], 100.0)};
}

std::array<OwnSign, kVitalSigns> draw_own_signs(const PhysiologyModel& model, VitalSigns signs,
                                                const RandomKey& random, PatientId id) {
  const RandomStream stream = random.stream(kOwnSigns, number(id));
  std::array<OwnSign, kVitalSigns> own{};
  double systolic_level = 0;
  for (std::size_t i = 0; i < kVitalSigns; ++i) {
    const auto sign = static_cast<VitalSign>(i);
    if (!signs.has(sign)) continue;
    const SignalModel& signal = model_of(model, sign);
    const auto [level_random, spread_random, u2, u3] =
        stream.four_at(static_cast<std::uint32_t>(i));

    double level = normal_quantile(level_random);
    if (i == kSystolic) systolic_level = level;
    if (i == kDiastolic) {
      const double rho = model.pressure_correlation;
      level = rho * systolic_level + std::sqrt(1 - rho * rho) * level;
    }
    double within_sd = signal.within_sd_mean;
    if (within_sd > 0 && signal.within_sd_sd > 0) {
      const double variance = signal.within_sd_sd * signal.within_sd_sd;
      within_sd =
          gamma_quantile(spread_random, within_sd * within_sd / variance, variance / within_sd);
    }
    own[i] = {.mean = std::clamp(signal.mean + signal.between_sd * level, kOwnMeanRange[i].low,
                                 kOwnMeanRange[i].high),
              .within_sd = within_sd};
  }
  return own;
}

}  // namespace caseload::population
