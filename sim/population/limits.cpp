#include "sim/population/limits.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/population/device_noise.hpp"
#include "sim/population/purposes.hpp"
#include "sim/population/reading_spread.hpp"

namespace caseload::sim {
namespace {

// What is judged of each device: the sign, its unit in readings, and which side matters how much.
struct Judged {
  VitalSign sign;
  double reading_units;  // per unit of the vital sign
  double high_share;     // of the alerts; the rest are low
  SignalNoise DeviceNoise::* noise;
  SignalLimits Limits::* limits;
};

Judged judged_of(DeviceKind kind) {
  switch (kind) {
    case DeviceKind::Cuff:
      return {VitalSign::Systolic, 1, 0.85, &DeviceNoise::systolic_mmhg, &Limits::systolic_mmhg};
    case DeviceKind::Scale:
      return {VitalSign::Weight, 1000, 1, &DeviceNoise::weight_grams, &Limits::weight_grams};
    case DeviceKind::Glucometer:
      return {VitalSign::Glucose, 1, 0.8, &DeviceNoise::glucose_mg_per_dl,
              &Limits::glucose_mg_per_dl};
    case DeviceKind::Oximeter:
      break;
  }
  return {VitalSign::Spo2, 1, 0, &DeviceNoise::spo2_percent, &Limits::spo2_percent};
}

ReadingSpread spread_of(const OwnSign& own, const Judged& judged, const SignalNoise& noise,
                        double evening_share, double evening_shift) {
  const double within = own.within_sd() * judged.reading_units;
  // Somebody whose readings never vary still needs a limit to be beyond.
  const double smallest_sd = noise.resolution / 1000;
  const double usual_sd = std::max(std::hypot(within, noise.noise_sd), smallest_sd);
  const double artefact_sd = std::max(std::hypot(within, noise.artefact_sd), smallest_sd);
  ReadingSpread spread;
  const auto add = [&](double share, double shift) {
    if (share == 0) return;
    spread.add(share * (1 - noise.artefact_share), shift, usual_sd);
    if (noise.artefact_share > 0) spread.add(share * noise.artefact_share, shift, artefact_sd);
  };
  add(1 - evening_share, 0);
  add(evening_share, evening_shift);
  return spread;
}

// Given a reading beyond the limit that a share q of readings passes, the chance that another one
// of the same day is beyond it too; `correlation` of the two. Seven-point Gauss–Hermite over the
// common part.
double also_outside(double q, double correlation) {
  struct Node {
    double at;
    double weight;
  };
  constexpr std::array<Node, 7> kNodes{{{-3.7504397177257425, 5.4826885597221979e-4},
                                        {-2.3667594107345415, 3.0757123967586491e-2},
                                        {-1.1544053947399682, 2.4012317860501272e-1},
                                        {0, 4.5714285714285714e-1},
                                        {1.1544053947399682, 2.4012317860501272e-1},
                                        {2.3667594107345415, 3.0757123967586491e-2},
                                        {3.7504397177257425, 5.4826885597221979e-4}}};
  const double z = -normal_quantile(q);
  const double common = std::sqrt(correlation);
  const double own = std::sqrt(1 - correlation);
  double both = 0;
  for (const Node& node : kNodes) {
    const double outside = normal_cdf((common * node.at - z) / own);
    both += node.weight * outside * outside;
  }
  return both / q;
}

// The share of readings that must be outside for so many alerts a day, after joining.
double share_outside(double alerts_per_day, double sessions, double correlation) {
  double q = alerts_per_day / sessions;
  if (sessions <= 1) return q;
  for (int step = 0; step < 6; ++step) {
    q = alerts_per_day * (1 + (sessions - 1) * also_outside(q, correlation)) / sessions;
    q = std::min(q, kMostAlertsPerMeasuringDay);
  }
  return q;
}

// The whole step to be passed, as steps above 0, so that a share q of the readings reaches it: of
// the two steps around the quantile, one by lot, with the chances that make the expected share q. A
// reading is rounded to the nearest step, so the step n is reached from n − 1/2 on.
std::int32_t step_for(const ReadingSpread& spread, double centre_steps, double steps_per_unit,
                      double q, double lot) {
  const double exact = centre_steps + spread.above_for(q) * steps_per_unit + 0.5;
  const double lower = std::floor(exact);
  const auto share_at = [&](double step) {
    return spread.tail((step - 0.5 - centre_steps) / steps_per_unit);
  };
  const double share_lower = share_at(lower);
  const double share_upper = share_at(lower + 1);
  const bool take_lower = lot * (share_lower - share_upper) < q - share_upper;
  return static_cast<std::int32_t>(take_lower ? lower : lower + 1);
}

}  // namespace

Limits limits_for(const Patient& patient, const Condition& condition, const DeviceNoise& noise,
                  double alerts_per_measuring_day, double urgent_share, const Luck& luck) {
  CASELOAD_CHECK(alerts_per_measuring_day >= 0 && urgent_share >= 0 && urgent_share <= 1,
                 "a target of alerts is out of range");
  Limits limits;
  const double per_device = std::min(
      alerts_per_measuring_day / static_cast<double>(condition.devices.size()) / noise.usable_share,
      kMostAlertsPerMeasuringDay);
  if (per_device <= 0) return limits;

  const double sessions = condition.sessions_per_day;
  for (const DeviceKind kind : condition.devices) {
    const Judged judged = judged_of(kind);
    const OwnSign& own = patient.own[index_of(judged.sign)];
    const SignalNoise& error = noise.*judged.noise;
    const double evening =
        judged.sign == VitalSign::Systolic ? condition.physiology.evening_systolic_mmhg : 0;
    const double evening_share = evening == 0 ? 0 : (sessions - 1) / sessions;
    const ReadingSpread high_side = spread_of(own, judged, error, evening_share, evening);
    const ReadingSpread low_side = high_side.mirrored();

    const double within = own.within_sd() * judged.reading_units;
    const double common = own.day_sd * judged.reading_units;
    const double correlation =
        common * common / (within * within + error.noise_sd * error.noise_sd);
    const double outside = share_outside(per_device, sessions, correlation);

    const double centre =
        own.mean * judged.reading_units + error.bias_sd * device_bias(luck, patient.id, kind);
    const double steps_per_unit = 1 / error.resolution;
    const auto lots = luck.stream(kLimitRounding, number(patient.id))
                          .four_at(static_cast<std::uint32_t>(judged.sign));
    SignalLimits& bands = limits.*judged.limits;
    const auto resolution = static_cast<std::int32_t>(error.resolution);
    const auto high = [&](double share, double lot) {
      return resolution * step_for(high_side, centre * steps_per_unit, steps_per_unit, share, lot);
    };
    const auto low = [&](double share, double lot) {
      return -resolution * step_for(low_side, -centre * steps_per_unit, steps_per_unit, share, lot);
    };
    if (judged.high_share > 0) {
      bands.review.high = high(outside * judged.high_share, lots[0]);
      if (urgent_share > 0) {
        bands.urgent.high =
            std::max(high(outside * judged.high_share * urgent_share, lots[1]), bands.review.high);
      }
    }
    if (judged.high_share < 1) {
      const double low_share = 1 - judged.high_share;
      bands.review.low = low(outside * low_share, lots[2]);
      if (urgent_share > 0) {
        bands.urgent.low =
            std::min(low(outside * low_share * urgent_share, lots[3]), bands.review.low);
      }
    }
  }
  return limits;
}

}  // namespace caseload::sim
