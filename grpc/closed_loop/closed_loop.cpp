#include "grpc/closed_loop/closed_loop.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <memory>
#include <utility>

#include "grpc/client/backend_audit.hpp"
#include "grpc/client/backend_link.hpp"
#include "grpc/client/failures.hpp"
#include "grpc/closed_loop/account.hpp"
#include "grpc/closed_loop/reconcile.hpp"
#include "sim/base/wording.hpp"

namespace caseload::wire {
namespace {

// Two runs of the same address on one backend are two runs: each has its own readings.
std::string run_name(const experiment::Scenario& scenario,
                     const experiment::TrialAddress& address) {
  const auto now = std::chrono::time_point_cast<SimDuration>(std::chrono::system_clock::now());
  return fmt::format("{}, {}, {}, seed {}, replication {}, {} ({})", scenario.name.substr(0, 40),
                     address.plan.name.substr(0, 40), address.month.name(), address.random.seed,
                     address.random.replication, now.time_since_epoch().count(), getpid());
}

Registration registration(const experiment::Scenario& scenario,
                          const experiment::TrialAddress& address) {
  return {.run = run_name(scenario, address),
          .scenario_name = scenario.name,
          .scenario_hash = scenario.hash,
          .zone = scenario.zone,
          .rules = scenario.rules,
          .alerts = experiment::alert_rule_settings(scenario.care.alerts)};
}

struct Conversation {
  experiment::DetailedTrial trial;
  LinkCounts counts;
  SentRun sent;
  std::uint64_t alerts = 0;  // that came back
};

Result<Conversation> converse(const experiment::Scenario& scenario,
                              const experiment::TrialAddress& address,
                              const ClosedLoopOptions& options, const Registration& registered,
                              const std::atomic<bool>& stop) {
  // The simulated practice has all papers of its patients in order.
  auto opened = BackendLink::open(options.link, registered, rules::kComplete);
  if (!opened) return std::unexpected(opened.error());
  BackendLink& link = **opened;

  Conversation result;
  try {
    result.trial = experiment::run_in_detail(scenario, address, options.follow, link, link, stop);
    link.close();
  } catch (const Unreachable& away) {
    return std::unexpected(Error{Error::Kind::Unreachable, away.what()});
  } catch (const Stopped& stopped) {
    throw experiment::Interrupted(stopped.what());
  } catch (const Refused& refused) {
    return std::unexpected(refused.error());
  }
  result.counts = link.counts();
  result.sent = link.sent();
  result.alerts = link.alerts();
  return result;
}

Result<void> everything_acknowledged(const LinkCounts& counts) {
  if (counts.unacknowledged() == 0) return {};
  return std::unexpected(
      Error{Error::Kind::Incorrect,
            fmt::format("{} handed in and never acknowledged",
                        counted(static_cast<std::int64_t>(counts.unacknowledged()), "reading"))});
}

// What the backend must have stored, if it has what it acknowledged.
BackendTotals expected_totals(const Conversation& over_wire) {
  const experiment::TrialRecord& record = over_wire.trial.record;
  return {.windows = over_wire.counts.windows,
          .watermark = over_wire.sent.watermark(),
          .patients = over_wire.sent.patients(),
          .readings = over_wire.counts.distinct,
          .readings_digest = over_wire.counts.digest,
          .alerts = over_wire.alerts,
          .entries = record.log.size(),
          .visits = record.visits.size()};
}

std::string reconnected(const LinkCounts& counts) {
  return fmt::format("the connection was lost and made anew {}; {} sent again",
                     counted(static_cast<std::int64_t>(counts.reconnections), "time"),
                     counted(static_cast<std::int64_t>(counts.resent), "reading"));
}

}  // namespace

Result<ClosedLoop> run_closed_loop(const experiment::Scenario& scenario,
                                   const experiment::TrialAddress& address,
                                   ClosedLoopOptions options, const std::atomic<bool>& stop) {
  options.link.stop = &stop;  // heard by every call
  const Registration registered = registration(scenario, address);
  Result<Conversation> over_wire = converse(scenario, address, options, registered, stop);
  if (!over_wire) return std::unexpected(over_wire.error());
  experiment::DetailedTrial& trial = over_wire->trial;
  const LinkCounts& counts = over_wire->counts;
  if (const auto all = everything_acknowledged(counts); !all) return std::unexpected(all.error());
  if (counts.reconnections > 0 && options.note) options.note(reconnected(counts));

  BackendAudit audit{options.link, registered.run, {&over_wire->sent, over_wire->alerts}};
  if (const auto logged = audit.log_time(trial.record.log, trial.record.visits); !logged)
    return std::unexpected(logged.error());
  Result<Account> backend = account_of_backend(audit, address.month);
  if (!backend) return std::unexpected(backend.error());

  const experiment::DetailedTrial again =
      experiment::run_in_process(scenario, address, std::nullopt, stop);
  const std::array accounts{account_of("simulator", trial), account_of_wire(counts),
                            std::move(*backend), account_of("in process", again)};
  ClosedLoop loop{
      {},
      {counts.readings + counts.resent, counts.distinct, counts.duplicates, counts.resent},
      reconcile(accounts)};
  // Where the accounts differ they say it better.
  if (loop.reconciliation.complete()) {
    const Result<void> same = audit.totals_are(expected_totals(*over_wire));
    if (!same) return std::unexpected(same.error());
  }
  loop.trial = std::move(trial);
  return loop;
}

}  // namespace caseload::wire
