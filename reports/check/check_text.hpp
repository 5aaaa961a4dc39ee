#pragma once

// What `check` prints: the scenario as it was understood, before anything is simulated.
//
// First what decides: how the panel will develop, each plan's load (an estimate), and which
// defaults move the answer. The rest is for whoever asks for it: the calendar, the people and their
// hours, the work that would arise, every month's load, the requirement, and every value that is a
// default.

#include <string>
#include <vector>

#include "sim/experiment/scenario.hpp"

namespace caseload::reports {

// One value the user did not give.
struct DefaultShown {
  std::string path;               // tasks.check_in.minutes
  std::string value;              // lognormal, mean 12 min, cv 0.55
  std::string basis;              // domain facts, 2.6; or "assumed"
  bool moves_the_answer = false;  // so much that a plain yes needs the practice's own value
  std::string ask{};              // then: how to ask for it
};

struct CheckInput {
  const experiment::Scenario& scenario;
  std::string file;  // as given
  std::vector<DefaultShown> defaults;
  std::vector<std::string> warnings{};  // ready to print
  std::string version{};                // of caseload
};

std::string check_brief(const CheckInput& input);
std::string check_details(const CheckInput& input);  // what follows it
std::string check_json(const CheckInput& input);  // one object, two spaces of indent, final newline

}  // namespace caseload::reports
