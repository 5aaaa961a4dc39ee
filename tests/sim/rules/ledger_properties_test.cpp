// The ledger against a slow ledger that asks, minute by minute, who gets it.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "sim/rules/ledger.hpp"
#include "tests/sim/rules/any_log.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;

const CalendarMonth kMarch = month(2026, 3);
const SimTime kMonthEnd = at(day(2026, 4, 1), 0h);

Credit credit_of(const std::vector<TimeEntry>& entries, const std::vector<Visit>& visits,
                 Program program, std::vector<CreditLine>* lines = nullptr) {
  return credit(entries, visits, program, kMarch, new_york(), medicare_2026(), lines);
}

bool covers(const auto& what, SimTime at) { return what.start <= at && at < what.end; }

bool competes(const TimeEntry& entry) {
  return entry.role != Role::Clerk && entry.activity != Activity::Voicemail && entry.countable;
}

// The programme that is credited with one minute, by the words of ledger.hpp.
std::optional<Program> owner(const Log& log, SimTime at) {
  if (at >= kMonthEnd) return std::nullopt;
  for (const Visit& visit : log.visits) {
    if (covers(visit, at)) return std::nullopt;
  }
  std::set<Program> wanting;
  for (const TimeEntry& entry : log.entries) {
    if (competes(entry) && covers(entry, at)) wanting.insert(entry.program);
  }
  return wanting.empty() ? std::nullopt : std::optional{*wanting.begin()};
}

RC_GTEST_PROP(LedgerProperties, AgreesWithCountingMinuteByMinute, ()) {
  const Log log;

  for (const Program program : {Program::Rpm, Program::Ccm, Program::Other}) {
    SimDuration expected{};
    for (int m = 0; m < kMinutesOfPlay + 30; ++m) {
      if (owner(log, minute(m)) == program) expected += 1min;
    }
    RC_ASSERT(credit_of(log.entries, log.visits, program).credited == expected);
  }
}

RC_GTEST_PROP(LedgerProperties, WhatIsCreditedAndLostAddsUpToEveryEntry, ()) {
  const Log log;
  std::vector<CreditLine> lines;

  const Credit credit = credit_of(log.entries, log.visits, Program::Rpm, &lines);

  RC_ASSERT(lines.size() == log.entries.size());
  SimDuration total{};
  SimDuration by_practitioners{};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    SimDuration sum = lines[i].credited;
    for (const CreditLine::Loss& loss : lines[i].losses) {
      RC_ASSERT(loss.duration > 0min);
      sum += loss.duration;
    }
    RC_ASSERT(lines[i].entry == i);
    RC_ASSERT(sum == log.entries[i].end - log.entries[i].start);
    total += lines[i].credited;
    if (log.entries[i].role == Role::Np) by_practitioners += lines[i].credited;
  }
  RC_ASSERT(total == credit.credited);
  RC_ASSERT(by_practitioners == credit.practitioner);
}

RC_GTEST_PROP(LedgerProperties, SplittingAnEntryChangesNoMinute, ()) {
  const Log log;
  RC_PRE(!log.entries.empty());
  const auto which = *rc::gen::inRange<std::size_t>(0, log.entries.size());
  std::vector<TimeEntry> split = log.entries;
  const SimTime middle = split[which].start + *rc::gen::inRange<std::int64_t>(0, 30) * 1min / 2;
  RC_PRE(middle <= split[which].end);
  TimeEntry rest = split[which];
  split[which].end = middle;
  rest.start = middle;
  split.push_back(rest);

  for (const Program program : {Program::Rpm, Program::Ccm}) {
    RC_ASSERT(credit_of(split, log.visits, program).credited ==
              credit_of(log.entries, log.visits, program).credited);
  }
}

RC_GTEST_PROP(LedgerProperties, AddingAnEntryNeverLowersTheCreditOfItsProgramme, ()) {
  const Log log;
  const TimeEntry added = *any_entry();
  std::vector<TimeEntry> more = log.entries;
  more.push_back(added);

  const Credit before = credit_of(log.entries, log.visits, added.program);
  const Credit after = credit_of(more, log.visits, added.program);

  RC_ASSERT(after.credited >= before.credited);
  RC_ASSERT(after.credited - before.credited <= added.end - added.start);
  RC_ASSERT(after.live_contact >= before.live_contact);
}

RC_GTEST_PROP(LedgerProperties, TheOrderOfTheLogDoesNotMatter, ()) {
  const Log log;
  std::vector<TimeEntry> reversed(log.entries.rbegin(), log.entries.rend());

  RC_ASSERT(credit_of(reversed, log.visits, Program::Rpm).credited ==
            credit_of(log.entries, log.visits, Program::Rpm).credited);
}

}  // namespace
}  // namespace caseload::rules
