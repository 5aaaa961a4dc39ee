#include "sim/base/wording.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "sim/base/check.hpp"

namespace caseload {

std::string spoken(SimDuration duration) {
  CASELOAD_CHECK(duration >= SimDuration::zero(), "a duration in a reason is negative");
  const auto whole_minutes = std::chrono::floor<minutes>(duration);
  const auto rest = std::chrono::floor<seconds>(duration - whole_minutes);
  if (rest == seconds::zero()) return fmt::format("{} min", whole_minutes.count());
  if (whole_minutes == minutes::zero()) return fmt::format("{} s", rest.count());
  return fmt::format("{} min {} s", whole_minutes.count(), rest.count());
}

std::string spoken_days(int count) { return counted(count, "day"); }

std::string thousands(std::int64_t number) {
  std::string digits = std::to_string(std::llabs(number));
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return (number < 0 ? "-" : "") + digits;
}

std::string counted(std::int64_t count, std::string_view noun) {
  std::string words = thousands(count) + " ";
  if (count != 1 && noun.ends_with("ry")) return words.append(noun, 0, noun.size() - 1) + "ies";
  return words.append(noun) + (count == 1 ? "" : "s");
}

std::string_view by_count(std::int64_t count, std::string_view one, std::string_view many) {
  return count == 1 ? one : many;
}

}  // namespace caseload
