#pragma once

// A scenario to start from: what only the practice knows stands in it, with a comment beside it;
// the rest is left to the defaults.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/result.hpp"
#include "sim/care/model/clock_span.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::scenarios {

struct StarterPerson {
  std::string name;  // empty: called by the role
  rules::Role role = rules::Role::Rn;
  int count = 1;
  std::vector<std::pair<std::string, care::ClockSpan>> hours;  // by days
  double rpm_share = 1;
};

struct StarterAnswers {
  int patients = 0;
  std::vector<StarterPerson> people;
  std::string months;                      // as the file has them: "2026", "2026-02,2026-03"
  std::optional<double> reach_share;       // of patients, at 20 minutes
  std::optional<int> urgent_late_at_most;  // a month
  std::map<rules::Role, Cents> wages;      // per hour; others take the default of their role
  std::string timezone;
  std::optional<int> rules_carry_forward;
};

// A file that the loader accepts, `called` so in its comments; else what the loader says of these
// answers. Plans: today's people, and today's with one more nurse or assistant. Where nobody may
// decide what nurses escalate, a provider is added and said to be assumed.
Result<std::string> starter_scenario(const StarterAnswers& answers, std::string_view called);

}  // namespace caseload::scenarios
