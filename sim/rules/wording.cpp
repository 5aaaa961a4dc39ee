#include "sim/rules/wording.hpp"

#include <fmt/format.h>

#include "sim/base/check.hpp"

namespace caseload::sim {

std::string spoken(SimDuration duration) {
  CASELOAD_CHECK(duration >= SimDuration::zero(), "a duration in a reason is negative");
  const auto whole_minutes = std::chrono::floor<minutes>(duration);
  const auto rest = std::chrono::floor<seconds>(duration - whole_minutes);
  if (rest == seconds::zero()) return fmt::format("{} min", whole_minutes.count());
  if (whole_minutes == minutes::zero()) return fmt::format("{} s", rest.count());
  return fmt::format("{} min {} s", whole_minutes.count(), rest.count());
}

std::string spoken_days(int count) {
  return fmt::format("{} {}", count, count == 1 ? "day" : "days");
}

}  // namespace caseload::sim
