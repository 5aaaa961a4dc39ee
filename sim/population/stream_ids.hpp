#pragma once

// What the population draws random numbers for. The entity is the patient unless said otherwise.

#include <array>

#include "sim/base/random.hpp"

namespace caseload::population {

inline constexpr StreamId kTraits{"population.traits"};           // index: block of four traits
inline constexpr StreamId kOwnSigns{"population.own_signs"};      // index: vital sign
inline constexpr StreamId kLimitRounding{"population.limits"};    // index: vital sign
inline constexpr StreamId kDeviceBias{"population.device_bias"};  // index: device kind
inline constexpr StreamId kDropOut{"population.drop_out"};        // index: 0
inline constexpr StreamId kPayer{"population.payer"};             // index: 0
inline constexpr StreamId kPapers{"population.papers"};           // index: 0
inline constexpr StreamId kLanguage{"population.language"};       // index: 0
inline constexpr StreamId kOfferLanguage{"population.offer_language"};  // entity: 0; index: offer
inline constexpr StreamId kSecondProgramme{"population.second_programme"};  // index: 0
inline constexpr StreamId kPastSilence{"population.past_silence"};          // index: 0
inline constexpr StreamId kPastStay{
    "population.past_stay"};  // entity: person of the past; index: 0, 1
inline constexpr StreamId kAdherence{"population.adherence"};   // index: local day
inline constexpr StreamId kDayEffect{"population.day_effect"};  // index: local day · 2 + half
inline constexpr StreamId kSessionEffect{
    "population.session"};                             // index: (day · 8 + session) · 2 + half
inline constexpr StreamId kReach{"population.reach"};  // index: local day · 24 + hour
inline constexpr StreamId kCaregiver{"population.caregiver"};  // the same
inline constexpr StreamId kVoicemail{"population.voicemail"};  // the same
inline constexpr StreamId kCallBack{"population.call_back"};   // the same
inline constexpr StreamId kOffers{
    "population.offers"};  // entity: 0; index: part of the day's offers · kOfferPart + local day
inline constexpr StreamId kAcceptance{"population.acceptance"};  // entity: 0; index: offer

inline constexpr std::uint32_t kPastOffers =
    1U << 31;  // offers made before a run are counted from here
inline constexpr std::uint32_t kOfferPart = 1U << 20;  // more than the days of any calendar in use

inline constexpr std::array kPopulationStreams{
    kTraits,        kOwnSigns,      kLimitRounding,  kDeviceBias, kDropOut,     kAdherence,
    kDayEffect,     kSessionEffect, kReach,          kCaregiver,  kVoicemail,   kCallBack,
    kOffers,        kAcceptance,    kPayer,          kPapers,     kPastSilence, kLanguage,
    kOfferLanguage, kPastStay,      kSecondProgramme};

}  // namespace caseload::population
