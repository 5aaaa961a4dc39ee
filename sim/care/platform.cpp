// Between the patients' devices and the worklist: readings are handed to the platform in the order
// of arrival, and its alerts become work.
//
// The worklist is refreshed every `alerts.shown_every`. The platform is asked at a refresh when
// readings have arrived since, and on every full hour, for silence is noticed too. In process and
// over a wire the questions are the same, so the answers arrive at the same simulated moments.

#include "sim/care/clinic.hpp"
#include "sim/care/silence_ended.hpp"
#include "sim/telemetry/digest.hpp"

namespace caseload::care {

engine::Process exchange_with_platform(engine::Simulation& simulation, Clinic& clinic) {
  for (;;) {
    co_await simulation.until(clinic.in_transit_.next_tick());
    const std::vector<Delivery>& arrived = clinic.in_transit_.take_tick();
    const bool on_the_hour =
        simulation.now().time_since_epoch() % hours{1} < clinic.setup_.care.alerts.shown_every;
    if (arrived.empty() && !on_the_hour) continue;
    clinic.hand_on(arrived);
    const std::vector<telemetry::Alert> alerts = clinic.setup_.source.advance(simulation.now());
    SilenceEnded silence_ended(alerts, arrived);
    for (const telemetry::Alert& alert : alerts) {
      const bool silence = alert.kind == telemetry::AlertKind::Silence;
      clinic.take_alert(alert, silence && silence_ended(alert));
    }
  }
}

void Clinic::hand_on(const std::vector<Delivery>& arrived) {
  // In a large panel every reading's patient is a cache miss: fetched some readings ahead.
  constexpr std::size_t kAhead = 8;
  for (std::size_t i = 0; i < arrived.size(); ++i) {
    if (i + kAhead < arrived.size()) {
      const telemetry::Reading& soon = arrived[i + kAhead].reading;
      __builtin_prefetch(&resident(soon.patient), 1);
      setup_.sink.expect(soon);
    }
    const auto& [reading, copy] = arrived[i];
    EnrolledPatient& from = resident(reading.patient);
    if (from.withdrawn()) continue;  // the platform has closed the episode
    setup_.sink.accept(reading);
    if (followed(reading.patient)) {
      note(reading.patient,
           {.at = reading.received_at,
            .kind = copy ? JournalLine::Kind::ReadingDuplicate : JournalLine::Kind::ReadingReceived,
            .reading = reading});
    }
    if (copy) {
      ++counts_.readings_duplicate;
      continue;
    }
    ++counts_.readings_distinct;
    counts_.readings_digest += telemetry::reading_digest(reading);
    from.heard_again = true;
    const LocalDay taken = day_of(reading.taken_at);
    if (month_first_day_ <= taken && taken < month_end_day_) ++counts_.readings;
    const auto place = static_cast<std::size_t>((taken - counted_from()).count());
    if (place < kCountedDays) from.reading_days.set(place);
  }
}

void Clinic::take_alert(const telemetry::Alert& alert, bool silence_ended) {
  if (setup_.keep_everything) alerts_.push_back(alert);
  EnrolledPatient& about = resident(alert.patient);
  const bool counted = observed(alert.raised_at);
  const bool silence = alert.kind == telemetry::AlertKind::Silence;
  if (counted) {
    ++counts_.alerts;
    if (silence) ++counts_.silence_alerts;
    if (alert.kind == telemetry::AlertKind::Trend) ++counts_.trend_alerts;
    if (alert.suppressed) {
      ++counts_.suppressed_alerts;
    } else {
      ++about.alerts;
    }
  }
  if (about.withdrawn()) return;
  if (silence) about.heard_again = silence_ended;
  if (followed(alert.patient)) {
    note(alert.patient,
         {.at = simulation_.now(), .kind = JournalLine::Kind::AlertShown, .alert = alert});
  }
  if (alert.suppressed) return;
  const bool urgent = alert.level == telemetry::AlertLevel::Urgent;
  Task task{.patient = alert.patient,
            .activity = silence ? rules::Activity::Outreach : rules::Activity::Triage,
            .band = urgent ? Precedence::Urgent : Precedence::Routine,
            .from_alert = true,
            .due = simulation_.now()};
  if (counted) task.alert = touches_.follow(alert.raised_at, urgent, about.traits.high_acuity);
  enter(new_task(task));
}

}  // namespace caseload::care
