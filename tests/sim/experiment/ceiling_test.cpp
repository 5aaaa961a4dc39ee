// More people never look worse on average, and nobody passes the ceiling that no hiring lifts.

#include <gtest/gtest.h>

#include "tests/sim/experiment/replications.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::sim {
namespace {

using testing::mean;
using testing::replicate;
using testing::share20;
using testing::small_clinic;

TEST(Ceiling, MoreStaffNeverLooksWorseAndNeverPassesTheCeiling) {
  const Scenario scenario = small_clinic();
  constexpr int kReplications = 24;
  const double ceiling = mean(replicate(scenario, unlimited_plan(), kReplications), share20);
  double before = 0;
  // In the order of people: 1 RN, 1½, 1 + 1, 2 + 1. The paired standard error is below 0.4 points.
  for (const std::size_t plan : {0U, 1U, 2U, 4U}) {
    const double share = mean(replicate(scenario, scenario.plans[plan], kReplications), share20);
    EXPECT_GE(share, before - 0.012) << scenario.plans[plan].name;
    EXPECT_LE(share, ceiling + 0.012) << scenario.plans[plan].name;
    before = share;
  }
}

}  // namespace
}  // namespace caseload::sim
