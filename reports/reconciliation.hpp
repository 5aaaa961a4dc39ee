#pragma once

// The proof that nothing was lost or altered on the way: the same month as told by everyone who
// took part, compared piece by piece.
//
// The simulator tells what its patients sent and what its own ledger says; the wire what it
// carried; the backend what it stored, and the claims it computed from that alone; and the run in
// process is the same seed without any wire. All must say the same. What a teller cannot know is
// absent.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/trial.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::reports {

struct Account {
  std::string teller;                            // simulator, wire, backend, in process
  std::optional<std::uint64_t> readings;         // distinct, the whole run
  std::optional<std::uint64_t> readings_digest;  // sum of telemetry::reading_digest over them
  std::optional<std::vector<telemetry::Alert>> alerts;            // the whole run, in their order
  std::optional<std::vector<experiment::PatientMonth>> patients;  // of the month, by id
  std::optional<std::uint64_t> fingerprint;                       // of the order of events
};

struct Reconciliation {
  // What is sent and raised is told of the whole run, warm-up too: all of it travelled. Minutes and
  // codes are of the month.
  enum class Span { Run, Month };
  struct Line {
    std::string what;  // readings, alerts, credited minutes, …
    Span span = Span::Run;
    std::vector<std::string> told;  // by teller; "–" where absent
    bool equal = true;
  };
  std::vector<std::string> tellers;
  std::vector<Line> lines;               // those of the run first
  std::vector<std::string> differences;  // the first of each kind, in words, at most kShown

  static constexpr std::size_t kShown = 10;
  bool complete() const;  // every line equal
};

// Everyone is compared with the first who knows. Requires: at least two tellings.
Reconciliation compare(std::span<const Account> accounts);

}  // namespace caseload::reports
