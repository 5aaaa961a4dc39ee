#pragma once

// A run's history as it is stored, in the order in which it happened.

#include <functional>
#include <optional>
#include <vector>

#include "grpc/backend/store_rows.hpp"
#include "grpc/convert/telemetry.hpp"
#include "sim/rules/documentation.hpp"

namespace caseload::wire {

// What a replay hands over, in the order in which it happened.
struct ReplayVisitor {
  std::function<void(const telemetry::Reading&)> reading;
  std::function<void(const telemetry::Enrolment&)> enrolment;
  std::function<void(const Withdrawal&)> withdrawal;
  std::function<void(const StoredWindow&)> window;  // after everything it carried
};

void replay(Database& database, RunKey run, const ReplayVisitor& visitor);

// One patient's time under monitoring, whole once it ended.
struct Episode {
  PatientId patient{};
  SimTime monitoring_from;
  std::optional<SimTime> withdrawn_at;
  rules::Documentation documentation;  // as the latest enrolment says
};

// The episodes that began before `end`: by patient, and of each in order.
std::vector<Episode> episodes_before(Database& database, RunKey run, SimTime end);

}  // namespace caseload::wire
