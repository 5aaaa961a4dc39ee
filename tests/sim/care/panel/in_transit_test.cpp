#include "sim/care/panel/in_transit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload::care {
namespace {

Delivery delivery(std::uint32_t device, int received_minute) {
  Delivery sent;
  sent.reading.device = DeviceId{device};
  sent.reading.received_at = SimTime{minutes{received_minute}};
  return sent;
}

TEST(InTransit, ATickBringsWhatHasArrivedByItInOrderOfArrival) {
  InTransit readings(SimTime{}, minutes{15});
  readings.send(delivery(1, 14));
  readings.send(delivery(2, 3));
  readings.send(delivery(3, 15));
  readings.send(delivery(4, 16));

  const auto first = readings.take_tick();
  const auto second = readings.take_tick();

  ASSERT_EQ(first.size(), 3U);
  EXPECT_EQ(number(first[0].reading.device), 2U);
  EXPECT_EQ(number(first[1].reading.device), 1U);
  EXPECT_EQ(number(first[2].reading.device), 3U);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(readings.next_tick(), SimTime{minutes{45}});
}

TEST(InTransit, EqualMomentsGoByDevice) {
  InTransit readings(SimTime{}, minutes{15});
  readings.send(delivery(9, 5));
  readings.send(delivery(2, 5));

  const auto arrived = readings.take_tick();

  EXPECT_EQ(number(arrived[0].reading.device), 2U);
}

TEST(InTransit, ManyOfOneTickComeInOrderAndMakeRoomForOthers) {
  InTransit readings(SimTime{}, minutes{15});
  for (int day = 0; day < 3; ++day) {
    for (int i = 0; i < 100; ++i) {
      const int minute = 15 * day + 1 + i * 37 % 14;
      readings.send(delivery(static_cast<std::uint32_t>(100 - i), minute));
    }

    const auto arrived = readings.take_tick();

    ASSERT_EQ(arrived.size(), 100U);
    EXPECT_TRUE(std::ranges::is_sorted(arrived, {}, [](const Delivery& one) {
      return std::pair{one.reading.received_at, number(one.reading.device)};
    }));
  }
}

TEST(InTransit, ALateReadingWaitsForItsOwnTick) {
  InTransit readings(SimTime{}, minutes{15});
  readings.send(delivery(1, 60 * 48));

  std::size_t ticks = 0;
  while (readings.take_tick().empty()) ++ticks;

  EXPECT_EQ(ticks, 48U * 4U - 1U);
}

TEST(InTransit, AReadingCannotArriveInThePast) {
  InTransit readings(SimTime{}, minutes{15});
  readings.take_tick();
  EXPECT_THROW(readings.send(delivery(1, 15)), CheckFailed);
}

}  // namespace
}  // namespace caseload::care
