// Who works, as a scenario file says it: the same person has the same luck in every file.

#include <gtest/gtest.h>

#include "scenarios/load.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload::scenarios {
namespace {

experiment::Scenario practice(const std::string& before_ana) {
  const auto loaded = parse_scenario(R"(schema_version: 1
timezone: America/New_York
months: [2026-02]
panel: {patients: 40}
staff:
)" + before_ana + R"(  - {name: Ana, role: rn, rpm_share: 1.0}
  - {name: Nora, role: np, rpm_share: 0.1}
plans:
  - {name: one nurse, staff: [Ana, Nora]}
)",
                                     "people.yaml");
  EXPECT_TRUE(loaded) << loaded.error().text;
  return loaded ? loaded->scenario : experiment::Scenario{};
}

TEST(People, WhoeverElseStandsInStaffNobodysLuckChanges) {
  const experiment::Scenario alone = practice("");
  const experiment::Scenario more = practice("  - {name: Aaron, role: rn, rpm_share: 1.0}\n");

  ASSERT_EQ(more.staff.size(), 3U);
  EXPECT_EQ(more.staff[1].random_id, alone.staff[0].random_id);
  EXPECT_NE(more.staff[0].random_id, more.staff[1].random_id);
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    const RandomKey random{.seed = 5, .replication = replication};
    const auto month = [&](const experiment::Scenario& scenario) {
      return experiment::run_trial(scenario, scenario.plans[0], scenario.months[0], random);
    };
    EXPECT_EQ(month(alone).fingerprint, month(more).fingerprint);
    EXPECT_EQ(month(alone).credited, month(more).credited);
  }
}

}  // namespace
}  // namespace caseload::scenarios
