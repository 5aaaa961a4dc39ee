#include "sim/base/time.hpp"

#include <fmt/format.h>

namespace caseload {
namespace {

std::string date_of(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace

std::string iso(SimTime time) {
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::hh_mm_ss clock{std::chrono::floor<seconds>(time - day)};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", date_of(std::chrono::year_month_day{day}),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string iso(LocalDay day) { return date_of(std::chrono::year_month_day{day}); }

std::string clock_face(LocalTime at) {
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::hh_mm_ss clock{at - day};
  return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

}  // namespace caseload
