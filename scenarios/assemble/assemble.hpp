#pragma once

// From what a file says to a valid world. Each part checks what concerns it alone and what must
// agree with others, tells the diagnostics everything it finds, and fills its part of the scenario.
// A part that is already known to be wrong is passed over, so that one mistake is told once.

#include <filesystem>

#include "scenarios/assemble/people.hpp"
#include "scenarios/fields/scenario_file.hpp"
#include "scenarios/text/diagnostics.hpp"

namespace caseload::scenarios {

// Time zone, months, holidays, rules. `folder`: where a rule file named by the scenario is looked
// for.
void assemble_calendar(const ScenarioFile& file, const std::filesystem::path& folder,
                       Diagnostics& diagnostics, experiment::Scenario& scenario);
// Panel and devices.
void assemble_population(const ScenarioFile& file, Diagnostics& diagnostics,
                         experiment::Scenario& scenario);
// Tasks, care plan, alerts, policy, costs.
void assemble_care(const ScenarioFile& file, experiment::Scenario& scenario);
// The people, into scenario.staff. Requires: nothing is wrong under "staff" yet.
People assemble_people(const ScenarioFile& file, Diagnostics& diagnostics,
                       experiment::Scenario& scenario);
// People, plans, requirements. After assemble_care: every kind of work needs somebody who may do
// it.
void assemble_staff(const ScenarioFile& file, Diagnostics& diagnostics,
                    experiment::Scenario& scenario);
// How many alerts readings raise. After all others: it depends on how patients measure, and on when
// somebody is there to call.
void assemble_alerts(const ScenarioFile& file, Diagnostics& diagnostics,
                     experiment::Scenario& scenario);

}  // namespace caseload::scenarios
