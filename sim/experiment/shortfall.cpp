#include "sim/experiment/shortfall.hpp"

#include "sim/base/check.hpp"

namespace caseload::experiment {

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
  constexpr SimDuration kAsked = minutes{20};
  CASELOAD_CHECK(facts.credited < kAsked || !facts.live_contact,
                 "somebody who reached 20 minutes has not missed them");
  if (!facts.eligible) return ShortfallReason::LeftOrJoinedLate;
  if (!facts.live_contact && facts.credited >= kAsked) return ShortfallReason::NoLiveContact;
  if (!facts.live_contact && facts.rung) return ShortfallReason::NeverReached;
  if (facts.work_waiting) return ShortfallReason::WorkWaiting;
  if (facts.worked >= kAsked && facts.live_contact) return ShortfallReason::NotLogged;
  if (facts.worked < kAsked) return ShortfallReason::NothingMoreDue;
  return ShortfallReason::Other;
}

}  // namespace caseload::experiment
