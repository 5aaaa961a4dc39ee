#include "records/bill.hpp"

#include <numeric>

#include "sim/base/check.hpp"

namespace caseload::records {

std::string_view name(Lost reason) {
  constexpr std::array<std::string_view, kLost> kNames{"role",  "activity", "marked_not_countable",
                                                       "visit", "overlap",  "not_enrolled"};
  return kNames.at(static_cast<std::size_t>(reason));
}

std::string_view why(Lost reason) {
  switch (reason) {
    case Lost::Role:
      return why(rules::NotCounted::Role);
    case Lost::Activity:
      return why(rules::NotCounted::Activity);
    case Lost::MarkedNotCountable:
      return why(rules::NotCounted::MarkedNotCountable);
    case Lost::Visit:
      return why(rules::NotCounted::Visit);
    case Lost::Overlap:
      return why(rules::NotCounted::Overlap);
    case Lost::NotEnrolled:
      return "on a day on which the patient was not enrolled";
  }
  fail_check("false", "a reason has no name");
}

SimDuration BilledMinutes::logged() const {
  return std::accumulate(lost.begin(), lost.end(), credited);
}

}  // namespace caseload::records
