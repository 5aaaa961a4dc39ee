#include "cli/wire_trial.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <chrono>
#include <memory>

#include "grpc/backend/backend.hpp"
#include "grpc/client/backend_audit.hpp"
#include "grpc/client/backend_link.hpp"
#include "sim/base/wording.hpp"
#include "sim/telemetry/digest.hpp"

namespace caseload::cli {
namespace {

// Two runs of the same address on one backend are two runs: each has its own readings.
std::string run_name(const experiment::Scenario& scenario, const TrialAddress& address) {
  const auto now = std::chrono::time_point_cast<SimDuration>(std::chrono::system_clock::now());
  return fmt::format("{}, {}, {}, seed {}, replication {}, {} ({})", scenario.name.substr(0, 40),
                     address.plan.name.substr(0, 40), address.month.name(), address.random.seed,
                     address.random.replication, now.time_since_epoch().count(), getpid());
}

wire::Registration registration(const experiment::Scenario& scenario, const TrialAddress& address) {
  return {.run = run_name(scenario, address),
          .scenario_name = scenario.name,
          .scenario_hash = scenario.hash,
          .zone = scenario.zone,
          .rules = scenario.rules,
          .alerts = experiment::alert_rule_settings(scenario.care.alerts)};
}

// What the backend holds, asked for piece by piece: the readings are listed back and counted here.
Result<reports::Account> ask_backend(wire::BackendAudit& audit, const DetailedTrial& trial,
                                     CalendarMonth month) {
  if (const auto logged = audit.log_time(trial.record.log, trial.record.visits); !logged)
    return std::unexpected(logged.error());

  reports::Account told;
  told.teller = "backend";
  told.readings = 0;
  told.readings_digest = 0;
  const auto listed = audit.each_reading([&](const telemetry::Reading& reading) {
    ++*told.readings;
    *told.readings_digest += telemetry::reading_digest(reading);
  });
  if (!listed) return std::unexpected(listed.error());

  auto alerts = audit.alerts();
  if (!alerts) return std::unexpected(alerts.error());
  told.alerts = std::move(*alerts);

  auto claims = audit.claims(month);
  if (!claims) return std::unexpected(claims.error());
  std::vector<experiment::PatientMonth>& patients = told.patients.emplace();
  for (wire::PatientClaims& each : *claims) {
    experiment::PatientMonth& patient = patients.emplace_back();
    patient.patient = each.patient;
    patient.credit = each.credit;
    patient.claims = std::move(each.claims);
    patient.not_claimed = std::move(each.not_claimed);
  }
  return told;
}

Result<WireTrial> converse(const experiment::Scenario& scenario, const TrialAddress& address,
                           const wire::LinkOptions& options, std::optional<PatientId> follow,
                           const std::atomic<bool>& stop) {
  const wire::Registration registered = registration(scenario, address);
  // The simulated practice has all papers of its patients in order.
  auto opened = wire::BackendLink::open(options, registered, rules::kComplete);
  if (!opened) return std::unexpected(opened.error());
  wire::BackendLink& link = **opened;

  WireTrial result;
  try {
    result.trial = run_in_detail(scenario, address, follow, link, link, stop);
    link.close();
  } catch (const wire::Unreachable& away) {
    return std::unexpected(Error{Error::Kind::Unreachable, away.what()});
  } catch (const wire::Refused& refused) {
    return std::unexpected(refused.error());
  }

  const wire::LinkCounts& counts = link.counts();
  if (counts.unacknowledged() != 0)
    return std::unexpected(
        Error{Error::Kind::Incorrect,
              fmt::format("{} handed in and never acknowledged",
                          counted(static_cast<std::int64_t>(counts.unacknowledged()), "reading"))});
  if (counts.reconnections > 0)
    spdlog::info("the connection was lost and made anew {}; {} sent again",
                 counted(static_cast<std::int64_t>(counts.reconnections), "time"),
                 counted(static_cast<std::int64_t>(counts.resent), "reading"));
  result.counts = {counts.readings + counts.resent, counts.distinct, counts.duplicates,
                   counts.resent};
  result.wire.teller = "wire";
  result.wire.readings = counts.distinct;
  result.wire.readings_digest = counts.digest;

  wire::BackendAudit audit{options, registered.run};
  Result<reports::Account> backend = ask_backend(audit, result.trial, address.month);
  if (!backend) return std::unexpected(backend.error());
  result.backend = std::move(*backend);
  return result;
}

}  // namespace

Result<WireTrial> run_over_wire(const experiment::Scenario& scenario, const TrialAddress& address,
                                const WireChoice& choice, std::optional<PatientId> follow,
                                const std::atomic<bool>& stop) {
  wire::LinkOptions options;
  options.target = choice.where;
  options.stop = &stop;
  options.retry_for = std::chrono::duration_cast<std::chrono::milliseconds>(choice.give_up_after);
  if (choice.where != "embedded") return converse(scenario, address, options, follow, stop);

  wire::BackendOptions embedded;
  embedded.store.path = choice.database;
  const auto backend = wire::Backend::start(embedded);
  if (!backend) return std::unexpected(backend.error());
  options.target = (*backend)->address();
  return converse(scenario, address, options, follow, stop);
}

}  // namespace caseload::cli
