#pragma once

// The same run as told by one who took part.
//
// The simulator tells what its patients sent and what its own ledger says; the wire what it
// carried; the backend what it stored, and the claims it computed from that alone; and the run in
// process is the same seed without any wire. What a teller cannot know is absent.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grpc/client/backend_audit.hpp"
#include "grpc/client/link_counts.hpp"
#include "sim/base/calendar.hpp"
#include "sim/base/result.hpp"
#include "sim/experiment/detailed_trial.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::wire {

struct Account {
  std::string teller;                            // simulator, wire, backend, in process
  std::optional<std::uint64_t> readings;         // distinct, the whole run
  std::optional<std::uint64_t> readings_digest;  // sum of telemetry::reading_digest over them
  std::optional<std::uint64_t> readings_order;   // Fingerprint of the same in order of arrival
  std::optional<std::vector<telemetry::Alert>> alerts;            // the whole run, in their order
  std::optional<std::vector<experiment::PatientMonth>> patients;  // of the month, by id
  std::optional<std::uint64_t> fingerprint;                       // of the order of events
};

// Of a simulation, as far as a backend can agree with it: a claim that only waits for a signature
// is told as signed, since a backend computes a month's claims at its end and is told that they
// will be, as they are simulated to be in the days after it.
Account account_of(std::string teller, const experiment::DetailedTrial& trial);

// Of the link.
Account account_of_wire(const LinkCounts& counts);

// Of the backend, asked for piece by piece: the readings are listed back and counted here. Errors:
// those of BackendAudit.
Result<Account> account_of_backend(BackendAudit& audit, CalendarMonth month);

}  // namespace caseload::wire
