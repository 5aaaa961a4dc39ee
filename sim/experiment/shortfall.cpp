#include "sim/experiment/shortfall.hpp"

#include "sim/base/check.hpp"
#include "sim/experiment/outcome.hpp"

namespace caseload::experiment {

std::string_view name(ShortfallReason cause) {
  switch (cause) {
    case ShortfallReason::LeftOrJoinedLate:
      return "left_or_joined_late";
    case ShortfallReason::NeverReached:
      return "never_reached";
    case ShortfallReason::NoLiveContact:
      return "no_live_contact";
    case ShortfallReason::WorkWaiting:
      return "work_waiting";
    case ShortfallReason::NothingMoreDue:
      return "nothing_more_due";
    case ShortfallReason::NotLogged:
      return "not_logged";
    case ShortfallReason::Other:
      return "other";
  }
  return {};
}

std::string_view why(ShortfallReason cause) {
  switch (cause) {
    case ShortfallReason::LeftOrJoinedLate:
      return "joined after the first day or left before day 16";
    case ShortfallReason::NeverReached:
      return "rung, and nobody answered";
    case ShortfallReason::NoLiveContact:
      return "20 minutes, but no live contact";
    case ShortfallReason::WorkWaiting:
      return "work was waiting at the month's end";
    case ShortfallReason::NothingMoreDue:
      return "all that was due was done in less than 20 minutes";
    case ShortfallReason::NotLogged:
      return "20 minutes worked, fewer logged";
    case ShortfallReason::Other:
      return "other";
  }
  return {};
}

ShortfallReason cause_of(const ShortfallFacts& facts) {
  CASELOAD_CHECK(facts.credited < kBillingMinutes || !facts.live_contact,
                 "somebody who reached 20 minutes has not missed them");
  if (!facts.eligible) return ShortfallReason::LeftOrJoinedLate;
  if (!facts.live_contact && facts.credited >= kBillingMinutes)
    return ShortfallReason::NoLiveContact;
  if (!facts.live_contact && facts.rung) return ShortfallReason::NeverReached;
  if (facts.work_waiting) return ShortfallReason::WorkWaiting;
  if (facts.worked >= kBillingMinutes && facts.live_contact) return ShortfallReason::NotLogged;
  if (facts.worked < kBillingMinutes) return ShortfallReason::NothingMoreDue;
  return ShortfallReason::Other;
}

}  // namespace caseload::experiment
