#include "sim/experiment/month_end.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "sim/experiment/claims_of.hpp"
#include "sim/rules/device_period.hpp"

namespace caseload::experiment {
namespace {

// A log taken apart by patient, in the order of the log, without moving or copying the whole of it.
template <class Log>
class ByPatient {
 public:
  ByPatient(const Log& log, std::size_t patients)
      : log_(&log), first_(patients + 1), order_(log.size()) {
    for (const auto& record : log) ++first_[number(record.patient)];
    std::exclusive_scan(first_.begin(), first_.end(), first_.begin(), 0U);
    for (std::uint32_t i = 0; i < order_.size(); ++i) order_[first_[number(log[i].patient)]++] = i;
  }

  // What belongs to the next patient. Good until the next call.
  std::span<const typename Log::value_type> next() {
    mine_.clear();
    const std::size_t from = taken_;
    for (; taken_ < first_[patient_]; ++taken_) mine_.push_back((*log_)[order_[taken_]]);
    ++patient_;
    places_ = std::span(order_).subspan(from, taken_ - from);
    return mine_;
  }
  // Of what next() gave, the places in the log.
  std::span<const std::uint32_t> places() const { return places_; }

 private:
  const Log* log_;
  std::vector<std::uint32_t> first_;  // by patient: once filled, the end of this patient's places
  std::vector<std::uint32_t> order_;
  std::vector<typename Log::value_type> mine_;
  std::span<const std::uint32_t> places_;
  std::size_t patient_ = 0;
  std::size_t taken_ = 0;
};

// The minutes of RPM credited, had everything taken its stated duration: of each entry the part
// that was credited, stretched or shrunk. (Entries made longer where they stand would overlap the
// next.)
SimDuration credited_as_stated(std::span<const rules::TimeEntry> entries,
                               std::span<const std::uint32_t> places,
                               const std::vector<care::StatedDuration>& stated,
                               std::span<const rules::CreditLine> lines) {
  SimDuration sum{};
  for (const rules::CreditLine& line : lines) {
    const auto found =
        std::ranges::lower_bound(stated, places[line.entry], {}, &care::StatedDuration::entry);
    const bool differs = found != stated.end() && found->entry == places[line.entry];
    const SimDuration worked = entries[line.entry].end - entries[line.entry].start;
    if (!differs || worked == SimDuration{}) {
      sum += line.credited;
      continue;
    }
    const double part =
        static_cast<double>(line.credited.count()) / static_cast<double>(worked.count());
    sum += SimDuration{std::llround(part * static_cast<double>(found->duration.count()))};
  }
  return sum;
}

int reading_days(const care::Clinic& clinic, const care::EnrolledPatient& enrolled,
                 const rules::DevicePeriod& period) {
  int count = 0;
  for (LocalDay day = period.first_day; day <= period.last_day; day += days{1}) {
    const auto place = static_cast<std::size_t>((day - clinic.calendar().counted_from()).count());
    count += enrolled.reading_days.test(place) ? 1 : 0;
  }
  return count;
}

// Of all that ended in the month: those of an episode that was over before count too. What a device
// code asks for is days with readings in its 30 days, not that the patient is still enrolled on the
// last of them. None begins after the end.
std::vector<PatientMonth::Period> periods_of(const care::Clinic& clinic,
                                             const care::EnrolledPatient& enrolled,
                                             CalendarMonth month, const rules::RuleSet& rules,
                                             const ZoneTable& zone) {
  std::vector<PatientMonth::Period> periods;
  for (const rules::DevicePeriod& period :
       rules::periods_ending_in(month, enrolled.traits.monitoring_from, rules.device_period))
    if (zone.midnight(period.first_day) < enrolled.left_at)
      periods.push_back({period, reading_days(clinic, enrolled, period),
                         zone.midnight(period.last_day + days{1}) <= enrolled.left_at});
  return periods;
}

}  // namespace

void bill_patients(const care::Clinic& clinic, const Scenario& scenario, CalendarMonth month,
                   const std::function<void(PatientMonth)>& take) {
  const rules::RuleSet& rules = scenario.rules.for_day(month.end_day() - days{1});
  const SimTime month_start = scenario.zone.midnight(month.first_day());
  const SimTime month_end = scenario.zone.midnight(month.end_day());
  ByPatient log(clinic.record().log(), clinic.patients().size());
  std::vector<rules::CreditLine> lines;
  ByPatient all_visits(clinic.record().visits(), clinic.patients().size());

  for (const care::EnrolledPatient& enrolled : clinic.patients()) {
    const auto entries = log.next();
    const auto visits = all_visits.next();
    if (!enrolled.known || enrolled.monitoring_from >= month_end) continue;
    PatientMonth mine{.patient = enrolled.traits.id,
                      .monitoring_from = enrolled.traits.monitoring_from,
                      .left_at = enrolled.left_at,
                      .enrolled = enrolled.left_at > month_start,
                      .credit = {},
                      .periods = periods_of(clinic, enrolled, month, rules, scenario.zone),
                      .claims = {},
                      .not_claimed = {}};
    if (!mine.enrolled && mine.periods.empty()) continue;
    mine.second = population::second_programme(scenario.population, clinic.random(), mine.patient);
    if (mine.enrolled) {
      const std::vector<care::StatedDuration>& stated = clinic.record().stated_durations();
      lines.clear();
      mine.credit = rules::credit(entries, visits, rules::Program::Rpm, month, scenario.zone, rules,
                                  stated.empty() ? nullptr : &lines);
      mine.credited_as_stated = stated.empty()
                                    ? mine.credit.credited
                                    : credited_as_stated(entries, log.places(), stated, lines);
      if (mine.second == population::SecondProgramme::Ccm)
        mine.ccm = rules::credit(entries, visits, rules::Program::Ccm, month, scenario.zone, rules);
    }
    rules::Documentation documentation = rules::kComplete;
    documentation.signed_off =
        rules::yes_or_no(!clinic.record().signatures().held(enrolled.traits.id));
    rules::ClaimDecision decision =
        claims_of(mine, month, documentation, scenario.payment.rpm_beside_apcm, scenario.rules);
    mine.claims = std::move(decision.claims);
    mine.not_claimed = std::move(decision.not_claimed);
    take(std::move(mine));
  }
}

}  // namespace caseload::experiment
