#include "sim/population/limits.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/population/device_noise.hpp"
#include "sim/population/reading_spread.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::population {
namespace {

// What is judged of each device: the sign, its unit in readings, and which side matters how much.
struct Judged {
  VitalSign sign;
  double reading_units;  // per unit of the vital sign
  double high_share;     // of the alerts; the rest are low
  SignalNoise DeviceNoise::* noise;
  telemetry::SignalLimits telemetry::Limits::* limits;
};

Judged judged_of(telemetry::DeviceKind kind) {
  switch (kind) {
    case telemetry::DeviceKind::Cuff:
      return {VitalSign::Systolic, 1, 0.85, &DeviceNoise::systolic_mmhg,
              &telemetry::Limits::systolic_mmhg};
    case telemetry::DeviceKind::Scale:
      return {VitalSign::Weight, 1000, 1, &DeviceNoise::weight_grams,
              &telemetry::Limits::weight_grams};
    case telemetry::DeviceKind::Glucometer:
      return {VitalSign::Glucose, 1, 0.8, &DeviceNoise::glucose_mg_per_dl,
              &telemetry::Limits::glucose_mg_per_dl};
    case telemetry::DeviceKind::Oximeter:
      break;
  }
  return {VitalSign::Spo2, 1, 0, &DeviceNoise::spo2_percent, &telemetry::Limits::spo2_percent};
}

double noise_sd_at(const SignalNoise& noise, double value) {
  return std::max(noise.noise_sd, noise.noise_share * value);
}

// Of readings of which a share q is beyond the limit, equally correlated: the chance that a second
// one is beyond it, given a first, and a third, given two. Seven-point Gauss–Hermite over the
// common part.
struct Company {
  double second;
  double third;
};
Company company(double q, double correlation) {
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
  double one = 0;
  double two = 0;
  double three = 0;
  for (const Node& node : kNodes) {
    const double outside = normal_cdf((common * node.at - z) / own);
    one += node.weight * outside;
    two += node.weight * outside * outside;
    three += node.weight * outside * outside * outside;
  }
  return {.second = two / one, .third = three / two};
}

// How the readings that may join an alert hang together with it.
struct Neighbours {
  double sessions;  // a day; an alert swallows as many, less one: half on its own day, half on the
                    // next
  double same_day;  // correlation of two readings
  double next_day;
  double measures_next;  // chance that there are readings on the next day
};

// The share of readings that must be outside for so many alerts a day, after joining.
double share_outside(double alerts_per_day, const Neighbours& neighbours) {
  const double sessions = neighbours.sessions;
  double q = alerts_per_day / sessions;
  if (sessions <= 1) return q;
  // Who may join: half of the neighbours are of the same day, half of the next.
  const double same = (sessions - 1) / 2;
  const double next = same * neighbours.measures_next;
  for (int step = 0; step < 6; ++step) {
    const Company today = company(q, neighbours.same_day);
    const Company tomorrow = company(q, neighbours.next_day);
    const double second = same * today.second + next * tomorrow.second;
    const double third = same * today.third + next * tomorrow.third;
    const double opening = 1 - second / (1 + third);
    q = std::min(alerts_per_day / (sessions * opening), kMostAlertsPerMeasuringDay);
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

// One device's signal, ready to have limits put on it.
class LimitedSignal {
 public:
  LimitedSignal(const Patient& patient, const Condition& condition, telemetry::DeviceKind kind,
                const DeviceNoise& noise, const RandomKey& random)
      : judged_(judged_of(kind)),
        noise_(noise.*judged_.noise),
        lots_(random.stream(kLimitRounding, number(patient.id))
                  .four_at(static_cast<std::uint32_t>(judged_.sign))) {
    const OwnSign& own = patient.own[index_of(judged_.sign)];
    const SignalModel& model = model_of(condition.physiology, judged_.sign);
    mean_ = own.mean * judged_.reading_units;
    bias_ = noise_.bias_sd * device_bias(random, patient.id, kind);
    within_sd_ = own.within_sd * judged_.reading_units;

    const double sessions = condition.sessions_per_day;
    const double day_sd = within_sd_ * std::sqrt(model.day_share);
    const double total_sd = std::hypot(within_sd_, noise_sd_at(noise_, mean_));
    const double same_day = total_sd > 0 ? day_sd * day_sd / (total_sd * total_sd) : 0;
    neighbours_ = {.sessions = sessions,
                   .same_day = same_day,
                   .next_day = model.day_correlation * same_day,
                   .measures_next = patient.adherence};
    if (judged_.sign == VitalSign::Systolic) {
      evening_shift_ = condition.physiology.evening_systolic_mmhg;
      evening_share_ = std::min(sessions - 1, 1.0) / sessions;
    }
  }

  void set(telemetry::Limits& limits, double alerts_per_day, double urgent_share) const {
    telemetry::SignalLimits& signal = limits.*judged_.limits;
    signal.review = band(share_outside(alerts_per_day, neighbours_), lots_[0], lots_[1]);
    if (urgent_share == 0) return;
    // An urgent alert is joined to urgent ones only.
    signal.urgent =
        band(share_outside(alerts_per_day * urgent_share, neighbours_), lots_[2], lots_[3]);
    signal.urgent.high = std::max(signal.urgent.high, signal.review.high);
    signal.urgent.low = std::min(signal.urgent.low, signal.review.low);
  }

 private:
  // Sides. The low side is the high one of the readings upside down.
  static constexpr int kLow = -1;
  static constexpr int kHigh = 1;

  // Which a share `outside` of the readings passes. A low side below what the device can show is
  // left to the high one.
  telemetry::Band band(double outside, double high_lot, double low_lot) const {
    telemetry::Band band;
    double high_share = judged_.high_share;
    if (high_share < 1) {
      const std::int32_t low = limit(kLow, outside * (1 - high_share), low_lot);
      if (low >= noise_.lowest || high_share == 0) {
        band.low = low;
      } else {
        high_share = 1;
      }
    }
    if (high_share > 0) band.high = limit(kHigh, outside * high_share, high_lot);
    return band;
  }

  // The limit that a share q of the readings passes on this side.
  std::int32_t limit(int side, double q, double lot) const {
    const double steps_per_unit = 1 / noise_.resolution;
    const double centre_steps = side * (mean_ + bias_) * steps_per_unit;
    const std::int32_t step =
        step_for(spread_towards(side, q), centre_steps, steps_per_unit, q, lot);
    return side * static_cast<std::int32_t>(noise_.resolution) * step;
  }

  // How readings scatter, for the purpose of a limit that a share q of them passes on this side.
  ReadingSpread spread_towards(int side, double q) const {
    const double near_limit = mean_ - side * within_sd_ * normal_quantile(q);
    const double noise_sd = noise_sd_at(noise_, near_limit);
    // Noise in proportion s to the value: T (1 + s z) ≥ L is T ≥ L (1 − s z + s² z² − …), in the
    // mean L s² further up.
    const bool proportional = noise_sd > noise_.noise_sd;
    const double further = proportional ? noise_.noise_share * noise_sd : 0;
    // Somebody whose readings never vary still needs a limit to be beyond.
    const double smallest_sd = noise_.resolution / 1000;
    const double usual_sd = std::max(std::hypot(within_sd_, noise_sd), smallest_sd);
    const double artefact_sd = std::max(std::hypot(within_sd_, noise_.artefact_sd), smallest_sd);

    ReadingSpread spread;
    const auto add = [&](double share, double shift) {
      if (share == 0) return;
      const double usual = side * (shift - further);
      spread.add(share * (1 - noise_.artefact_share), usual, usual_sd);
      if (noise_.artefact_share > 0) {
        spread.add(share * noise_.artefact_share, side * shift, artefact_sd);
      }
    };
    add(1 - evening_share_, 0);
    add(evening_share_, evening_shift_);
    return spread;
  }

  Judged judged_;
  SignalNoise noise_;
  std::array<double, 4> lots_;
  Neighbours neighbours_{};
  double mean_ = 0;  // in the unit of the reading, as all here
  double bias_ = 0;
  double within_sd_ = 0;
  double evening_share_ = 0;
  double evening_shift_ = 0;
};

}  // namespace

telemetry::Limits limits_for(const Patient& patient, const Condition& condition,
                             const DeviceNoise& noise, double alerts_per_measuring_day,
                             double urgent_share, const RandomKey& random) {
  CASELOAD_CHECK(alerts_per_measuring_day >= 0 && urgent_share >= 0 && urgent_share <= 1,
                 "a target of alerts is out of range");
  telemetry::Limits limits;
  const double devices = static_cast<double>(condition.devices.size());
  const double per_device =
      std::min(alerts_per_measuring_day / devices / noise.usable_share, kMostAlertsPerMeasuringDay);
  if (per_device <= 0) return limits;
  for (const telemetry::DeviceKind kind : condition.devices) {
    LimitedSignal(patient, condition, kind, noise, random).set(limits, per_device, urgent_share);
  }
  return limits;
}

}  // namespace caseload::population
