#include "sim/base/draws_ahead.hpp"

#include <gtest/gtest.h>

#include "sim/base/distributions.hpp"
#include "sim/base/exponential.hpp"
#include "sim/base/time.hpp"

namespace caseload {
namespace {

const RandomKey kLuck{.seed = 0x1234'5678'9ABC'DEF0, .replication = 77};

TEST(DrawsAhead, AreTheDrawsThatStandAtTheEntitiesAddresses) {
  DrawsAhead draws(kLuck, StreamId{"gap"}, [](double u) { return u; });

  for (std::uint32_t customer = 0; customer < 1000; ++customer)
    ASSERT_EQ(draws.next(), kLuck.stream(StreamId{"gap"}, customer).at(0)) << customer;
}

TEST(DrawsAhead, BeginAtAnyEntityAndGoOnAfterTheLast) {
  DrawsAhead draws(kLuck, StreamId{"gap"}, [](double u) { return u; }, UINT32_MAX - 20);

  for (std::uint32_t n = 0; n < 50; ++n)
    ASSERT_EQ(draws.next(), kLuck.stream(StreamId{"gap"}, UINT32_MAX - 20 + n).at(0)) << n;
}

TEST(DrawsAhead, GiveWhatTheQuantileMakesOfThem) {
  const auto five_minutes = [](double u) { return from_minutes(exponential_quantile(u, 5)); };
  DrawsAhead delays(kLuck, StreamId{"service"}, five_minutes, 3);

  for (std::uint32_t customer = 3; customer < 40; ++customer)
    ASSERT_EQ(delays.next(), five_minutes(kLuck.stream(StreamId{"service"}, customer).at(0)));
}

TEST(DrawsAhead, AskAQuantileThatTakesManyForAllAtOnce) {
  DrawsAhead delays(kLuck, StreamId{"service"}, Exponential(5), 3);

  for (std::uint32_t customer = 3; customer < 40; ++customer)
    ASSERT_EQ(delays.next(), Exponential(5)(kLuck.stream(StreamId{"service"}, customer).at(0)));
}

}  // namespace
}  // namespace caseload
