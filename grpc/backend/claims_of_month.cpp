#include "grpc/backend/claims_of_month.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "grpc/backend/history.hpp"
#include "grpc/backend/stored_log.hpp"
#include "sim/rules/bill_month.hpp"
#include "sim/rules/device_period.hpp"

namespace caseload::wire {
namespace {

// A 30-day period that ends on the month's first day began 29 days before it; with the month's 31
// days that makes 60 days, which fit one word.
constexpr days kBefore{29};

template <class Record>
std::vector<Record> of_patient(const std::multimap<std::pair<PatientId, SimTime>, Record>& log,
                               PatientId patient) {
  std::vector<Record> records;
  const auto end = log.upper_bound({patient, SimTime::max()});
  for (auto record = log.lower_bound({patient, SimTime::min()}); record != end; ++record)
    records.push_back(record->second);
  return records;
}

}  // namespace

ClaimsOfMonth::ClaimsOfMonth(Database& database, const StoredRun& run, Registration registration,
                             CalendarMonth month)
    : registration_(std::move(registration)),
      month_(month),
      first_day_(month.first_day() - kBefore) {
  const ZoneTable& zone = registration_.zone;
  const SimTime from = zone.midnight(first_day_);
  const SimTime to = zone.midnight(month.end_day());
  const Snapshot snapshot(database);
  Episodes episodes(to);
  std::unordered_map<std::uint32_t, std::uint64_t> reading_days;
  History history(database, run, History::Part::Arrivals);
  while (history.next()) {
    for (const StoredArrival& arrival : history.arrivals()) {
      if (const auto* reading = std::get_if<telemetry::Reading>(&arrival)) {
        if (reading->taken_at < from || to <= reading->taken_at) continue;
        reading_days[number(reading->patient)] |=
            std::uint64_t{1} << (zone.local_day(reading->taken_at) - first_day_).count();
      } else if (const auto* enrolment = std::get_if<StoredEnrolment>(&arrival)) {
        episodes.add(*enrolment);
      } else {
        episodes.add(std::get<Withdrawal>(arrival));
      }
    }
  }
  for (const Episode& episode : episodes.all()) {
    if (!in_month(episode) && periods_of(episode).empty()) continue;
    if (patients_.empty() || patients_.back().patient != episode.patient) {
      const auto days = reading_days.find(number(episode.patient));
      patients_.push_back({.patient = episode.patient,
                           .episodes = {},
                           .reading_days = days == reading_days.end() ? 0 : days->second});
    }
    patients_.back().episodes.push_back(episode);
  }
  read_log(database, run);
}

void ClaimsOfMonth::read_log(Database& database, const StoredRun& run) {
  // Whole days around the month: a visit may exclude its whole local day, whatever its hour.
  const SimTime from = registration_.zone.midnight(month_.first_day());
  const SimTime to = registration_.zone.midnight(month_.end_day());
  const auto keep = [from, to](const auto& record, auto& log) {
    if (record.start < to && from <= record.end)
      log.emplace(std::pair{record.patient, record.start}, record);
  };
  each_entry(database, run, [&](const rules::TimeEntry& entry) { keep(entry, entries_); });
  each_visit(database, run, [&](const rules::Visit& visit) { keep(visit, visits_); });
}

bool ClaimsOfMonth::in_month(const Episode& episode) const {
  return !episode.withdrawn_at ||
         *episode.withdrawn_at > registration_.zone.midnight(month_.first_day());
}

std::vector<rules::DevicePeriod> ClaimsOfMonth::periods_of(const Episode& episode) const {
  const ZoneTable& zone = registration_.zone;
  const rules::RuleSet& rules = registration_.rules.for_day(month_.end_day() - days{1});
  std::vector<rules::DevicePeriod> periods = rules::periods_ending_in(
      month_, zone.local_day(episode.monitoring_from), rules.device_period);
  std::erase_if(periods, [&](const rules::DevicePeriod& period) {
    return episode.withdrawn_at && *episode.withdrawn_at <= zone.midnight(period.first_day);
  });
  return periods;
}

void ClaimsOfMonth::skip(std::uint64_t patients) {
  next_ = static_cast<std::size_t>(std::min<std::uint64_t>(patients, patients_.size()));
}

std::vector<PatientClaims> ClaimsOfMonth::next(int limit) {
  std::vector<PatientClaims> page;
  for (; next_ < patients_.size() && page.size() < static_cast<std::size_t>(limit); ++next_) {
    page.push_back(judge(patients_[next_]));
  }
  return page;
}

PatientClaims ClaimsOfMonth::judge(const Monitored& patient) const {
  PatientClaims mine{.patient = patient.patient, .credit = {}, .claims = {}, .not_claimed = {}};
  std::optional<rules::MonthFacts> month;
  if (in_month(patient.episodes.back())) month = measure(patient, mine.credit);
  std::vector<rules::PeriodFacts> periods;
  for (const Episode& episode : patient.episodes)
    for (const rules::DevicePeriod& period : periods_of(episode))
      // A patient is enrolled with devices in hand: the set-up has been done.
      periods.push_back({.first_day = period.first_day,
                         .last_day = period.last_day,
                         .reading_days = reading_days(patient, episode, period),
                         .first_of_episode = rules::yes_or_no(period.ordinal == 0),
                         .set_up_done = rules::YesNoUnknown::Yes,
                         .documentation = episode.documentation});
  rules::ClaimDecision decision = rules::bill_month(month, periods, registration_.rules);
  mine.claims = std::move(decision.claims);
  mine.not_claimed = std::move(decision.not_claimed);
  return mine;
}

rules::MonthFacts ClaimsOfMonth::measure(const Monitored& patient, rules::Credit& credit) const {
  const ZoneTable& zone = registration_.zone;
  const rules::RuleSet& rules = registration_.rules.for_day(month_.end_day() - days{1});
  const auto entries = of_patient(entries_, patient.patient);
  const auto visits = of_patient(visits_, patient.patient);

  const rules::Documentation& documentation = patient.episodes.back().documentation;
  credit = rules::credit(entries, visits, rules::Program::Rpm, month_, zone, rules);
  const rules::Credit ccm =
      rules::credit(entries, visits, rules::Program::Ccm, month_, zone, rules);
  return {.month = month_,
          .rpm = {.credited = credit.credited,
                  .live_contact = credit.live_contact,
                  .documentation = documentation},
          .ccm = {.credited = ccm.credited,
                  .live_contact = ccm.live_contact,
                  .documentation = documentation}};
}

// Up to the day of withdrawal: what a device sends on its own after it is nobody's monitoring.
int ClaimsOfMonth::reading_days(const Monitored& patient, const Episode& episode,
                                const rules::DevicePeriod& period) const {
  const auto& left_at = episode.withdrawn_at;
  const LocalDay last =
      left_at ? std::min(period.last_day, registration_.zone.local_day(*left_at)) : period.last_day;
  int count = 0;
  for (LocalDay day = period.first_day; day <= last; day += days{1}) {
    count += static_cast<int>(patient.reading_days >> (day - first_day_).count() & 1U);
  }
  return count;
}

std::optional<LocalDay> day_without_rules(const rules::RuleBook& rules, CalendarMonth month) {
  for (LocalDay day = month.first_day(); day < month.end_day(); day += days{1}) {
    if (rules.find(day) == nullptr) return day;
  }
  return std::nullopt;
}

}  // namespace caseload::wire
