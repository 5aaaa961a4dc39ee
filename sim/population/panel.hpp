#pragma once

// The panel of one replication on the first day of a run, with the limits set for each.
//
// No plan is part of any address, so every plan of a replication begins with the very same people:
// drawn once, a panel serves them all. (Drawing a patient costs as much as a fortnight of living
// with one.) About 270 bytes a patient.

#include <vector>

#include "sim/population/cohort.hpp"

namespace caseload::population {

struct PanelMember {
  Patient patient;
  telemetry::Limits limits;
};

// Members 0 … model().patients − 1, by id. `start` is the first day of the run.
inline std::vector<PanelMember> draw_panel(const Cohort& cohort, const RandomKey& random,
                                           LocalDay start) {
  std::vector<PanelMember> panel;
  const auto patients = static_cast<std::uint32_t>(cohort.model().patients);
  panel.reserve(patients);
  for (std::uint32_t id = 0; id < patients; ++id) {
    const Patient patient = cohort.member(random, PatientId{id}, start);
    panel.push_back({patient, cohort.limits(random, patient)});
  }
  return panel;
}

}  // namespace caseload::population
