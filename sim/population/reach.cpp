#include "sim/population/reach.hpp"

#include <algorithm>

#include "sim/population/stream_ids.hpp"

namespace caseload::population {
namespace {

double at_hour(const RandomKey& random, StreamId stream_id, const Patient& patient, LocalDay day,
               int hour) {
  const std::uint32_t index = day_number(day) * 24 + static_cast<std::uint32_t>(hour);
  return random.stream(stream_id, number(patient.id)).at(index);
}

}  // namespace

double hour_factor(const ReachModel& model, int hour) {
  for (const HourFactor& better : model.better) {
    if (better.from_hour <= hour && hour < better.to_hour) return better.factor;
  }
  return 1;
}

double chance_to_answer(const Patient& patient, const ReachModel& model, int hour) {
  if (patient.never_answers) return 0;
  return std::min(patient.answers * hour_factor(model, hour), kBestChanceToAnswer);
}

bool answers(const Patient& patient, const ReachModel& model, const RandomKey& random, LocalDay day,
             int hour) {
  return at_hour(random, kReach, patient, day, hour) < chance_to_answer(patient, model, hour);
}

bool caregiver_answers(const Patient& patient, const ReachModel& model, const RandomKey& random,
                       LocalDay day, int hour) {
  if (!patient.has_caregiver) return false;
  const double chance =
      std::min(patient.caregiver_answers * hour_factor(model, hour), kBestChanceToAnswer);
  return at_hour(random, kCaregiver, patient, day, hour) < chance;
}

bool takes_voicemail(const Patient& patient, const ReachModel& model, const RandomKey& random,
                     LocalDay day, int hour) {
  return at_hour(random, kVoicemail, patient, day, hour) < model.voicemail_share;
}

std::optional<SimDuration> calls_back_after(const Patient& patient, const ReachModel& model,
                                            const RandomKey& random, LocalDay day, int hour) {
  if (patient.never_answers || !takes_voicemail(patient, model, random, day, hour))
    return std::nullopt;
  const double u = at_hour(random, kCallBack, patient, day, hour);
  if (u >= model.call_back_share) return std::nullopt;
  // Given that it is below the share, u ÷ share is a uniform again.
  return from_minutes(
      exponential_quantile(u / model.call_back_share, model.call_back_mean_hours * 60));
}

}  // namespace caseload::population
