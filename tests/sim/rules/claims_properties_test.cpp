// What holds for the claims of any log.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/rules/spans.hpp"
#include "tests/sim/rules/any_log.hpp"
#include "tests/sim/rules/patient_month.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;

Facts facts_of(const Log& log, int days_with = 0) {
  return {.log = log.entries, .visits = log.visits, .readings = readings_on(days_with)};
}

int units(const std::vector<Claim>& claims, std::string_view code) {
  for (const Claim& claim : claims) {
    if (claim.code == code) return claim.units;
  }
  return 0;
}

// More of a programme's work never loses a code of it, but for the pairs that exclude each other:
// the short month gives way to the full one, the practitioner's half hour to the month's code.
RC_GTEST_PROP(ClaimsProperties, MoreWorkNeverLosesACode, ()) {
  const Log log;
  const TimeEntry added = *any_entry();
  Facts more = facts_of(log);
  more.log.push_back(added);

  const auto before = claims(facts_of(log), medicare_2026());
  const auto after = claims(more, medicare_2026());

  if (added.program == Program::Rpm) {
    RC_ASSERT(units(after, "99457") >= units(before, "99457"));
    RC_ASSERT(units(after, "99458") >= units(before, "99458"));
    RC_ASSERT(units(after, "99457") + units(after, "99470") >=
              units(before, "99457") + units(before, "99470"));
  } else if (added.program == Program::Ccm) {
    RC_ASSERT(units(after, "99490") >= units(before, "99490"));
    RC_ASSERT(units(after, "99439") >= units(before, "99439"));
    RC_ASSERT(units(after, "99457") == units(before, "99457"));
  }
}

RC_GTEST_PROP(ClaimsProperties, MoreDaysNeverLoseADeviceCode, ()) {
  const auto fewer = *rc::gen::inRange(0, 31);
  const auto more = *rc::gen::inRange(fewer, 31);
  const auto device_codes = [](int days_with) {
    const auto all = claims({.log = {}, .readings = readings_on(days_with)}, medicare_2026());
    return std::pair{units(all, "99445") + units(all, "99454"), units(all, "99454")};
  };

  RC_ASSERT(device_codes(more).first >= device_codes(fewer).first);
  RC_ASSERT(device_codes(more).second >= device_codes(fewer).second);
}

// How the same work is cut into entries, and in which order they stand, is nobody's business. (The
// contact, which belongs to the entry's beginning, stays with the first piece.)
RC_GTEST_PROP(ClaimsProperties, SplittingAndShufflingTheLogChangesNoClaim, ()) {
  const Log log;
  Facts cut = facts_of(log);
  cut.log.clear();
  for (const TimeEntry& entry : log.entries) {
    const auto half = entry.start + (entry.end - entry.start) / 2;
    TimeEntry first = entry, rest = entry;
    first.end = rest.start = half;
    rest.live = false;
    cut.log.insert(
        cut.log.begin() + *rc::gen::inRange<int>(0, static_cast<int>(cut.log.size()) + 1), rest);
    cut.log.push_back(first);
  }

  RC_ASSERT(codes(cut, medicare_2026()) == codes(facts_of(log), medicare_2026()));
}

RC_GTEST_PROP(ClaimsProperties, NoMinuteIsCreditedTwiceNorMoreThanWereWorked, ()) {
  const Log log;
  Spans worked;
  for (const TimeEntry& entry : log.entries) worked.add({entry.start, entry.end});

  SimDuration credited{};
  for (const Program program : {Program::Rpm, Program::Ccm, Program::Rtm, Program::Other})
    credited +=
        credit(log.entries, log.visits, program, month(2026, 3), new_york(), medicare_2026())
            .credited;

  RC_ASSERT(credited <= worked.overlap({SimTime::min(), SimTime::max()}));
}

RC_GTEST_PROP(ClaimsProperties, CodesThatExcludeEachOtherNeverMeet, ()) {
  Log log;
  for (TimeEntry& entry : log.entries)
    if (entry.program == Program::Other) entry.program = Program::Rtm;
  Facts facts = facts_of(log, *rc::gen::inRange(0, 31));
  facts.device = *rc::gen::element(Program::Rpm, Program::Rtm);

  const auto all = claims(facts, medicare_2026());

  for (const Exclusion& exclusion : medicare_2026().exclusions)
    for (const std::string& code : exclusion.codes)
      for (const std::string& other : exclusion.beside)
        RC_ASSERT(units(all, code) == 0 || units(all, other) == 0);
  RC_ASSERT(units(all, "99470") + units(all, "99457") <= 1);
  RC_ASSERT(units(all, "99445") + units(all, "99454") <= 1);
}

}  // namespace
}  // namespace caseload::rules
