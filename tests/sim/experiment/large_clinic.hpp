#pragma once

// The practice of small_clinic.hpp, so many times as large, people included.

#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment::testing {

// Requires: times ≥ 1. Only the last plan is kept: two RN and an MA (and the NP) for each 320
// patients.
inline Scenario large_clinic(int times) {
  Scenario scenario = small_clinic(320 * times);
  const std::vector<care::StaffMember> people = scenario.staff;
  const std::vector<std::size_t> team = scenario.plans.back().staff;
  constexpr std::uint32_t kMostOfARole = 2;
  scenario.staff.clear();
  scenario.plans = {{.name = "many", .staff = {}}};
  for (int i = 0; i < times; ++i) {
    for (const std::size_t member : team) {
      scenario.plans[0].staff.push_back(scenario.staff.size());
      scenario.staff.push_back(people[member]);
      scenario.staff.back().random_id += static_cast<std::uint32_t>(i) * kMostOfARole;
    }
  }
  return scenario;
}

}  // namespace caseload::experiment::testing
