#include "sim/care/panel/initial_state.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/panel/enrolled_patient.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/tasks/task_book.hpp"

namespace caseload::care {
namespace {

// Some role's work of some kind that counts: what has been credited was that.
std::pair<rules::Role, rules::Activity> something_that_counts(const rules::RuleSet& rules) {
  const auto role = std::ranges::find(rules.role_counts, true);
  CASELOAD_CHECK(role != rules.role_counts.end() &&
                     rules.activity_counts[static_cast<std::size_t>(rules::Activity::CheckIn)],
                 "under these rules nothing counts");
  return {static_cast<rules::Role>(role - rules.role_counts.begin()), rules::Activity::CheckIn};
}

}  // namespace

const PatientState* InitialState::of(PatientId patient) const {
  if (setup_.initial_state == nullptr || number(patient) >= setup_.initial_state->size())
    return nullptr;
  return &(*setup_.initial_state)[number(patient)];
}

// So long without a reading that it is work: a call that is due now, whoever has been told.
bool InitialState::is_silent(const PatientState& now) const {
  const SimDuration after = setup_.care.alerts.silence_after;
  return after > SimDuration{} && now.last_reading && *now.last_reading + after <= setup_.start;
}

void InitialState::take_over(EnrolledPatient& about, const PatientState& now) {
  CASELOAD_CHECK(calendar_.month_start() + now.credited <= setup_.start,
                 "more minutes than the month has had");
  about.credited = about.worked = now.credited;
  record_.counts().countable_worked += now.credited;
  about.attempts = static_cast<std::uint16_t>(now.attempts);
  about.rung = now.attempts > 0 || now.live_contact;
  about.spoken_with = now.live_contact;
  if (now.credited > SimDuration{} || now.live_contact) {
    const auto [role, activity] = something_that_counts(setup_.rules);
    record_.carry_over({.patient = about.traits.id,
                        .role = role,
                        .activity = activity,
                        .live = now.live_contact,
                        .start = calendar_.month_start(),
                        .end = calendar_.month_start() + now.credited});
  }
  // Which days they were makes no difference to their number.
  LocalDay day = calendar_.first_day();
  for (int i = 0; i < now.reading_days; ++i) {
    day -= days{1};
    CASELOAD_CHECK(day >= now.period_from, "more days with readings than the period has had");
    const auto place = static_cast<std::size_t>((day - calendar_.counted_from()).count());
    if (place < kCountedDays) about.reading_days.set(place);
  }
}

void InitialState::take_up_what_waits(const EnrolledPatient& about, const PatientState& now) {
  const auto wait = [&](rules::Activity activity, Precedence band) {
    book_.start_later(book_.add({.patient = about.traits.id,
                                 .activity = activity,
                                 .band = band,
                                 .from_alert = activity != rules::Activity::Review,
                                 .due = simulation_.now()}),
                      simulation_.now());
  };
  for (int i = 0; i < now.urgent_alerts_open; ++i)
    wait(rules::Activity::Triage, Precedence::Urgent);
  for (int i = 0; i < now.alerts_open; ++i) wait(rules::Activity::Triage, Precedence::Routine);
  if (is_silent(now)) wait(rules::Activity::Outreach, Precedence::Routine);
  if (now.review_due) wait(rules::Activity::Review, Precedence::Routine);
}

}  // namespace caseload::care
