#pragma once

// Who answers the telephone.
//
// Whether a patient can be reached is a property of (patient, day, hour), not of the attempt: two
// nurses who call within the same hour hear the same. `hour` is that of the practice's clock, 0
// … 23.

#include <optional>

#include "sim/base/random.hpp"
#include "sim/population/parameters.hpp"
#include "sim/population/patient.hpp"

namespace caseload::population {

// By how much the hour, 0 … 23, multiplies everybody's chance; 1 where the model names none.
double hour_factor(const ReachModel& model, int hour);

// The patient's own chance times the factor of the hour, at most kBestChanceToAnswer.
inline constexpr double kBestChanceToAnswer = 0.98;
double chance_to_answer(const Patient& patient, const ReachModel& model, int hour);

bool answers(const Patient& patient, const ReachModel& model, const RandomKey& random, LocalDay day,
             int hour);
// Of a patient who does not answer: does the authorised caregiver?
bool caregiver_answers(const Patient& patient, const ReachModel& model, const RandomKey& random,
                       LocalDay day, int hour);

// After a failed attempt: can a message be left, and when, if at all, does the patient call back?
// Only who found a message does.
bool takes_voicemail(const Patient& patient, const ReachModel& model, const RandomKey& random,
                     LocalDay day, int hour);
std::optional<SimDuration> calls_back_after(const Patient& patient, const ReachModel& model,
                                            const RandomKey& random, LocalDay day, int hour);

}  // namespace caseload::population
