#pragma once

// Why a patient did not reach 20 minutes with a live contact: one cause each, the first that holds.

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/base/time.hpp"

namespace caseload::experiment {

// In the order in which they are looked for.
enum class ShortfallReason : std::uint8_t {
  LeftOrJoinedLate,  // not enrolled on the first day, or withdrawn before day 16
  NeverReached,      // was rung, and never answered
  NoLiveContact,     // 20 minutes are credited, but nobody has spoken with the patient
  WorkWaiting,       // countable work was due at the month's end and nobody had time for it
  NothingMoreDue,    // everything that was due was done, and took less than 20 minutes
  NotLogged,         // 20 minutes were worked, fewer reached the log
  Other,
};
inline constexpr int kShortfallReasons = 7;
using ShortfallCounts = std::array<std::int32_t, kShortfallReasons>;

std::string_view name(ShortfallReason cause);  // "never_reached": for programs
std::string_view why(ShortfallReason cause);   // "rung, and nobody answered"

// What is known of a patient who missed.
struct ShortfallFacts {
  bool eligible = false;
  bool rung = false;  // somebody placed a call in the month
  bool live_contact = false;
  bool work_waiting = false;  // countable, due by the end of the month and not done
  SimDuration credited{};
  SimDuration worked{};  // countable, logged or not
};
// Requires: less than 20 minutes are credited, or there was no live contact.
ShortfallReason cause_of(const ShortfallFacts& facts);

}  // namespace caseload::experiment
