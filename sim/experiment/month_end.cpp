#include "sim/experiment/month_end.hpp"

#include <algorithm>
#include <ranges>

#include "sim/rules/device_period.hpp"

namespace caseload::sim {
namespace {

// The pieces of a log that belong to each patient, without moving the log.
template <class Record>
std::vector<std::vector<Record>> by_patient(const std::vector<Record>& records,
                                            std::size_t patients) {
  std::vector<std::vector<Record>> sorted(patients);
  for (const Record& record : records) sorted[number(record.patient)].push_back(record);
  return sorted;
}

int reading_days(const Clinic& clinic, const Resident& resident, const DevicePeriod& period) {
  int count = 0;
  for (LocalDay day = std::max(period.first_day, clinic.first_day()); day <= period.last_day;
       day += days{1}) {
    count +=
        resident.reading_days.test(static_cast<std::size_t>((day - clinic.first_day()).count()))
            ? 1
            : 0;
  }
  return count;
}

void append(PatientMonth& month, ClaimDecision decision) {
  std::ranges::move(decision.claims, std::back_inserter(month.claims));
  std::ranges::move(decision.not_claimed, std::back_inserter(month.not_claimed));
}

}  // namespace

std::vector<PatientMonth> settle(const Clinic& clinic, const Scenario& scenario,
                                 CalendarMonth month) {
  const RuleSet& rules = scenario.rules.for_day(month.end_day() - days{1});
  const SimTime month_start = scenario.zone.midnight(month.first_day());
  const SimTime month_end = scenario.zone.midnight(month.end_day());
  const auto entries = by_patient(clinic.log(), clinic.residents().size());
  const auto visits = by_patient(clinic.visits(), clinic.residents().size());

  std::vector<PatientMonth> all;
  for (const Resident& resident : clinic.residents()) {
    if (!resident.known || resident.monitoring_from >= month_end || resident.left_at <= month_start)
      continue;
    const PatientId id = resident.traits.id;
    PatientMonth mine{.patient = id,
                      .monitoring_from = resident.traits.monitoring_from,
                      .credit = credit(entries[number(id)], visits[number(id)], Program::Rpm, month,
                                       scenario.zone, rules),
                      .claims = {},
                      .not_claimed = {}};
    append(mine, decide_month({.month = month,
                               .rpm_credited = mine.credit.credited,
                               .rpm_live_contact = mine.credit.live_contact},
                              rules));
    std::vector<std::string> month_codes;
    for (const Claim& claim : mine.claims) month_codes.push_back(claim.code);

    for (const DevicePeriod& period :
         periods_ending_in(month, mine.monitoring_from, rules.device_period)) {
      if (scenario.zone.midnight(period.first_day) >= resident.left_at) continue;
      mine.periods.push_back({period, reading_days(clinic, resident, period)});
      append(mine, decide_period({.first_day = period.first_day,
                                  .last_day = period.last_day,
                                  .reading_days = mine.periods.back().reading_days,
                                  .first_of_episode = period.ordinal == 0,
                                  .set_up_done = true},
                                 month_codes, scenario.rules.for_day(period.last_day)));
    }
    all.push_back(std::move(mine));
  }
  return all;
}

}  // namespace caseload::sim
