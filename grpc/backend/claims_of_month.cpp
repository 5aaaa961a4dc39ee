#include "grpc/backend/claims_of_month.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sim/rules/device_period.hpp"

namespace caseload::wire {
namespace {

// A 30-day period that ends on the month's first day began 29 days before it; with the month's 31
// days that makes 60 days, which fit one word.
constexpr sim::days kBefore{29};

void append(PatientClaims& mine, sim::ClaimDecision decision) {
  std::ranges::move(decision.claims, std::back_inserter(mine.claims));
  std::ranges::move(decision.not_claimed, std::back_inserter(mine.not_claimed));
}

}  // namespace

ClaimsOfMonth::ClaimsOfMonth(StoreReader& reader, RunKey run, Registration registration,
                             sim::CalendarMonth month)
    : run_(run),
      registration_(std::move(registration)),
      month_(month),
      first_day_(month.first_day() - kBefore) {
  const sim::ZoneTable& zone = registration_.zone;
  const sim::SimTime month_start = zone.midnight(month.first_day());
  for (const Episode& episode :
       episodes_before(reader.database(), run, zone.midnight(month.end_day()))) {
    if (episode.withdrawn_at && *episode.withdrawn_at <= month_start) continue;
    patients_.push_back({.episode = episode, .reading_days = 0});
  }
  const sim::SimTime from = zone.midnight(first_day_);
  const sim::SimTime to = zone.midnight(month.end_day());
  reader.each_reading_moment(run, [&](sim::PatientId patient, sim::SimTime taken_at) {
    if (taken_at < from || to <= taken_at) return;
    const auto number_of = [](const Monitored& monitored) { return monitored.episode.patient; };
    const auto found = std::ranges::lower_bound(patients_, patient, {}, number_of);
    if (found == patients_.end() || number_of(*found) != patient) return;
    found->reading_days |= std::uint64_t{1} << (zone.local_day(taken_at) - first_day_).count();
  });
}

std::vector<PatientClaims> ClaimsOfMonth::next(StoreReader& reader, int limit) {
  std::vector<PatientClaims> page;
  for (; next_ < patients_.size() && page.size() < static_cast<std::size_t>(limit); ++next_) {
    page.push_back(judge(reader, patients_[next_]));
  }
  return page;
}

PatientClaims ClaimsOfMonth::judge(StoreReader& reader, const Monitored& patient) const {
  const sim::ZoneTable& zone = registration_.zone;
  const sim::RuleSet& rules = registration_.rules.for_day(month_.end_day() - sim::days{1});
  // Whole days around the month: a visit may exclude its whole local day, whatever its hour.
  const sim::SimTime from = zone.midnight(month_.first_day());
  const sim::SimTime to = zone.midnight(month_.end_day());
  const auto entries = reader.time_entries(run_, patient.episode.patient, from, to);
  const auto visits = reader.visits(run_, patient.episode.patient, from, to);

  PatientClaims mine{.patient = patient.episode.patient,
                     .credit = sim::credit(entries, visits, sim::Program::Rpm, month_, zone, rules),
                     .claims = {},
                     .not_claimed = {}};
  const sim::Credit ccm = sim::credit(entries, visits, sim::Program::Ccm, month_, zone, rules);
  append(mine, sim::decide_month({.month = month_,
                                  .rpm = {.credited = mine.credit.credited,
                                          .live_contact = mine.credit.live_contact,
                                          .standing = patient.episode.standing},
                                  .ccm = {.credited = ccm.credited,
                                          .live_contact = ccm.live_contact,
                                          .standing = patient.episode.standing}},
                                 rules));
  judge_periods(patient, mine);
  return mine;
}

void ClaimsOfMonth::judge_periods(const Monitored& patient, PatientClaims& mine) const {
  const sim::ZoneTable& zone = registration_.zone;
  const sim::RuleSet& rules = registration_.rules.for_day(month_.end_day() - sim::days{1});
  std::vector<std::string> month_codes;
  for (const sim::Claim& claim : mine.claims) month_codes.push_back(claim.code);

  const sim::LocalDay monitoring_from = zone.local_day(patient.episode.monitoring_from);
  for (const sim::DevicePeriod& period :
       sim::periods_ending_in(month_, monitoring_from, rules.device_period)) {
    const auto& left_at = patient.episode.withdrawn_at;
    if (left_at && *left_at <= zone.midnight(period.first_day)) continue;
    // A patient is enrolled with devices in hand: the set-up has been done.
    append(mine, sim::decide_period(
                     {.first_day = period.first_day,
                      .last_day = period.last_day,
                      .reading_days = reading_days(patient, period.first_day, period.last_day),
                      .first_of_episode = sim::known(period.ordinal == 0),
                      .set_up_done = sim::Known::Yes,
                      .standing = patient.episode.standing},
                     month_codes, registration_.rules.for_day(period.last_day)));
  }
}

int ClaimsOfMonth::reading_days(const Monitored& patient, sim::LocalDay first,
                                sim::LocalDay last) const {
  int count = 0;
  for (sim::LocalDay day = first; day <= last; day += sim::days{1}) {
    count += static_cast<int>(patient.reading_days >> (day - first_day_).count() & 1U);
  }
  return count;
}

std::optional<sim::LocalDay> day_without_rules(const sim::RuleBook& rules,
                                               sim::CalendarMonth month) {
  for (sim::LocalDay day = month.first_day(); day < month.end_day(); day += sim::days{1}) {
    if (rules.find(day) == nullptr) return day;
  }
  return std::nullopt;
}

}  // namespace caseload::wire
