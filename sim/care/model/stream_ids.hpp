#pragma once

// What the clinic draws random numbers for. Entities are patients unless said otherwise.

#include <array>

#include "sim/base/calendar.hpp"
#include "sim/base/random.hpp"

namespace caseload::care {

// Months since year 0: addresses a month's draws.
inline std::uint32_t month_number(CalendarMonth month) {
  return static_cast<std::uint32_t>(static_cast<int>(month.value.year())) * 12U +
         static_cast<unsigned>(month.value.month()) - 1U;
}

inline constexpr StreamId kContactDue{"care.contact_due"};  // index: month number · 4 + contact
inline constexpr StreamId kReviewDue{"care.review_due"};    // index: review cycle
inline constexpr StreamId kCareManagementDue{
    "care.care_management_due"};                             // index: month number · 8 + piece
inline constexpr StreamId kAppointment{"care.appointment"};  // as kContactDue
inline constexpr StreamId kDuration{"care.duration"};        // index: activity · 2^20 + ordinal
inline constexpr StreamId kTriage{"care.triage"};         // index: ordinal of the patient's triages
inline constexpr StreamId kRetryHour{"care.retry_hour"};  // index: local day
inline constexpr StreamId kAttempt{"care.attempt"};       // index: local day · 24 + hour
inline constexpr StreamId kLogged{"care.logged"};         // index: activity · 2^20 + ordinal
inline constexpr StreamId kMessages{"care.messages"};     // index: month number
inline constexpr StreamId kInbound{"care.inbound"};       // index: month number · 256 + ordinal
inline constexpr StreamId kTrouble{"care.device_trouble"};  // the same
inline constexpr StreamId kVisit{"care.visit"};             // the same
inline constexpr StreamId kSession{"care.session"};         // index: local day · 8 + session
inline constexpr StreamId kOfferDue{"care.offer_due"};      // entity: 0; index: offer
inline constexpr StreamId kLeave{"care.leave"};        // entity: role · 4096 + ordinal; index: week
inline constexpr StreamId kSickness{"care.sickness"};  // entity: the same; index: local day
inline constexpr StreamId kOwnSpeed{"care.own_speed"};  // entity: the same; index: 0

inline constexpr std::array kCareStreams{
    kContactDue, kReviewDue, kAppointment, kDuration, kTriage,   kRetryHour,
    kAttempt,    kLogged,    kMessages,    kInbound,  kTrouble,  kVisit,
    kSession,    kOfferDue,  kLeave,       kSickness, kOwnSpeed, kCareManagementDue};

}  // namespace caseload::care
