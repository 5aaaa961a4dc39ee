#include "records/patient_periods.hpp"

#include <algorithm>

namespace caseload::records {
namespace {

using rules::DevicePeriod;
using rules::Program;

// Days of which nobody says whose they are count for RPM.
int days_of(const DaysWithReadings& days, Program program) {
  return program == Program::Rtm ? days.rtm : days.rpm_or_unsaid;
}

}  // namespace

PatientPeriods::PatientPeriods(const PatientFile& file, Bill& bill) : file_(file), bill_(bill) {
  for (const Program program : {Program::Rpm, Program::Rtm}) {
    const bool none = program == Program::Rtm ? !file.has_rtm : file.is_rtm_only();
    if (none) continue;
    for (const Episode& episode : episodes(program)) measure(episode, program);
  }
}

// Where no enrolment is known, monitoring began with the first reading there is.
std::vector<PatientPeriods::Episode> PatientPeriods::episodes(Program program) const {
  std::vector<Episode> episodes;
  LocalDay free_from{};
  for (const Enrolment& enrolment : file_.records.enrolments) {
    episodes.push_back(
        {enrolment.start, enrolment.end, enrolment.start >= file_.frame.files_from, free_from});
    if (enrolment.end) free_from = *enrolment.end + days{1};
  }
  if (!episodes.empty()) return episodes;
  using enum ReadingOwner::Who;
  const auto first = program == Program::Rpm ? file_.readings.first({Rpm, Unsaid})
                     : file_.is_rtm_only()   ? file_.readings.first({Rtm, Unsaid})
                                             : file_.readings.first({Rtm});
  if (first) episodes.push_back({*first, std::nullopt, false, free_from});
  return episodes;
}

void PatientPeriods::measure(const Episode& episode, Program program) {
  const BillingFrame& frame = file_.frame;
  const CalendarMonth after_the_files = month_of(frame.files_to).plus(1);
  bool enough_before = false;  // an earlier period had the days set-up asks for
  for (CalendarMonth month = std::max(month_of(episode.from), month_of(frame.files_from));
       month <= after_the_files; month = month.plus(1)) {
    const rules::RuleSet* of_month = frame.rules.find(last_day_of(month));
    const auto kind =
        of_month != nullptr ? of_month->device_period : rules::DevicePeriodKind::Rolling30;
    for (const DevicePeriod& period : rules::periods_ending_in(month, episode.from, kind)) {
      if (episode.to && period.first_day > *episode.to) return;
      if (period.first_day > frame.files_to) return;
      const DaysWithReadings days = file_.readings.between(
          period.first_day, episode.to ? std::min(*episode.to, period.last_day) : period.last_day);
      const YesNoUnknown first = enough_before         ? YesNoUnknown::No
                                 : episode.start_known ? YesNoUnknown::Yes
                                                       : YesNoUnknown::Unknown;
      if (const rules::RuleSet* rules = frame.rules.find(period.last_day)) {
        const auto& set_up = program == Program::Rtm ? rules->rtm_set_up : rules->set_up;
        if (set_up && days_of(days, program) >= set_up->days_min) enough_before = true;
      }
      if (!frame.asks_for(month) || !concerns(period, days, program)) continue;
      if (const std::string_view why = undecided(period, days, program); !why.empty())
        bill_.open.push_back({file_.records.patient, period.first_day, period.last_day, program,
                              days_of(days, program), bill_.words.number(why)});
      else measure(episode, period, days, program, first);
    }
  }
}

// A patient who changes from one programme to the other has periods of each.
bool PatientPeriods::concerns(const DevicePeriod& period, const DaysWithReadings& days,
                              Program program) const {
  if (!file_.has_rtm || file_.is_rtm_only()) return true;
  const auto here = [&](Program which, int readings) {
    return readings > 0 || file_.has_time(which, period.first_day, period.last_day);
  };
  const bool rtm = here(Program::Rtm, days.rtm);
  if (program == Program::Rtm) return rtm;
  return !rtm || here(Program::Rpm, days.rpm_or_unsaid);
}

std::string_view PatientPeriods::undecided(const DevicePeriod& period, const DaysWithReadings& days,
                                           Program program) const {
  if (period.last_day > file_.frame.files_to) return "unfinished";
  if (file_.frame.rules.find(period.last_day) == nullptr)
    return "no rule set is installed for its last day";
  if (period.first_day < file_.frame.files_from) return "it begins before the files do";
  if (program == Program::Rtm && days.unsaid > 0 && file_.is_rtm_only())
    return "the readings do not say whose they are, and the log has RTM time only";
  return {};
}

void PatientPeriods::measure(const Episode& episode, const DevicePeriod& period,
                             const DaysWithReadings& days, Program program,
                             YesNoUnknown first_of_episode) {
  rules::PeriodFacts facts{.first_day = period.first_day,
                           .last_day = period.last_day,
                           .program = program,
                           .reading_days = days_of(days, program),
                           .first_of_episode = first_of_episode,
                           .set_up_done = set_up_done(episode, period, program),
                           .documentation = file_.documentation(period.first_day, period.last_day)};
  if (program == Program::Rpm) {
    // Without a word of RTM in all of the patient's records, there is no doubt.
    if (file_.has_rtm && days.rpm < days.rpm_or_unsaid)
      facts.readings_are_its_own = YesNoUnknown::Unknown;
    facts.practitioner_credited =
        by_practitioners(period, file_.frame.rules.for_day(period.last_day));
  } else {
    for (std::size_t system = 0; system < facts.days_of_system.size(); ++system)
      if (file_.readings.has(static_cast<rules::RtmSystem>(system)))
        facts.days_of_system.at(system) = days.of_system.at(system);
  }
  facts_.push_back(facts);
}

YesNoUnknown PatientPeriods::set_up_done(const Episode& episode, const DevicePeriod& period,
                                         Program program) const {
  const SimTime from = file_.frame.zone.midnight(episode.set_up_from);
  const SimTime to = file_.frame.zone.midnight(period.last_day + days{1});
  const bool logged = std::ranges::any_of(file_.records.rows, [&](const LoggedRow& row) {
    const bool of_rtm = static_cast<Program>(row.program) == Program::Rtm;
    return static_cast<rules::Activity>(row.activity) == rules::Activity::SetUp &&
           of_rtm == (program == Program::Rtm) && from <= row.start && row.start < to;
  });
  return logged ? YesNoUnknown::Yes : YesNoUnknown::Unknown;
}

SimDuration PatientPeriods::by_practitioners(const DevicePeriod& period,
                                             const rules::RuleSet& rules) const {
  const auto [first, last] = file_.entries_within(period.first_day, period.last_day);
  const auto entries = std::span(file_.time.entries).subspan(first, last - first);
  const auto theirs = [&](const rules::TimeEntry& entry) {
    return entry.program == Program::Rpm &&
           rules.role_is_practitioner.at(static_cast<std::size_t>(entry.role));
  };
  if (!rules.practitioner || !std::ranges::any_of(entries, theirs)) return {};
  return rules::credit_between(entries, file_.records.visits, Program::Rpm, period.first_day,
                               period.last_day, file_.frame.zone, rules)
      .practitioner;
}

}  // namespace caseload::records
