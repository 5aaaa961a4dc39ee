#include "devices/delivery.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace caseload::devices {
namespace {

constexpr RandomKey kLuck{.seed = 4, .replication = 0};
constexpr std::uint32_t kReadings = 100'000;
const SimTime kNoon{std::chrono::hours{12}};

struct Seen {
  double none = 0, twice = 0, after_a_day = 0;
  std::vector<double> minutes;  // of first deliveries
};
Seen deliveries_under(const DeliverySettings& settings) {
  const Hardware hardware(telemetry::DeviceKind::Scale, PatientId{1}, DeviceId{2}, kLuck);
  Seen seen;
  for (std::uint32_t sequence = 1; sequence <= kReadings; ++sequence) {
    std::vector<telemetry::Reading> deliveries;
    deliver(settings, hardware, telemetry::Weight{80'000}, kNoon, sequence, deliveries);
    seen.none += deliveries.empty();
    seen.twice += deliveries.size() == 2;
    if (deliveries.empty()) continue;
    const telemetry::Reading& first = deliveries[0];
    EXPECT_GT(first.received_at, first.taken_at);
    EXPECT_EQ(first.sequence, sequence);
    if (deliveries.size() == 2) {
      telemetry::Reading second = deliveries[1];
      EXPECT_GT(second.received_at, first.received_at);
      second.received_at = first.received_at;
      EXPECT_EQ(second, first);
    }
    const double minutes = to_minutes(first.received_at - first.taken_at);
    seen.minutes.push_back(minutes);
    seen.after_a_day += minutes > 24 * 60;
  }
  std::ranges::sort(seen.minutes);
  return seen;
}

TEST(Delivery, LossDuplicatesAndDelaysHaveTheirShares) {
  const DeliverySettings settings;

  const Seen seen = deliveries_under(settings);

  EXPECT_NEAR(seen.none / kReadings, settings.missing_share, 0.001);
  EXPECT_NEAR(seen.twice / kReadings, settings.duplicated_share * (1 - settings.missing_share),
              0.0008);
  EXPECT_NEAR(seen.minutes[seen.minutes.size() / 2], 1.03, 0.05);  // the late ones push it a little
  EXPECT_NEAR(1 - (seen.none + seen.after_a_day) / kReadings, share_arriving_within_a_day(settings),
              0.0005);
}

TEST(Delivery, LateReadingsWaitHours) {
  DeliverySettings settings;
  settings.missing_share = 0;
  settings.late_share = 1;
  settings.late_mean_hours = 8;

  const Seen seen = deliveries_under(settings);

  double sum = 0;
  for (const double minutes : seen.minutes) sum += minutes;
  EXPECT_NEAR(sum / kReadings / 60, 8 + 1.5 / 60, 0.1);
}

TEST(Delivery, WithoutFaultsEverythingArrivesOnce) {
  const Seen seen = deliveries_under(
      {.delay = Lognormal(2, 0), .missing_share = 0, .duplicated_share = 0, .late_share = 0});

  EXPECT_EQ(seen.none, 0);
  EXPECT_EQ(seen.twice, 0);
  EXPECT_EQ(seen.minutes.front(), 2);
  EXPECT_EQ(seen.minutes.back(), 2);
}

}  // namespace
}  // namespace caseload::devices
