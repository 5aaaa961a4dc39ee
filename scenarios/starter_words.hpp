#pragma once

// The answers from which a scenario to start from is written, as people type them.

#include <string>
#include <string_view>
#include <utility>

#include "scenarios/starter.hpp"
#include "scenarios/text/quantities.hpp"

namespace caseload::scenarios {

// "2 rn mon-fri 08:00-16:30 100%", "Ana rn 60%", "np sat 9:00-12:00 0.1": a number of people or a
// name, a role, hours by days, and the share of each working hour that is for RPM.
Parsed<StarterPerson> parse_person(std::string_view text);
Parsed<double> parse_percent(std::string_view text);                      // "55%", "55 %", "0.55"
Parsed<std::pair<rules::Role, Cents>> parse_wage(std::string_view text);  // "rn=45.00", "rn 45"
// Of somebody about whose hours nothing is said.
std::pair<std::string, care::ClockSpan> usual_hours();

}  // namespace caseload::scenarios
