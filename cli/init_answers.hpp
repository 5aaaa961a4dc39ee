#pragma once

// What `caseload init` is told, as typed, and what it means.

#include <string>
#include <vector>

#include "scenarios/starter.hpp"
#include "scenarios/text/quantities.hpp"
#include "sim/base/result.hpp"

namespace caseload::cli {

// As typed; empty: not answered.
struct InitAnswers {
  std::string patients{};
  std::vector<std::string> people{};
  std::string months{};
  std::string reach{};        // "55%", "none"
  std::string urgent_late{};  // "2", "none"
  std::vector<std::string> wages{};
  std::string timezone{};
  std::string rules_carry_forward{};
};

// "2026-02,2026-03,2026-11" of the newest rules that are installed: the shortest month, an ordinary
// one, one with two holidays.
std::string suggested_months();

// Everything that was left out filled in, and all of it understood; the first thing that is wrong.
// Requires neither patients nor people to be there: their absence is told.
Result<scenarios::StarterAnswers> understand(const InitAnswers& given);

// Where nothing is said.
inline constexpr const char* kReach = "55%";
inline constexpr const char* kUrgentLate = "2";
inline constexpr const char* kTimezone = "America/New_York";

// One answer each, or what would have been right.
scenarios::Parsed<int> parse_count(const std::string& text, int least, int most);
// The last year named by "2026" or "2026-02, 2027-03".
scenarios::Parsed<int> last_year_of(const std::string& months);
// The last year for which rules are installed.
int newest_year();

}  // namespace caseload::cli
