#include "sim/experiment/missed.hpp"

#include "sim/base/check.hpp"

namespace caseload::sim {

std::string_view why(Missed cause) {
  switch (cause) {
    case Missed::LeftOrJoinedLate:
      return "joined after the first day or left before day 16";
    case Missed::NeverReached:
      return "rung, and nobody answered";
    case Missed::NoLiveContact:
      return "20 minutes, but no live contact";
    case Missed::WorkWaiting:
      return "work was waiting at the month's end";
    case Missed::NothingMoreDue:
      return "all that was due was done in less than 20 minutes";
    case Missed::NotLogged:
      return "20 minutes worked, fewer logged";
    case Missed::Other:
      return "other";
  }
  return {};
}

Missed cause_of(const MissedFacts& facts) {
  constexpr SimDuration kAsked = minutes{20};
  CASELOAD_CHECK(facts.credited < kAsked || !facts.live_contact,
                 "somebody who reached 20 minutes has not missed them");
  if (!facts.eligible) return Missed::LeftOrJoinedLate;
  if (!facts.live_contact && facts.credited >= kAsked) return Missed::NoLiveContact;
  if (!facts.live_contact && facts.rung) return Missed::NeverReached;
  if (facts.work_waiting) return Missed::WorkWaiting;
  if (facts.worked >= kAsked && facts.live_contact) return Missed::NotLogged;
  if (facts.worked < kAsked) return Missed::NothingMoreDue;
  return Missed::Other;
}

}  // namespace caseload::sim
