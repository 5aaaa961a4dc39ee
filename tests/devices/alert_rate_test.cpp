// Patients, their limits and their hardware together: does the panel alert as often as it was told
// to? Counted with the join window of the rules, over whole steps, autocorrelated days and lost
// readings.

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "devices/factory.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/cohort.hpp"
#include "sim/population/physiology.hpp"
#include "tests/sim/population/example_population.hpp"
#include "tests/sim/population/one_patient.hpp"

namespace caseload::devices {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr RandomKey kLuck{.seed = 77, .replication = 0};
constexpr std::uint32_t kPatients = 6000;
constexpr int kDays = 60;

const telemetry::Band* band_of(const telemetry::Limits& limits, telemetry::DeviceKind kind,
                               bool urgent) {
  const telemetry::SignalLimits& signal =
      kind == telemetry::DeviceKind::Cuff         ? limits.systolic_mmhg
      : kind == telemetry::DeviceKind::Scale      ? limits.weight_grams
      : kind == telemetry::DeviceKind::Glucometer ? limits.glucose_mg_per_dl
                                                  : limits.spo2_percent;
  return urgent ? &signal.urgent : &signal.review;
}

std::int32_t judged(const telemetry::Measurement& measurement) {
  if (const auto* pressure = std::get_if<telemetry::BloodPressure>(&measurement))
    return pressure->systolic_mmhg;
  if (const auto* weight = std::get_if<telemetry::Weight>(&measurement)) return weight->grams;
  if (const auto* glucose = std::get_if<telemetry::Glucose>(&measurement))
    return glucose->mg_per_dl;
  return std::get<telemetry::Oximetry>(measurement).spo2_percent;
}

struct AlertRate {
  double per_month = 0;
  double urgent_share = 0;
  double top_fifth_share = 0;  // of the alerts, from the fifth of patients with most
};

AlertRate rate_of(const std::vector<telemetry::DeviceKind>& kinds, double sessions, double target,
                  const DeviceSettings& settings = {}) {
  population::PopulationModel model = population::example_population();
  model.conditions = {population::example_condition(kinds, sessions)};
  model.device_noise = noise_of(settings);
  const population::Cohort cohort(
      model, {.high_acuity_share = 0.2, .talk_time_sd = 0.2, .alerts = {target, 0.03}});
  const auto factory = make_device_factory(settings);
  const population::Condition& condition = model.conditions[0];

  std::vector<double> alerts_of(kPatients);
  double urgent = 0;
  std::uint32_t device_number = 0;
  for (std::uint32_t i = 0; i < kPatients; ++i) {
    const population::Patient patient =
        cohort.member(kLuck, PatientId{i}, population::example_day());
    const telemetry::Limits limits = cohort.limits(kLuck, patient);
    std::vector<std::unique_ptr<telemetry::DeviceSession>> devices;
    for (const auto kind : kinds)
      devices.push_back(factory(kind, patient.id, DeviceId{device_number++}, kLuck));
    std::vector<SimTime> window_end(kinds.size(), SimTime::min());
    std::vector<bool> window_is_urgent(kinds.size());
    population::OnePatientsDays path(model.adherence, condition, patient, kLuck,
                                     population::example_day());
    population::OnePatientsBody body(condition.physiology, patient, kLuck,
                                     population::example_day());
    std::vector<telemetry::Reading> sent;
    for (int day = 0; day < kDays; ++day) {
      const LocalDay today = population::example_day() + days{day};
      const int planned = path.on(today).sessions;
      for (int session = 0; session < planned; ++session) {
        const SimTime at{(LocalTime{today} + hours{session == 0 ? 7 : 19}).time_since_epoch()};
        const telemetry::Vitals truth = body.at(today, session, session > 0);
        for (std::size_t d = 0; d < devices.size(); ++d) {
          sent.clear();
          devices[d]->measure(truth, at, sent);
          if (sent.empty()) continue;
          const telemetry::Reading& reading = sent.front();
          if (reading.received_at - reading.taken_at > hours{24}) continue;
          const std::int32_t value = judged(reading.measurement);
          if (!band_of(limits, kinds[d], false)->outside(value)) continue;
          const bool is_urgent = band_of(limits, kinds[d], true)->outside(value);
          const bool joined = at < window_end[d] && (window_is_urgent[d] || !is_urgent);
          if (joined) continue;
          window_end[d] = at + hours{20};
          window_is_urgent[d] = is_urgent;
          ++alerts_of[i];
          urgent += is_urgent;
        }
      }
    }
  }
  const double all = std::accumulate(alerts_of.begin(), alerts_of.end(), 0.0);
  std::ranges::sort(alerts_of, std::greater{});
  const double top = std::accumulate(alerts_of.begin(), alerts_of.begin() + kPatients / 5, 0.0);
  return {all / kPatients * 30 / kDays, urgent / all, top / all};
}

TEST(AlertRate, OfCuffsIsWhatWasWanted) {
  const AlertRate rate = rate_of({telemetry::DeviceKind::Cuff}, 1, 2);

  EXPECT_NEAR(rate.per_month, 2, 0.1);
  EXPECT_NEAR(rate.urgent_share, 0.03, 0.004);
  EXPECT_GT(rate.top_fifth_share, 0.45);  // a gamma of shape 1 alone: 0.52; chance adds
  EXPECT_LT(rate.top_fifth_share, 0.62);
}

TEST(AlertRate, OfTwoSessionsADayToo) {
  EXPECT_NEAR(rate_of({telemetry::DeviceKind::Cuff}, 1.6, 2).per_month, 2, 0.1);
  EXPECT_NEAR(rate_of({telemetry::DeviceKind::Cuff}, 2, 4).per_month, 4, 0.2);
}

TEST(AlertRate, OfEachOtherDevice) {
  for (const auto kind : {telemetry::DeviceKind::Scale, telemetry::DeviceKind::Glucometer,
                          telemetry::DeviceKind::Oximeter}) {
    const AlertRate rate = rate_of({kind}, 1, 2);
    EXPECT_NEAR(rate.per_month, 2, 0.1) << static_cast<int>(kind);
    EXPECT_NEAR(rate.urgent_share, 0.03, 0.006) << static_cast<int>(kind);
  }
}

TEST(AlertRate, ALossyLinkIsMadeUpForByTheLimits) {
  DeviceSettings lossy;
  lossy.delivery.missing_share = 0.2;
  lossy.delivery.late_share = 0.2;
  lossy.delivery.late_mean_hours = 24;

  EXPECT_NEAR(rate_of({telemetry::DeviceKind::Cuff}, 1, 2, lossy).per_month, 2, 0.1);
}

TEST(AlertRate, OfAKitIsSharedByItsDevices) {
  const AlertRate rate = rate_of(
      {telemetry::DeviceKind::Scale, telemetry::DeviceKind::Cuff, telemetry::DeviceKind::Oximeter},
      1, 3);

  EXPECT_NEAR(rate.per_month, 3, 0.15);
}

}  // namespace
}  // namespace caseload::devices
