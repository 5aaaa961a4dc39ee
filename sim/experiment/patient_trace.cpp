#include "sim/experiment/patient_trace.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/rules/alert_rules.hpp"

namespace caseload::experiment {
namespace {

using Kind = care::JournalLine::Kind;

bool same_piece(const rules::TimeEntry& a, const rules::TimeEntry& b) {
  return a.staff == b.staff && a.start == b.start && a.end == b.end && a.activity == b.activity &&
         a.program == b.program && a.live == b.live;
}

// Which of the patient's log entries the ledger has judged, and which the journal has told.
class Ledger {
 public:
  explicit Ledger(const TraceInput& input) {
    std::vector<rules::Visit> visits;
    for (const rules::TimeEntry& entry : input.log)
      if (entry.patient == input.outcome.patient) entries_.push_back(entry);
    for (const rules::Visit& visit : input.visits)
      if (visit.patient == input.outcome.patient) visits.push_back(visit);
    const rules::RuleSet& rules = input.scenario.rules.for_day(input.month.end_day() - days{1});
    const rules::Credit credit = rules::credit(entries_, visits, rules::Program::Rpm, input.month,
                                               input.scenario.zone, rules, &lines_);
    CASELOAD_CHECK(credit.credited == input.outcome.credit.credited,
                   "the log does not add up to the patient's credited time");
    told_.resize(entries_.size());
  }

  // The credit of a piece of work; none where it never reached the log.
  std::optional<rules::CreditLine> take(const rules::TimeEntry& worked) {
    for (std::size_t index = 0; index < entries_.size(); ++index) {
      if (told_[index] || !same_piece(entries_[index], worked)) continue;
      told_[index] = true;
      return lines_[index];
    }
    return std::nullopt;
  }

 private:
  std::vector<rules::TimeEntry> entries_;
  std::vector<rules::CreditLine> lines_;
  std::vector<bool> told_;
};

TraceEvent event_of(const care::JournalLine& journal, const TraceInput& input, Ledger& ledger) {
  TraceEvent event{.journal = journal, .at = journal.at, .end = journal.at};
  if (journal.entry && journal.kind == Kind::Worked) {
    event.at = journal.entry->start;
    event.end = journal.entry->end;
    event.credit = ledger.take(*journal.entry);
  } else if (journal.reading) {
    event.at = journal.reading->taken_at;
    if (journal.kind == Kind::ReadingReceived)
      event.level = rules::grade(journal.reading->measurement, input.enrolment.limits);
  } else if (journal.alert) {
    event.level = journal.alert->level;
  }
  return event;
}

// When pieces of work began: the line of such a piece says all that "begun" would.
std::set<SimTime> beginnings(const care::Journal& journal) {
  std::set<SimTime> begun;
  for (const care::JournalLine& line : journal.lines())
    if (line.kind == Kind::Worked && line.entry) begun.insert(line.entry->start);
  return begun;
}

// In order of time, events of the same instant as the journal has them; each gets the total so far.
std::vector<TraceEvent> in_order(std::multimap<SimTime, TraceEvent> events) {
  std::vector<TraceEvent> ordered;
  SimDuration total{};
  for (auto& [at, event] : events) {
    if (event.credit) total += event.credit->credited;
    event.total = total;
    ordered.push_back(std::move(event));
  }
  return ordered;
}

}  // namespace

PatientTrace patient_trace(const TraceInput& input) {
  PatientTrace result;
  result.patient = input.outcome.patient;
  result.month = input.month;
  result.enrolment = input.enrolment;
  result.outcome = input.outcome;
  Ledger ledger{input};
  std::multimap<SimTime, TraceEvent> events;
  std::set<LocalDay> reading_days;
  std::map<rules::NotCounted, SimDuration> lost;

  const std::set<SimTime> work_begun = beginnings(input.journal);
  for (const care::JournalLine& journal : input.journal.lines()) {
    if (journal.kind == Kind::TaskStarted && work_begun.contains(journal.at)) continue;
    TraceEvent event = event_of(journal, input, ledger);
    // Work that crosses midnight at the end of a month has a part in each.
    const LocalDay first = input.scenario.zone.local_day(event.at);
    const LocalDay last = input.scenario.zone.local_day(event.end);
    if (last < input.month.first_day()) ++result.events_before;
    if (last < input.month.first_day() || first >= input.month.end_day()) continue;

    if (journal.kind == Kind::ReadingReceived) reading_days.insert(first);
    if (journal.kind == Kind::Worked && !event.credit) result.unlogged += event.end - event.at;
    if (event.credit)
      for (const rules::CreditLine::Loss& loss : event.credit->losses)
        lost[loss.reason] += loss.duration;
    events.emplace(event.at, std::move(event));
  }
  result.events = in_order(std::move(events));
  CASELOAD_CHECK((result.events.empty() ? SimDuration{} : result.events.back().total) ==
                     input.outcome.credit.credited,
                 "the trace does not add up to the patient's credited time");

  result.reading_days = static_cast<int>(reading_days.size());
  for (const auto& [reason, duration] : lost) result.losses.push_back({reason, duration});
  std::ranges::sort(result.losses, [](const TraceLoss& a, const TraceLoss& b) {
    return std::pair{b.duration, a.reason} < std::pair{a.duration, b.reason};
  });
  return result;
}

}  // namespace caseload::experiment
