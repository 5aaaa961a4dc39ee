#include "records/bill_patient.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "sim/base/check.hpp"
#include "sim/rules/spans.hpp"
#include "sim/rules/wording.hpp"

namespace caseload::records {
namespace {

using sim::CalendarMonth;
using sim::DevicePeriod;
using sim::LocalDay;
using sim::Program;
using sim::SimDuration;

std::optional<sim::Lost> lost_for(sim::NotCounted reason) {
  switch (reason) {
    case sim::NotCounted::Role:
      return sim::Lost::Role;
    case sim::NotCounted::Activity:
      return sim::Lost::Activity;
    case sim::NotCounted::MarkedNotCountable:
      return sim::Lost::MarkedNotCountable;
    case sim::NotCounted::Visit:
      return sim::Lost::Visit;
    case sim::NotCounted::Overlap:
      return sim::Lost::Overlap;
    case sim::NotCounted::OutsideMonth:  // it belongs to another month
    case sim::NotCounted::OtherProgram:  // it is measured for its own
      return std::nullopt;
  }
  return std::nullopt;
}

// All of these yes, or one of them no.
class AllOf {
 public:
  void add(Known fact) {
    any_ = true;
    no_ |= fact == Known::No;
    unknown_ |= fact == Known::Unknown;
  }
  Known result() const {
    if (no_) return Known::No;
    return any_ && !unknown_ ? Known::Yes : Known::Unknown;
  }

