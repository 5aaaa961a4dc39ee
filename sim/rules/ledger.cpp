#include "sim/rules/ledger.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "sim/base/check.hpp"
#include "sim/rules/spans.hpp"

namespace caseload::rules {
namespace {

constexpr SimDuration kZero{};

// Why no minute of this entry counts for its own programme, if so.
std::optional<NotCounted> never_counts(const TimeEntry& entry, const RuleSet& rules) {
  if (!rules.role_counts.at(static_cast<std::size_t>(entry.role))) return NotCounted::Role;
  if (!rules.activity_counts.at(static_cast<std::size_t>(entry.activity))) {
    return NotCounted::Activity;
  }
  if (!entry.countable) return NotCounted::MarkedNotCountable;
  return std::nullopt;
}

// The time that belongs to E/M visits.
Spans visit_time(std::span<const Visit> visits, const ZoneTable& zone, VisitExclusion exclusion) {
  Spans time;
  for (const Visit& visit : visits) {
    if (exclusion == VisitExclusion::Minutes) {
      time.add({visit.start, visit.end});
    } else {
      const SimTime last_instant = std::max(visit.start, visit.end - SimDuration{1});
      time.add({zone.midnight(zone.local_day(visit.start)),
                zone.midnight(zone.local_day(last_instant) + days{1})});
    }
  }
  return time;
}

// The order in which entries claim their moments; those that claim none are left out.
std::vector<std::size_t> claiming_order(std::span<const TimeEntry> entries, Program up_to,
                                        const RuleSet& rules) {
  std::vector<std::size_t> order;
  order.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].program <= up_to && !never_counts(entries[i], rules)) order.push_back(i);
  }
  std::ranges::sort(order, {}, [&](std::size_t i) {
    return std::tuple{entries[i].program, entries[i].start, i};
  });
  return order;
}

// What each entry loses as a whole; the entries that compete for moments are settled afterwards.
std::vector<CreditLine> opening_lines(std::span<const TimeEntry> entries, Program program,
                                      const Span& within, const RuleSet& rules) {
  std::vector<CreditLine> lines(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const TimeEntry& entry = entries[i];
    const Span whole{entry.start, entry.end};
    const SimDuration inside = whole.clipped_to(within).length();
    lines[i].entry = i;
    if (inside < whole.length()) {
      lines[i].losses.push_back({NotCounted::OutsideMonth, whole.length() - inside});
    }
    const auto reason =
        entry.program == program ? never_counts(entry, rules) : NotCounted::OtherProgram;
    if (reason && inside > kZero) lines[i].losses.push_back({*reason, inside});
  }
  return lines;
}

}  // namespace

std::string_view why(NotCounted reason) {
  switch (reason) {
    case NotCounted::OutsideMonth:
      return "outside the month";
    case NotCounted::OtherProgram:
      return "for another programme";
    case NotCounted::Role:
      return "by a role whose time does not count";
    case NotCounted::Activity:
      return "a kind of work that does not count";
    case NotCounted::MarkedNotCountable:
      return "the part of the work that does not count";
    case NotCounted::Visit:
      return "in the time of an office visit";
    case NotCounted::Overlap:
      return "at the same time as another entry";
  }
  fail_check("false", "a reason has no words");
}

Credit credit_between(std::span<const TimeEntry> entries, std::span<const Visit> visits,
                      Program program, LocalDay first_day, LocalDay last_day, const ZoneTable& zone,
                      const RuleSet& rules, std::vector<CreditLine>* lines) {
  CASELOAD_CHECK(std::ranges::all_of(entries, [](const TimeEntry& e) { return e.start <= e.end; }),
                 "a time entry ends before it starts");
  const Span within{zone.midnight(first_day), zone.midnight(last_day + days{1})};
  const Spans visited = visit_time(visits, zone, rules.visit_exclusion);
  if (lines != nullptr) *lines = opening_lines(entries, program, within, rules);

  Credit credit;
  Spans spoken_for = visited;  // moments no further entry can have
  for (const std::size_t i : claiming_order(entries, program, rules)) {
    const TimeEntry& entry = entries[i];
    const Span inside = Span{entry.start, entry.end}.clipped_to(within);
    const SimDuration in_visit = visited.overlap(inside);
    const SimDuration lost = spoken_for.overlap(inside);
    spoken_for.add(inside);
    if (entry.program != program) continue;

    const SimDuration gained = inside.length() - lost;
    credit.credited += gained;
    if (rules.role_is_practitioner.at(static_cast<std::size_t>(entry.role))) {
      credit.practitioner += gained;
    }
    credit.live_contact |= entry.live && within.from <= entry.start && entry.start < within.to;
    if (lines == nullptr) continue;
    CreditLine& line = (*lines)[i];
    line.credited = gained;
    if (in_visit > kZero) line.losses.push_back({NotCounted::Visit, in_visit});
    if (lost > in_visit) line.losses.push_back({NotCounted::Overlap, lost - in_visit});
  }
  return credit;
}

Credit credit(std::span<const TimeEntry> entries, std::span<const Visit> visits, Program program,
              CalendarMonth month, const ZoneTable& zone, const RuleSet& rules,
              std::vector<CreditLine>* lines) {
  return credit_between(entries, visits, program, month.first_day(), month.end_day() - days{1},
                        zone, rules, lines);
}

}  // namespace caseload::rules
