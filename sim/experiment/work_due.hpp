#pragma once

// Whose work is due on the morning of a day, patient by patient: by what is due, never by how many
// minutes somebody lacks.

#include <cstddef>
#include <vector>

#include "sim/experiment/as_of.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// What is due for one patient.
struct WorkDue {
  int urgent_alerts = 0, alerts = 0;  // nobody has looked
  bool silent = false;                // no reading for as long as silence_after says
  bool review = false;
  int contacts = 0;  // planned of this month, not made; of unknown acuity: those of a low one
  bool any() const { return urgent_alerts > 0 || alerts > 0 || silent || review || contacts > 0; }
};
WorkDue work_due(const Scenario& scenario, const PracticeState& state, std::size_t patient);

// The state's patients, those with most due first: urgent alerts, alerts, no reading, reviews,
// planned contacts; then high acuity, then the order of the state.
std::vector<std::size_t> by_work_due(const Scenario& scenario, const PracticeState& state);

}  // namespace caseload::experiment
