#pragma once

// Who was monitored from when to when, put together from enrolments and withdrawals.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "grpc/backend/store_rows.hpp"
#include "grpc/convert/telemetry.hpp"
#include "sim/rules/documentation.hpp"

namespace caseload::wire {

// One patient's time under monitoring, whole once it ended.
struct Episode {
  PatientId patient{};
  SimTime monitoring_from;
  std::optional<SimTime> withdrawn_at;
  rules::Documentation documentation;  // as the latest enrolment says
};

class Episodes {
 public:
  // Only those that begin before `end`.
  explicit Episodes(SimTime end) : end_(end) {}

  // In the order in which they arrived.
  void add(const StoredEnrolment& enrolment);
  void add(const Withdrawal& withdrawal);

  // By patient, and of each in order.
  std::vector<Episode> all() const;

 private:
  SimTime end_;
  std::map<std::uint32_t, std::vector<Episode>> by_patient_;  // none is empty
};

}  // namespace caseload::wire
