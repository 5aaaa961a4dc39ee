// If the minutes of a month are lognormal, what share of patients has which code: the analytic
// table that planners use, through the tiers of the rules. A row of docs/validation.md.

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/base/distributions.hpp"
#include "sim/rules/claims.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"

namespace caseload::rules {
namespace {

struct Published {
  double mean, cv;
  double twenty, ten_to_twenty, forty;  // shares of patients
};
constexpr std::array<Published, 12> kTable{{{15, 0.3, 0.13, 0.76, 0.00},
                                            {15, 0.5, 0.20, 0.53, 0.01},
                                            {15, 0.7, 0.22, 0.41, 0.03},
                                            {20, 0.3, 0.44, 0.54, 0.01},
                                            {20, 0.5, 0.41, 0.48, 0.04},
                                            {20, 0.7, 0.38, 0.41, 0.08},
                                            {25, 0.3, 0.73, 0.27, 0.04},
                                            {25, 0.5, 0.59, 0.36, 0.11},
                                            {25, 0.7, 0.52, 0.36, 0.14},
                                            {30, 0.3, 0.89, 0.11, 0.13},
                                            {30, 0.5, 0.73, 0.25, 0.20},
                                            {30, 0.7, 0.63, 0.29, 0.22}}};

TEST(PublishedMinutes, LognormalMonthsFallIntoTheTiersOfTheTable) {
  constexpr int kPatients = 20'000;  // one at the middle of each part of the distribution
  const CalendarMonth month{std::chrono::year{2026} / 3};
  for (const Published& row : kTable) {
    const Lognormal minutes(row.mean, row.cv);
    int twenty = 0, ten = 0, forty = 0;
    for (int i = 0; i < kPatients; ++i) {
      const ClaimDecision decision = decide_month(
          {.month = month,
           .rpm = {.credited = minutes.duration((i + 0.5) / kPatients), .live_contact = true}},
          testing::medicare_2026());
      const auto has = [&](std::string_view code) {
        return std::ranges::any_of(decision.claims,
                                   [&](const Claim& claim) { return claim.code == code; });
      };
      twenty += has("99457") ? 1 : 0;
      ten += has("99470") ? 1 : 0;
      forty += has("99458") ? 1 : 0;
    }
    const auto share = [&](int count) { return static_cast<double>(count) / kPatients; };
    EXPECT_NEAR(share(twenty), row.twenty, 0.01) << row.mean << " min, cv " << row.cv;
    EXPECT_NEAR(share(ten), row.ten_to_twenty, 0.01) << row.mean << " min, cv " << row.cv;
    EXPECT_NEAR(share(forty), row.forty, 0.01) << row.mean << " min, cv " << row.cv;
  }
}

}  // namespace
}  // namespace caseload::rules
