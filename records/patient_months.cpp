#include "records/patient_months.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/wording.hpp"
#include "sim/rules/spans.hpp"

namespace caseload::records {
namespace {

using rules::Program;

std::optional<Lost> lost_for(rules::NotCounted reason) {
  switch (reason) {
    case rules::NotCounted::Role:
      return Lost::Role;
    case rules::NotCounted::Activity:
      return Lost::Activity;
    case rules::NotCounted::MarkedNotCountable:
      return Lost::MarkedNotCountable;
    case rules::NotCounted::Visit:
      return Lost::Visit;
    case rules::NotCounted::Overlap:
      return Lost::Overlap;
    case rules::NotCounted::OutsideMonth:  // it belongs to another month
    case rules::NotCounted::OtherProgram:  // it is measured for its own
      return std::nullopt;
  }
  return std::nullopt;
}

// All of these yes, or one of them no.
class AllOf {
 public:
  void add(YesNoUnknown fact) {
    any_ = true;
    no_ |= fact == YesNoUnknown::No;
    unknown_ |= fact == YesNoUnknown::Unknown;
  }
  YesNoUnknown result() const {
    if (no_) return YesNoUnknown::No;
    return any_ && !unknown_ ? YesNoUnknown::Yes : YesNoUnknown::Unknown;
  }

 private:
  bool any_ = false, no_ = false, unknown_ = false;
};

bool claims(const rules::ClaimDecision& decision, const std::string& code) {
  return std::ranges::find(decision.claims, code, &rules::Claim::code) != decision.claims.end();
}

}  // namespace

PatientMonths::PatientMonths(const PatientFile& file, Bill& bill) : file_(file), bill_(bill) {
  for (const CalendarMonth month : file.frame.months)
    if (file.concerns(month)) measure(month);
}

rules::ProgramMonth PatientMonths::measure(Program program, CalendarMonth month,
                                           std::span<const rules::TimeEntry> entries,
                                           std::size_t first, const rules::RuleSet& rules,
                                           std::uint32_t& live_unknown) {
  const rules::Span span{file_.frame.zone.midnight(month.first_day()),
                         file_.frame.zone.midnight(month.end_day())};
  BilledMinutes minutes{.patient = file_.records.patient, .month = month, .program = program};
  for (const rules::TimeEntry& entry : file_.time.not_enrolled)
    if (entry.program == program) {
      const SimDuration inside = rules::Span{entry.start, entry.end}.clipped_to(span).length();
      if (inside == SimDuration::zero()) continue;
      ++minutes.entries;
      minutes.lost[static_cast<std::size_t>(Lost::NotEnrolled)] += inside;
    }
  std::vector<rules::CreditLine> lines;
  const rules::Credit credit =
      rules::credit(entries, file_.records.visits, program, month, file_.frame.zone, rules, &lines);
  AllOf all_signed;
  for (const rules::CreditLine& line : lines) {
    const rules::TimeEntry& entry = entries[line.entry];
    if (entry.program != program || entry.end <= span.from) continue;
    ++minutes.entries;
    minutes.credited += line.credited;
    bool counts = true;
    for (const rules::CreditLine::Loss& loss : line.losses) {
      const auto reason = lost_for(loss.reason);
      if (!reason) continue;
      minutes.lost[static_cast<std::size_t>(*reason)] += loss.duration;
      counts &= *reason >= Lost::Visit;
    }
    const LoggedRow& row = file_.records.rows[file_.time.row_of[first + line.entry]];
    minutes.clockless += row.clockless;
    if (line.credited > SimDuration::zero())
      all_signed.add(static_cast<YesNoUnknown>(row.is_signed));
    if (counts && entry.start >= span.from &&
        static_cast<YesNoUnknown>(row.live) == YesNoUnknown::Unknown)
      ++minutes.live_unknown;
  }
  CASELOAD_CHECK(minutes.credited == credit.credited, "the lines of a month are not its credit");
  minutes.live_contact = credit.live_contact;
  live_unknown = credit.live_contact ? 0 : minutes.live_unknown;
  if (minutes.entries > 0 && file_.frame.asks_for(month)) bill_.minutes.push_back(minutes);

  rules::ProgramMonth facts{
      .credited = credit.credited,
      .live_contact = credit.live_contact,
      .documentation = file_.documentation(month.first_day(), last_day_of(month))};
  facts.documentation.signed_off = all_signed.result();
  return facts;
}

void PatientMonths::measure(CalendarMonth month) {
  const rules::RuleSet& rules = file_.frame.rules.for_day(last_day_of(month));
  const auto [first, last] = file_.entries_within(month.first_day(), last_day_of(month));
  const auto entries = std::span(file_.time.entries).subspan(first, last - first);
  rules::MonthFacts mine{.month = month, .own = file_.is_rtm_only() ? Program::Rtm : Program::Rpm};
  ByProgram live_unknown{};
  for (int p = 0; p < rules::kPrograms; ++p) {
    const auto program = static_cast<Program>(p);
    const auto of_program = [&](const rules::TimeEntry& entry) { return entry.program == program; };
    rules::ProgramMonth* facts = program == Program::Rpm   ? &mine.rpm
                                 : program == Program::Ccm ? &mine.ccm
                                 : program == Program::Rtm ? &mine.rtm
                                                           : nullptr;
    if (std::ranges::any_of(entries, of_program) ||
        std::ranges::any_of(file_.time.not_enrolled, of_program)) {
      const rules::ProgramMonth measured = measure(program, month, entries, first, rules,
                                                   live_unknown.at(static_cast<std::size_t>(p)));
      if (facts != nullptr) *facts = measured;
    } else if (facts != nullptr) {
      facts->documentation = file_.documentation(month.first_day(), last_day_of(month));
    }
  }
  facts_.push_back(mine);
  live_unknown_.push_back(live_unknown);
}

bool PatientMonths::both_supported(std::size_t place, const rules::ClaimDecision& decision) const {
  const rules::MonthFacts& facts = facts_[place];
  if (facts.rtm.credited <= SimDuration::zero()) return false;
  const rules::MonthFacts alone{.month = facts.month, .own = Program::Rtm, .rtm = facts.rtm};
  const rules::ClaimDecision rtm = rules::decide_month(alone, rules_of(place));
  return std::ranges::any_of(
      rtm.claims, [&](const rules::Claim& claim) { return !claims(decision, claim.code); });
}

bool PatientMonths::contacts_matter(std::size_t place, rules::Judged& judged) const {
  rules::MonthFacts with_contact = facts_[place];
  rules::ProgramMonth* const programs[] = {&with_contact.rpm, &with_contact.ccm, &with_contact.rtm};
  std::uint32_t unknown = 0;
  for (std::size_t p = 0; p < std::size(programs); ++p) {
    if (live_unknown_[place][p] == 0) continue;
    programs[p]->live_contact = true;
    unknown += live_unknown_[place][p];
  }
  if (unknown == 0) return false;
  const rules::ClaimDecision would =
      rules::decide_month(with_contact, rules_of(place), judged.beside);
  bool matters = false;
  for (rules::NotClaimed& refused : judged.decision.not_claimed) {
    if (!claims(would, refused.code)) continue;
    matters = true;
    refused.reason += fmt::format("; whether {} {} live is unknown", counted(unknown, "entry"),
                                  by_count(unknown, "was", "were"));
  }
  return matters;
}

}  // namespace caseload::records
