#include "sim/population/alert_suppression.hpp"

#include <algorithm>
#include <array>

#include "sim/population/drop_out.hpp"
#include "sim/population/limits.hpp"

namespace caseload::population {
namespace {

constexpr int kFrailties = 64;  // equally likely patients
constexpr double kMostRaised = 900;

std::array<double, kFrailties> frailties(double shape) {
  std::array<double, kFrailties> values{};
  for (int i = 0; i < kFrailties; ++i)
    values[static_cast<std::size_t>(i)] = gamma_quantile((i + 0.5) / kFrailties, shape, 1 / shape);
  return values;
}

}  // namespace

RaisedAlerts raised_alerts(const PopulationModel& model, double measuring_days, double for_people,
                           SimDuration known_for) {
  if (for_people == 0 || measuring_days == 0) return {0, 0};
  const auto frailty = frailties(model.alert_frailty_shape);
  const double known_days = to_minutes(known_for) / (24 * 60);

  const auto left = [&](double raised) {
    double sum = 0;
    for (const Condition& condition : model.conditions) {
      const auto devices = static_cast<double>(condition.devices.size());
      for (const double f : frailty) {
        const double on_measuring_day =
            std::min(raised * f / devices / measuring_days, kMostAlertsPerMeasuringDay);
        const double a_day = on_measuring_day * measuring_days / kDaysPerMonth;
        const double days_between = std::max(known_days - 0.5, 0.0) + 1 / a_day;
        sum += condition.share * devices * kDaysPerMonth / days_between / kFrailties;
      }
    }
    return sum;
  };
  double low = for_people;
  double high = kMostRaised;
  for (int step = 0; step < 50; ++step) {
    const double middle = (low + high) / 2;
    (left(middle) < for_people ? low : high) = middle;
  }
  return {high, left(high)};
}

}  // namespace caseload::population
