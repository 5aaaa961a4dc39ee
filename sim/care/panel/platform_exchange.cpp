#include "sim/care/panel/platform_exchange.hpp"

#include "sim/base/check.hpp"
#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/panel/silence_ended.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/telemetry/digest.hpp"

namespace caseload::care {

engine::Process exchange_with_platform(engine::Simulation& simulation, InTransit& in_transit,
                                       PlatformExchange& platform) {
  for (;;) {
    co_await simulation.until(in_transit.next_tick());
    platform.refresh(in_transit.take_tick());
  }
}

void PlatformExchange::refresh(const std::vector<Delivery>& arrived) {
  const bool on_the_hour =
      simulation_.now().time_since_epoch() % hours{1} < setup_.care.alerts.shown_every;
  if (arrived.empty() && !on_the_hour) return;
  hand_on(arrived);
  const std::vector<telemetry::Alert> alerts = setup_.source.advance(simulation_.now());
  SilenceEnded silence_ended(alerts, arrived);
  for (const telemetry::Alert& alert : alerts) {
    const bool silence = alert.kind == telemetry::AlertKind::Silence;
    take_alert(alert, silence && silence_ended(alert));
  }
}

void PlatformExchange::hand_on(const std::vector<Delivery>& arrived) {
  // In a large panel every reading's patient is a cache miss: fetched some readings ahead.
  constexpr std::size_t kAhead = 8;
  for (std::size_t i = 0; i < arrived.size(); ++i) {
    if (i + kAhead < arrived.size()) {
      const telemetry::Reading& soon = arrived[i + kAhead].reading;
      __builtin_prefetch(&patients_[soon.patient], 1);
      setup_.sink.expect(soon);
    }
    const auto& [reading, copy] = arrived[i];
    EnrolledPatient& from = patients_[reading.patient];
    if (from.withdrawn()) continue;  // the platform has closed the episode
    setup_.sink.accept(reading);
    if (record_.follows(reading.patient)) {
      record_.note(
          {.at = reading.received_at,
           .kind = copy ? JournalLine::Kind::ReadingDuplicate : JournalLine::Kind::ReadingReceived,
           .reading = reading});
    }
    if (copy) {
      ++record_.deliveries().duplicate;
      continue;
    }
    ++record_.deliveries().distinct;
    record_.deliveries().digest += telemetry::reading_digest(reading);
    from.heard_again = true;
    const LocalDay taken = calendar_.day_of(reading.taken_at);
    if (calendar_.month_first_day() <= taken && taken < calendar_.month_end_day())
      ++record_.counts().readings;
    const auto place = static_cast<std::size_t>((taken - calendar_.counted_from()).count());
    if (place < kCountedDays) from.reading_days.set(place);
  }
}

void PlatformExchange::take_alert(const telemetry::Alert& alert, bool silence_ended) {
  CASELOAD_CHECK(patients_.find(alert.patient) != nullptr,
                 "an alert is about a patient who was enrolled");
  EnrolledPatient& about = patients_[alert.patient];
  record_.add_alert(alert, about);
  if (about.withdrawn()) return;
  const bool silence = alert.kind == telemetry::AlertKind::Silence;
  if (silence) about.heard_again = silence_ended;
  if (record_.follows(alert.patient))
    record_.note({.at = simulation_.now(), .kind = JournalLine::Kind::AlertShown, .alert = alert});
  if (alert.suppressed) return;
  const bool urgent = alert.level == telemetry::AlertLevel::Urgent;
  Task task{.patient = alert.patient,
            .activity = silence ? rules::Activity::Outreach : rules::Activity::Triage,
            .band = urgent ? Precedence::Urgent : Precedence::Routine,
            .from_alert = true,
            .due = simulation_.now()};
  if (calendar_.observes(alert.raised_at))
    task.alert = record_.touches().follow(alert.raised_at, urgent, about.traits.high_acuity);
  book_.enter(book_.add(task));
}

}  // namespace caseload::care
