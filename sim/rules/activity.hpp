#pragma once

// The kinds of work, as the minute log and the clinic know them: one table, from which follow how
// files spell a kind, what reports call it, whose programme's minutes it makes, whether it is a
// call, and whether somebody has to take it up.
//
// A new kind of work begins with a value at the end of Activity and a line in kActivityTable.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace caseload::rules {

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

// What a kind of work has to do with the patient.
enum class Contact : std::uint8_t {
  None,          // done without her
  WeRing,        // a call: somebody rings the patient, and may find nobody
  PatientRings,  // a call: the patient is on the line
  Meeting,       // a conversation that is no planned or incoming call
};

// How a piece of work comes to whoever does it.
enum class TakenUp : std::uint8_t {
  ByItself,   // it waits on the worklist for somebody who may do it
  WithOther,  // it follows other work, and whoever did that does it
};

struct ActivityKind {
  Activity activity;
  std::string_view name;   // "check_in", as files spell it
  std::string_view words;  // "check-in call", as reports do
  Contact contact = Contact::None;
  TakenUp taken_up = TakenUp::ByItself;
  Program program =
      Program::Rpm;  // whose minutes it makes: a minute is tagged by its purpose, once
};

inline constexpr std::array<ActivityKind, kActivities> kActivityTable{{
    {Activity::Review, "review", "review of trends"},
    {Activity::Triage, "triage", "alert triage"},
    {Activity::CheckIn, "check_in", "check-in call", Contact::WeRing},
    {Activity::AlertCall, "alert_call", "call about an alert", Contact::WeRing},
    {Activity::Outreach, "outreach", "call about silence", Contact::WeRing},
    {Activity::InboundCall, "inbound_call", "call from the patient", Contact::PatientRings},
    {Activity::Note, "note", "note", Contact::None, TakenUp::WithOther},
    {Activity::Attempt, "attempt", "unanswered call", Contact::None, TakenUp::WithOther},
    {Activity::Voicemail, "voicemail", "voicemail", Contact::None, TakenUp::WithOther},
    {Activity::DeviceHelp, "device_help", "help with a device", Contact::Meeting},
    {Activity::Escalation, "escalation", "escalation", Contact::None, TakenUp::WithOther},
    {Activity::Decision, "decision", "provider's decision"},
    {Activity::SetUp, "set_up", "set-up", Contact::Meeting},
    {Activity::Offer, "offer", "offer of the programme", Contact::Meeting},
    {Activity::SignOff, "sign_off", "provider's sign-off"},
    {Activity::CareManagement, "care_management", "chronic care management", Contact::None,
     TakenUp::ByItself, Program::Ccm},
}};
static_assert(
    [] {
      for (std::size_t i = 0; i < kActivityTable.size(); ++i)
        if (kActivityTable[i].activity != static_cast<Activity>(i)) return false;
      return true;
    }(),
    "the table stands in the order of its kinds");

constexpr const ActivityKind& kind_of(Activity activity) {
  return kActivityTable[static_cast<std::size_t>(activity)];
}
constexpr std::string_view name(Activity activity) { return kind_of(activity).name; }
// Nothing for a word that is no kind of work. Upper case is another word.
constexpr std::optional<Activity> parse_activity(std::string_view text) {
  const auto found = std::ranges::find(kActivityTable, text, &ActivityKind::name);
  return found == kActivityTable.end() ? std::nullopt : std::optional{found->activity};
}

constexpr Program program_of(Activity activity) { return kind_of(activity).program; }
constexpr bool taken_up_by_itself(Activity activity) {
  return kind_of(activity).taken_up == TakenUp::ByItself;
}
// Whether somebody has to ring the patient for it, and may find nobody.
constexpr bool rings_the_patient(Activity activity) {
  return kind_of(activity).contact == Contact::WeRing;
}
// Whether it is a telephone call, whoever rang.
constexpr bool is_call(Activity activity) {
  return rings_the_patient(activity) || kind_of(activity).contact == Contact::PatientRings;
}
// Whether it is a conversation, in which both have to speak one language.
constexpr bool is_conversation(Activity activity) {
  return kind_of(activity).contact != Contact::None;
}

}  // namespace caseload::rules
