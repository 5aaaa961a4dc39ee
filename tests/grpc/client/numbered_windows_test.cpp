#include "grpc/client/numbered_windows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grpc/client/failures.hpp"
#include "grpc/client/link_counts.hpp"

namespace caseload::wire {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

telemetry::Reading reading(std::uint32_t sequence) {
  telemetry::Reading one;
  one.device = DeviceId{7};
  one.sequence = sequence;
  return one;
}

v1::StreamResponse acknowledgement(std::uint64_t window, std::uint32_t fresh,
                                   std::uint32_t known = 0) {
  v1::StreamResponse response;
  response.mutable_acknowledgement()->set_window(window);
  response.mutable_acknowledgement()->set_readings_new(fresh);
  response.mutable_acknowledgement()->set_readings_known(known);
  return response;
}

TEST(NumberedWindows, AreNumberedFromOneByWhatIsAcknowledged) {
  NumberedWindows windows("here", {});
  windows.accept(reading(1));
  EXPECT_EQ(windows.seal(SimTime{5s}).window().number(), 1U);
  EXPECT_EQ(windows.seal(SimTime{5s}).window().number(), 1U) << "sent again it is the same window";
  EXPECT_EQ(windows.acknowledged(), 0U);

  windows.acknowledge(acknowledgement(1, 1));

  EXPECT_EQ(windows.acknowledged(), 1U);
  EXPECT_EQ(windows.readings(), 0U);
  const v1::StreamRequest& second = windows.seal(SimTime{10s});
  EXPECT_EQ(second.window().number(), 2U);
  EXPECT_EQ(second.window().watermark_us(), 10'000'000);
  EXPECT_EQ(second.window().arrivals_size(), 0);
}

TEST(NumberedWindows, ArrivalsKeepTheirOrder) {
  NumberedWindows windows("here", {});
  windows.withdraw(PatientId{1}, SimTime{1s});
  windows.accept(reading(1));
  windows.enrol({PatientId{2}, SimTime{2s}, {}, {DeviceId{7}}, {telemetry::DeviceKind::Scale}});

  const v1::Window& window = windows.seal(SimTime{3s}).window();

  ASSERT_EQ(window.arrivals_size(), 3);
  EXPECT_TRUE(window.arrivals(0).has_withdrawal());
  EXPECT_TRUE(window.arrivals(1).has_reading());
  EXPECT_TRUE(window.arrivals(2).has_enrolment());
  EXPECT_EQ(windows.readings(), 1U);
}

TEST(NumberedWindows, AnAnswerToSomethingElseIsRefusedAndTheWindowStaysInHand) {
  const v1::StreamResponse nothing;
  for (const v1::StreamResponse& wrong :
       {acknowledgement(2, 1), acknowledgement(1, 0), acknowledgement(1, 1, 1), nothing}) {
    NumberedWindows windows("here", {});
    windows.accept(reading(1));
    windows.seal(SimTime{5s});

    EXPECT_THROW(windows.acknowledge(wrong), Refused);

    EXPECT_EQ(windows.acknowledged(), 0U);
    EXPECT_EQ(windows.seal(SimTime{5s}).window().arrivals_size(), 1);
  }
}

TEST(NumberedWindows, KnowAFurtherCopyWhenTheySeeOne) {
  NumberedWindows windows("here", {});

  EXPECT_TRUE(windows.accept(reading(1)));
  EXPECT_TRUE(windows.accept(reading(2)));
  EXPECT_FALSE(windows.accept(reading(1)));

  EXPECT_EQ(windows.readings(), 3U);
  EXPECT_EQ(windows.sent().readings(), 2U);
}

TEST(LinkTally, CopiesAreCountedBesideTheReadings) {
  LinkTally tally;
  tally.handed_in(reading(1), true);
  tally.handed_in(reading(2), true);
  tally.handed_in(reading(1), false);
  EXPECT_EQ(tally.counts().readings, 3U);
  EXPECT_EQ(tally.counts().distinct, 2U);
  EXPECT_EQ(tally.counts().duplicates, 1U);
  EXPECT_EQ(tally.counts().unacknowledged(), 3U);

  tally.acknowledged(acknowledgement(1, 2, 1).acknowledgement());

  EXPECT_EQ(tally.counts().unacknowledged(), 0U);
  EXPECT_EQ(tally.counts().stored_new, 2U);
  EXPECT_EQ(tally.counts().stored_known, 1U);
}

TEST(LinkTally, AConnectionIsAReconnectionOnceSomethingWasAcknowledged) {
  LinkTally tally;
  tally.connected();
  tally.connected();
  EXPECT_EQ(tally.counts().reconnections, 0U);

  tally.acknowledged(acknowledgement(1, 0).acknowledgement());
  tally.connected();

  EXPECT_EQ(tally.counts().reconnections, 1U);
}

}  // namespace
}  // namespace caseload::wire
