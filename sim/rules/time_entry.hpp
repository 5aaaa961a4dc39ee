#pragma once

// A logged piece of work: the raw material of every minute that is billed.

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/rules/activity.hpp"

namespace caseload::rules {

// Staff time in a calendar month that CPT 99457 asks for, with at least one live contact; CCM's
// 99490 asks for as much (CMS, Physician Fee Schedule). Claims follow the rule sets' own tiers;
// this is the threshold that reports and policies speak of.
inline constexpr SimDuration kBillingMinutes = minutes{20};

enum class Role : std::uint8_t { Rn, Lpn, Ma, Pharmacist, Np, Md, Clerk };
inline constexpr int kRoles = 7;

std::string_view name(Role role);        // "rn", as files spell it
std::string_view name(Program program);  // "rpm"

// The other way round; nothing for a word that is none of them. Upper case is another word.
std::optional<Role> parse_role(std::string_view text);
std::optional<Program> parse_program(std::string_view text);

// No piece of work for one patient is longer: whoever logs more in one entry has left a timer
// running or mistyped a year (assumed). A log of a practice and a caller over the wire are refused
// alike.
inline constexpr SimDuration kLongestEntry = hours{24};

struct TimeEntry {
  PatientId patient{};
  StaffId staff{};
  Role role = Role::Rn;
  Activity activity = Activity::Review;
  Program program = Program::Rpm;
  bool live =
      false;  // a two-way, real-time conversation with the patient or an authorised caregiver
  bool countable =
      true;  // false where this piece is known not to count (the technical half of device help)
  bool flagged = false;  // forgotten timer or late note: an auditor would ask
  SimTime start;
  SimTime end;  // not before start
  bool operator==(const TimeEntry&) const = default;
};

// An office, home or domiciliary E/M visit: its minutes are never counted again.
struct Visit {
  PatientId patient{};
  SimTime start;
  SimTime end;  // not before start
  bool operator==(const Visit&) const = default;
};

}  // namespace caseload::rules
