#pragma once

// A logged piece of work: the raw material of every minute that is billed.

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"

namespace caseload::rules {

// Staff time in a calendar month that CPT 99457 asks for, with at least one live contact; CCM's
// 99490 asks for as much (CMS, Physician Fee Schedule). Claims follow the rule sets' own tiers;
// this is the threshold that reports and policies speak of.
inline constexpr SimDuration kBillingMinutes = minutes{20};

enum class Role : std::uint8_t { Rn, Lpn, Ma, Pharmacist, Np, Md, Clerk };
inline constexpr int kRoles = 7;
enum class Program : std::uint8_t { Rpm, Ccm, Rtm, Other };
inline constexpr int kPrograms = 4;

// What was done. Whether it counts towards the 20 minutes is data: see the rule sets.
enum class Activity : std::uint8_t {
  Review,          // weekly look at the trends
  Triage,          // an alert is looked at and judged
  CheckIn,         // the planned call of the care plan, talking
  AlertCall,       // a call because of an alert, talking
  Outreach,        // a call because of silence, talking
  InboundCall,     // the patient called
  Note,            // documenting a contact
  Attempt,         // rang, nobody answered
  Voicemail,       // a message was left
  DeviceHelp,      // a device or its connection was put right
  Escalation,      // the nurse prepares a case for the provider
  Decision,        // the provider decides
  SetUp,           // device set-up and education: paid by 99453, never counted
  Offer,           // a patient was offered the programme
  SignOff,         // the provider reads a patient's month and signs it
  CareManagement,  // a second programme's work (CCM): coordinating, mostly without the patient
};
inline constexpr int kActivities = 16;

// Whose programme's minutes a kind of work makes: a minute is tagged by its purpose, once.
constexpr Program program_of(Activity activity) {
  return activity == Activity::CareManagement ? Program::Ccm : Program::Rpm;
}

std::string_view name(Role role);          // "rn", as files spell it
std::string_view name(Activity activity);  // "check_in"
std::string_view name(Program program);    // "rpm"

// The other way round; nothing for a word that is none of them. Upper case is another word.
std::optional<Role> parse_role(std::string_view text);
std::optional<Activity> parse_activity(std::string_view text);
std::optional<Program> parse_program(std::string_view text);

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
};

// An office, home or domiciliary E/M visit: its minutes are never counted again.
struct Visit {
  PatientId patient{};
  SimTime start;
  SimTime end;
};

}  // namespace caseload::rules
