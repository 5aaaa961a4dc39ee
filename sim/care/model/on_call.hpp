#pragma once

// Who answers urgent alerts while nobody is on duty: somebody at home with a telephone, or a
// vendor's line. They take nothing else from the worklist, and take it after a delay.

#include <array>
#include <optional>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/care/model/clock_span.hpp"

namespace caseload::care {

struct OnCall {
  // By weekday, 0 = Sunday, holidays too; none at all: whenever nobody of the plan who may look at
  // alerts is scheduled.
  std::array<std::optional<ClockSpan>, 7> hours{};
  SimDuration responds_in = minutes{15};  // from being called to the first look
  Cents per_hour{};                       // on call, before the wage load
  Cents per_call{};                       // of being called, before the wage load
  bool vendor_line = false;               // paid for by the fee instead
  Cents fee_per_patient_month{};          // of a vendor's line

  bool has_hours() const {
    for (const auto& span : hours)
      if (span) return true;
    return false;
  }
};

}  // namespace caseload::care