 private:
  bool any_ = false, no_ = false, unknown_ = false;
};

LocalDay last_day_of(CalendarMonth month) { return month.end_day() - sim::days{1}; }

}  // namespace

PatientBilling::PatientBilling(const BillingFrame& frame, const PatientRecords& records,
                               sim::Bill& bill)
    : frame_(frame), records_(records), bill_(bill), time_(patient_time(records, frame.zone)) {}

void PatientBilling::run() {
  find_episodes();
  for (const CalendarMonth month : frame_.months)
    if (concerns(month)) judge_month(month);
  const std::size_t periods_from = bill_.codes.size();
  for (const Episode& episode : episodes_) judge_periods(episode);
  // A month stands before the periods that end in it, and gives way to them where a rule says so.
  settle_months();
  std::ranges::sort(bill_.codes.begin() + static_cast<std::ptrdiff_t>(periods_from),
                    bill_.codes.end(), {}, [](const sim::BilledCode& code) {
                      return std::tuple(sim::month_of(code.to), code.of_period, code.from,
                                        code.units == 0, code.code);
                    });
}

// Where no enrolment is known, monitoring began with the first reading there is.
void PatientBilling::find_episodes() {
  LocalDay free_from{};
  for (const Enrolment& enrolment : records_.enrolments) {
    episodes_.push_back(
        {enrolment.start, enrolment.end, enrolment.start >= frame_.files_from, free_from});
    if (enrolment.end) free_from = *enrolment.end + sim::days{1};
  }
  if (records_.enrolments.empty() && !records_.readings.empty())
    episodes_.push_back({records_.readings.front().date(), std::nullopt, false, free_from});
}

// Whether there is anything to say of the patient in this month.
bool PatientBilling::concerns(CalendarMonth month) const {
  for (const Enrolment& enrolment : records_.enrolments)
    if (enrolment.start < month.end_day() &&
        (!enrolment.end || *enrolment.end >= month.first_day()))
      return true;
  const auto reading =
      std::ranges::lower_bound(records_.readings, month.first_day(), {}, &ReadingDay::date);
  if (reading != records_.readings.end() && reading->date() < month.end_day()) return true;
  const sim::Span span{frame_.zone.midnight(month.first_day()),
                       frame_.zone.midnight(month.end_day())};
  return std::ranges::any_of(records_.rows, [&](const LoggedRow& row) {
    return sim::Span{row.start, row.end()}.clipped_to(span).length() > SimDuration::zero();
  });
}

// The entries that may lie in these days: none is longer than a day.
std::pair<std::size_t, std::size_t> PatientBilling::entries_within(LocalDay from,
                                                                   LocalDay to) const {
  const auto& entries = time_.entries;
  const auto first = std::ranges::lower_bound(entries, frame_.zone.midnight(from) - sim::hours{24},
                                              {}, &sim::TimeEntry::start);
  const auto last = std::ranges::lower_bound(entries, frame_.zone.midnight(to + sim::days{1}), {},
                                             &sim::TimeEntry::start);
  return {static_cast<std::size_t>(first - entries.begin()),
          static_cast<std::size_t>(last - entries.begin())};
}

sim::ProgramMonth PatientBilling::measure(Program program, CalendarMonth month,
                                          std::span<const sim::TimeEntry> entries,
                                          std::size_t first, const sim::RuleSet& rules,
                                          std::uint32_t& live_unknown) {
  const sim::Span span{frame_.zone.midnight(month.first_day()),
                       frame_.zone.midnight(month.end_day())};
  sim::BilledMinutes minutes{.patient = records_.patient, .month = month, .program = program};
  for (const sim::TimeEntry& entry : time_.not_enrolled)
    if (entry.program == program) {
      const SimDuration inside = sim::Span{entry.start, entry.end}.clipped_to(span).length();
      if (inside == SimDuration::zero()) continue;
      ++minutes.entries;
      minutes.lost[static_cast<std::size_t>(sim::Lost::NotEnrolled)] += inside;
    }
  std::vector<sim::CreditLine> lines;
  const sim::Credit credit =
      sim::credit(entries, records_.visits, program, month, frame_.zone, rules, &lines);
  AllOf all_signed;
  for (const sim::CreditLine& line : lines) {
    const sim::TimeEntry& entry = entries[line.entry];
    if (entry.program != program || entry.end <= span.from) continue;
    ++minutes.entries;
    minutes.credited += line.credited;
    bool counts = true;
    for (const sim::CreditLine::Loss& loss : line.losses) {
      const auto reason = lost_for(loss.reason);
      if (!reason) continue;
      minutes.lost[static_cast<std::size_t>(*reason)] += loss.duration;
      counts &= *reason >= sim::Lost::Visit;
    }
    const LoggedRow& row = records_.rows[time_.row_of[first + line.entry]];
    minutes.clockless += row.clockless;
    if (line.credited > SimDuration::zero()) all_signed.add(static_cast<Known>(row.is_signed));
    if (counts && entry.start >= span.from && static_cast<Known>(row.live) == Known::Unknown)
      ++minutes.live_unknown;
  }
  CASELOAD_CHECK(minutes.credited == credit.credited, "the lines of a month are not its credit");
  minutes.live_contact = credit.live_contact;
  live_unknown = credit.live_contact ? 0 : minutes.live_unknown;
  if (minutes.entries > 0 && frame_.asks_for(month)) bill_.minutes.push_back(minutes);

  sim::ProgramMonth facts{.credited = credit.credited,
                          .live_contact = credit.live_contact,
                          .standing = standing(month.first_day(), last_day_of(month))};
  facts.standing.signed_off = all_signed.result();
  return facts;
}

void PatientBilling::judge_month(CalendarMonth month) {
  const sim::RuleSet& rules = frame_.rules.for_day(last_day_of(month));
  const auto [first, last] = entries_within(month.first_day(), last_day_of(month));
  const auto entries = std::span(time_.entries).subspan(first, last - first);
  Month mine{.month = month, .facts = {.month = month}, .live_unknown = {}, .decision = {}};
  for (int p = 0; p < sim::kPrograms; ++p) {
    const auto program = static_cast<Program>(p);
    const auto of_program = [&](const sim::TimeEntry& entry) { return entry.program == program; };
    sim::ProgramMonth* facts = program == Program::Rpm   ? &mine.facts.rpm
                               : program == Program::Ccm ? &mine.facts.ccm
                               : program == Program::Rtm ? &mine.facts.rtm
                                                         : nullptr;
    if (std::ranges::any_of(entries, of_program) ||
        std::ranges::any_of(time_.not_enrolled, of_program)) {
      const sim::ProgramMonth measured = measure(program, month, entries, first, rules,
                                                 mine.live_unknown.at(static_cast<std::size_t>(p)));
      if (facts != nullptr) *facts = measured;
    } else if (facts != nullptr) {
      facts->standing = standing(month.first_day(), last_day_of(month));
    }
  }
  mine.decision = sim::decide_month(mine.facts, rules);
  months_.push_back(std::move(mine));
}

// Decided again where the periods beside it matter, and with the words that live contacts nobody
// told of ask for.
void PatientBilling::settle_months() {
  for (Month& month : months_) {
    if (!frame_.asks_for(month.month)) continue;
    const sim::RuleSet& rules = frame_.rules.for_day(last_day_of(month.month));
    std::vector<std::string> beside;
    for (const auto& [period, code] : period_codes_)
      if (period.first_day < month.month.end_day() && period.last_day >= month.month.first_day())
        beside.push_back(code);
    if (!rules.exclusions.empty() && !beside.empty())
      month.decision = sim::decide_month(month.facts, rules, beside);

    sim::MonthFacts with_contact = month.facts;
    sim::ProgramMonth* const programs[] = {&with_contact.rpm, &with_contact.ccm, &with_contact.rtm};
    std::uint32_t unknown = 0;
    for (std::size_t p = 0; p < std::size(programs); ++p) {
      if (month.live_unknown[p] == 0) continue;
      programs[p]->live_contact = true;
      unknown += month.live_unknown[p];
    }
    if (unknown > 0) {
      const sim::ClaimDecision would = sim::decide_month(with_contact, rules, beside);
      bool matters = false;
      for (sim::NotClaimed& refused : month.decision.not_claimed) {
        if (std::ranges::find(would.claims, refused.code, &sim::Claim::code) == would.claims.end())
          continue;
        matters = true;
        refused.reason += fmt::format("; whether {} {} live is unknown", unknown,
                                      unknown == 1 ? "entry was" : "entries were");
      }
      live_would_matter_ += matters ? 1 : 0;
    }
    append(month.decision, rules, false);
  }
}

int PatientBilling::reading_days(const Episode& episode, const DevicePeriod& period) const {
  const LocalDay last = episode.to ? std::min(*episode.to, period.last_day) : period.last_day;
  std::vector<sim::SimTime> taken_at;
  auto day = std::ranges::lower_bound(records_.readings, period.first_day, {}, &ReadingDay::date);
  for (; day != records_.readings.end() && day->date() <= last; ++day)
    taken_at.push_back(frame_.zone.midnight(day->date()));
  return sim::reading_days(period, taken_at, frame_.zone);
}

void PatientBilling::judge_periods(const Episode& episode) {
  const CalendarMonth after_the_files = sim::month_of(frame_.files_to).plus(1);
  bool enough_before = false;  // an earlier period had the days set-up asks for
  for (CalendarMonth month =
           std::max(sim::month_of(episode.from), sim::month_of(frame_.files_from));
       month <= after_the_files; month = month.plus(1)) {
    const sim::RuleSet* of_month = frame_.rules.find(last_day_of(month));
    const auto kind =
        of_month != nullptr ? of_month->device_period : sim::DevicePeriodKind::Rolling30;
    for (const DevicePeriod& period : sim::periods_ending_in(month, episode.from, kind)) {
      if (episode.to && period.first_day > *episode.to) return;
      if (period.first_day > frame_.files_to) return;
      const sim::RuleSet* rules = frame_.rules.find(period.last_day);
      const int days = reading_days(episode, period);
      const bool complete = period.first_day >= frame_.files_from;
      Known first = enough_before ? Known::No : Known::Unknown;
      if (!enough_before && episode.start_known) first = Known::Yes;
      if (rules != nullptr && rules->set_up && days >= rules->set_up->days_min)
        enough_before = true;

      if (!frame_.asks_for(month)) continue;
      if (period.last_day > frame_.files_to) {
        leave_open(period, days, "unfinished");
      } else if (rules == nullptr) {
        leave_open(period, days, "no rule set is installed for its last day");
      } else if (!complete) {
        leave_open(period, days, "it begins before the files do");
      } else {
        judge_period(episode, period, days, first);
      }
    }
  }
}

void PatientBilling::leave_open(const DevicePeriod& period, int days, std::string_view why) {
  bill_.open.push_back(
      {records_.patient, period.first_day, period.last_day, days, bill_.words.number(why)});
}

void PatientBilling::judge_period(const Episode& episode, const DevicePeriod& period, int days,
                                  Known first_of_episode) {
  const sim::RuleSet& rules = frame_.rules.for_day(period.last_day);
  sim::PeriodFacts facts{.first_day = period.first_day,
                         .last_day = period.last_day,
                         .reading_days = days,
                         .first_of_episode = first_of_episode,
                         .set_up_done = Known::Unknown,
                         .standing = standing(period.first_day, period.last_day)};
  const sim::SimTime set_up_from = frame_.zone.midnight(episode.set_up_from);
  const sim::SimTime set_up_to = frame_.zone.midnight(period.last_day + sim::days{1});
  for (const LoggedRow& row : records_.rows)
    if (static_cast<sim::Activity>(row.activity) == sim::Activity::SetUp &&
        set_up_from <= row.start && row.start < set_up_to)
      facts.set_up_done = Known::Yes;

  const auto [first, last] = entries_within(period.first_day, period.last_day);
  const auto entries = std::span(time_.entries).subspan(first, last - first);
  const auto by_practitioner = [&](const sim::TimeEntry& entry) {
    return entry.program == Program::Rpm &&
           rules.role_is_practitioner.at(static_cast<std::size_t>(entry.role));
  };
  if (rules.practitioner && std::ranges::any_of(entries, by_practitioner))
    facts.practitioner_credited =
        sim::credit_between(entries, records_.visits, Program::Rpm, period.first_day,
                            period.last_day, frame_.zone, rules)
            .practitioner;
  const sim::ClaimDecision decision = sim::decide_period(facts, codes_beside(period), rules);
  for (const sim::Claim& claim : decision.claims) period_codes_.emplace_back(period, claim.code);
  append(decision, rules, true);
}

// The codes of the months that the period touches.
std::vector<std::string> PatientBilling::codes_beside(const DevicePeriod& period) const {
  std::vector<std::string> codes;
  for (const Month& month : months_)
    if (month.month.first_day() <= period.last_day && period.first_day < month.month.end_day())
      for (const sim::Claim& claim : month.decision.claims) codes.push_back(claim.code);
  return codes;
}

// By the last enrolment that touches these days.
sim::Standing PatientBilling::standing(LocalDay from, LocalDay to) const {
  sim::Standing standing;
  if (records_.enrolments.empty()) return standing;
  standing.enrolled = Known::No;
  for (const Enrolment& enrolment : records_.enrolments) {
    if (enrolment.start > to || (enrolment.end && *enrolment.end < from)) continue;
    standing = {.enrolled = Known::Yes,
                .ordered = enrolment.order,
                .consented = enrolment.consent,
                .established = enrolment.established,
                .billed_elsewhere = enrolment.billed_elsewhere,
                .signed_off = Known::Unknown};
  }
  return standing;
}

void PatientBilling::append(const sim::ClaimDecision& decision, const sim::RuleSet& rules,
                            bool of_period) {
  sim::BilledCode code;
  code.patient = records_.patient;
  code.of_period = of_period;
  for (const sim::Claim& claim : decision.claims) {
    const std::optional<sim::Cents> price = sim::price(claim, rules);
    code.code = bill_.words.number(claim.code);
    code.reason = bill_.words.number(claim.reason);
    code.from = claim.service_from;
    code.to = claim.service_to;
    code.units = static_cast<std::uint8_t>(claim.units);
    code.held = claim.held;
    code.cents = price.value_or(sim::Cents{}).value;
    code.priced = price.has_value();
    code.unknown = 0;
    for (const std::string& fact : claim.unknown) {
      auto known = std::ranges::find(bill_.facts, fact);
      if (known == bill_.facts.end()) known = bill_.facts.insert(known, fact);
      const auto bit = static_cast<unsigned>(known - bill_.facts.begin());
      CASELOAD_CHECK(bit < 16, "claims know more kinds of the unknown than a bill can hold");
      code.unknown = static_cast<std::uint16_t>(code.unknown | (1U << bit));
    }
    bill_.codes.push_back(code);
  }
  for (const sim::NotClaimed& refused : decision.not_claimed) {
    sim::BilledCode none;
    none.patient = records_.patient;
    none.code = bill_.words.number(refused.code);
    none.reason = bill_.words.number(refused.reason);
    none.from = refused.service_from;
    none.to = refused.service_to;
    none.of_period = of_period;
    bill_.codes.push_back(none);
  }
}

}  // namespace caseload::records
