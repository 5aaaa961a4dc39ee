#pragma once

// Whose work is due on the morning of a day, patient by patient. CONTAINS PATIENT DATA: never part
// of a report that is passed on.
//
// It lists work that is due, and how likely the month ends below each step of minutes. It is in the
// order of what is due, then of acuity, and of the file; it says nothing about how many minutes
// somebody lacks.

#include <string>
#include <vector>

#include "sim/experiment/as_of.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::reports {

struct PatientsDue {
  const experiment::Scenario& scenario;
  const experiment::PracticeState& state;
  const experiment::AsOf& as_of;
  std::size_t plan = 0;            // of as_of, whose chances are told
  std::vector<std::string> ids;    // of the state's patients, as shown: pseudonyms, or their own
  std::vector<std::size_t> lines;  // of the state file
  bool own_ids = false;
};

// Stands for an id: the same id, the same pseudonym. Who knows the ids can find them out.
std::string pseudonym(std::string_view id);

std::string patients_due_csv(const PatientsDue& list);
std::string patients_due_text(const PatientsDue& list);

}  // namespace caseload::reports
