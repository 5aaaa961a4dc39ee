// caseload run FILE: one month of one plan in detail, in process or over a wire.

#include <fmt/format.h>

#include <memory>
#include <optional>

#include "cli/choose.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/detailed_trial.hpp"
#include "cli/interrupt.hpp"
#include "cli/open_scenario.hpp"
#include "cli/version.hpp"
#include "cli/wire_trial.hpp"
#include "reports/run/run_text.hpp"
#include "reports/run/trace_text.hpp"
#include "scenarios/text/quantities.hpp"

namespace caseload::cli {
namespace {

struct Options {
  std::string file;
  std::string plan;
  std::string month;
  std::string wire = "none";
  std::string database;
  std::string give_up_after = "60s";
  std::optional<std::uint32_t> patient;
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
  bool quiet = false;
  bool json = false;
};

// A backend computes a month's claims at its end and is told that they will be signed, as they are
// simulated to be in the days after it: what only waits for that is compared as signed.
reports::Account account_of(std::string teller, const DetailedTrial& trial) {
  const experiment::TrialRecord& record = trial.record;
  reports::Account told{std::move(teller), record.readings_distinct, record.readings_digest,
                        record.alerts,     record.patients,          trial.outcome.fingerprint};
  for (experiment::PatientMonth& patient : *told.patients)
    for (rules::Claim& claim : patient.claims) claim.held = false;
  return told;
}

Result<TrialAddress> address_of(const experiment::Scenario& scenario, const Options& options) {
  TrialAddress address{
      scenario.plans.front(), scenario.months.front(), {options.seed, options.replication}};
  if (!options.plan.empty()) {
    const auto plan = choose_plan(scenario, options.plan);
    if (!plan) return std::unexpected(plan.error());
    address.plan = *plan;
  }
  if (!options.month.empty()) {
    const auto month = choose_month(scenario, options.month);
    if (!month) return std::unexpected(month.error());
    address.month = *month;
  }
  return address;
}

// What one patient's month looked like.
Result<reports::Trace> trace_of(const experiment::Scenario& scenario, const TrialAddress& address,
                                PatientId patient, const DetailedTrial& trial) {
  for (const experiment::PatientMonth& month : trial.record.patients) {
    if (month.patient != patient || !trial.enrolment) continue;
    return reports::trace({scenario, address.month, *trial.enrolment, month, *trial.journal,
                           trial.record.log, trial.record.visits});
  }
  const std::vector<experiment::PatientMonth>& enrolled = trial.record.patients;
  return std::unexpected(Error{
      Error::Kind::BadInput,
      fmt::format(
          "--trace {}: no such patient was enrolled in {} or had a device period that ended "
          "in it; there {}",
          number(patient), address.month.spoken(),
          enrolled.empty()
              ? std::string{"is nobody"}
              : fmt::format("are {}, numbered from {} to {}", enrolled.size(),
                            number(enrolled.front().patient), number(enrolled.back().patient)))});
}

std::string wire_words(const std::string& wire) {
  if (wire == "none") return "in process";
  return wire == "embedded" ? "over gRPC to an embedded backend" : "over gRPC to " + wire;
}

Exit run(const Options& options) {
  set_up_log(options.quiet);
  const Result<scenarios::LoadedScenario> loaded = open_scenario(options.file);
  if (!loaded) return refuse(loaded.error());
  const experiment::Scenario& scenario = loaded->scenario;
  const Result<TrialAddress> address = address_of(scenario, options);
  if (!address) return refuse(address.error());
  if (const auto known = check_wire(options.wire); !known) return refuse(known.error());
  if (!options.database.empty() && options.wire != "embedded")
    return refuse({Error::Kind::BadInput,
                   "--db belongs to --wire embedded; a backend that runs apart has its own"});
  const auto patience = scenarios::parse_duration(options.give_up_after);
  if (!patience)
    return refuse({Error::Kind::BadInput,
                   "--give-up-after " + options.give_up_after + ": " + patience.error()});
  std::optional<PatientId> follow;
  if (options.patient) follow = PatientId{*options.patient};

  const std::atomic<bool>& stop = interrupt_flag();
  DetailedTrial trial;
  std::optional<reports::WireCounts> counts;
  std::optional<reports::Reconciliation> reconciliation;
  if (options.wire == "none") {
    trial = run_in_process(scenario, *address, follow, stop);
  } else {
    Result<WireTrial> over_wire = run_over_wire(
        scenario, *address, {options.wire, options.database, *patience}, follow, stop);
    if (!over_wire) return refuse(over_wire.error());
    trial = std::move(over_wire->trial);
    counts = over_wire->counts;
    const DetailedTrial again = run_in_process(scenario, *address, std::nullopt, stop);
    const std::vector<reports::Account> told{account_of("simulator", trial), over_wire->wire,
                                             over_wire->backend, account_of("in process", again)};
    reconciliation = reports::compare(told);
  }

  const reports::RunFacts facts{
      .version = std::string{kVersion},
      .scenario = options.file,
      .scenario_hash = scenario.hash,
      .zone = scenario.zone.name(),
      .plan = address->plan.name,
      .month = address->month,
      .begun = scenario.zone.local_day(experiment::simulation_start(scenario, address->month)),
      .seed = options.seed,
      .replication = options.replication,
      .wire = wire_words(options.wire)};
  const reports::RunReport report{facts, scenario, trial.outcome, counts, reconciliation};
  std::optional<reports::Trace> trace;
  if (follow) {
    Result<reports::Trace> made = trace_of(scenario, *address, *follow, trial);
    if (!made) return refuse(made.error());
    trace = std::move(*made);
  }

  std::string text;
  if (options.json) {
    text = reports::run_json(report, trace ? &*trace : nullptr);
  } else if (trace) {
    text = reports::trace_text(*trace, facts, scenario.zone, scenario.rules);
    if (reconciliation) text += reports::reconciliation_text(*reconciliation, facts);
  } else {
    text = reports::run_text(report);
  }
  if (const auto printed = print(text); !printed) return refuse(printed.error());
  return reconciliation && !reconciliation->complete() ? Exit::Incorrect : Exit::Yes;
}

Exit run_or_stop(const Options& options) {
  try {
    return run(options);
  } catch (const Interrupted& stopped) {
    complain(stopped.what());
    return Exit::Interrupted;
  }
}

}  // namespace

void add_run(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("run", "Simulates one month of one plan in detail");
  command
      ->add_option("FILE", options->file, "The scenario: a file, or the name of one of the library")
      ->required();
  command->add_option("--plan", options->plan,
                      "By name, or unlimited; without it the scenario's first");
  command->add_option("--month", options->month, "As in 2026-03; without it the scenario's first");
  command
      ->add_option(
          "--wire", options->wire,
          "none; embedded: over gRPC to a backend of our own; HOST:PORT: to one that runs apart")
      ->capture_default_str();
  command->add_option("--db", options->database,
                      "With --wire embedded: keep what the backend stored in this SQLite file");
  command
      ->add_option("--give-up-after", options->give_up_after,
                   "How long a backend that went away is tried again")
      ->capture_default_str();
  command->add_option("--trace", options->patient,
                      "Print the month of the patient with this number as a timeline");
  command->add_option("--seed", options->seed, "All luck follows from it")->capture_default_str();
  command->add_option("--replication", options->replication, "Which of the replications of `plan`")
      ->capture_default_str();
  command->add_flag("--quiet", options->quiet, "No notes on stderr");
  command->add_flag("--json", options->json, "Print JSON");
  command->callback(
      [options, &invocation] { invocation.perform = [options] { return run_or_stop(*options); }; });
}

}  // namespace caseload::cli
