#pragma once

// The days of the week by name, for files and for people. By number: Sunday 0, as in
// std::chrono::weekday::c_encoding.

#include <array>
#include <cstddef>
#include <string_view>

namespace caseload {

inline constexpr std::array<std::string_view, 7> kWeekdays{
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
// As files spell them.
inline constexpr std::array<std::string_view, 7> kWeekdayWords{
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

// "Sun", "Mon"; for people.
constexpr std::string_view short_weekday(std::size_t weekday) {
  return kWeekdays[weekday].substr(0, 3);
}
// "sun", "mon"; in files.
constexpr std::string_view short_weekday_word(std::size_t weekday) {
  return kWeekdayWords[weekday].substr(0, 3);
}

}  // namespace caseload
