// caseload run FILE: one month of one plan in detail, in process or over a wire.

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <optional>

#include "cli/choose.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/open_scenario.hpp"
#include "cli/security_flags.hpp"
#include "cli/version.hpp"
#include "cli/wire_choice.hpp"
#include "grpc/closed_loop/closed_loop.hpp"
#include "reports/run/run_text.hpp"
#include "reports/run/trace_text.hpp"
#include "scenarios/text/quantities.hpp"
#include "sim/experiment/detailed_trial.hpp"

namespace caseload::cli {
namespace {

struct Options {
  std::string file;
  std::string plan;
  std::string month;
  WireChoice wire;
  std::optional<std::uint32_t> patient;
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
  bool quiet = false;
  bool json = false;
};

Result<experiment::TrialAddress> address_of(const experiment::Scenario& scenario,
                                            const Options& options) {
  experiment::TrialAddress address{
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

// In process, or over the wire with everyone's account of it.
struct Told {
  experiment::DetailedTrial trial;
  std::optional<experiment::WireCounts> counts;
  std::optional<experiment::Reconciliation> reconciliation;
};

Result<Told> simulate(const experiment::Scenario& scenario, const experiment::TrialAddress& address,
                      const Wire& wire, std::optional<PatientId> follow,
                      const std::atomic<bool>& stop) {
  if (!wire.link)
    return Told{experiment::run_in_process(scenario, address, follow, stop), std::nullopt,
                std::nullopt};
  const auto note = [](const std::string& text) { spdlog::info("{}", text); };
  auto loop = wire::run_closed_loop(scenario, address, {*wire.link, follow, note}, stop);
  if (!loop) return std::unexpected(loop.error());
  return Told{std::move(loop->trial), loop->counts, std::move(loop->reconciliation)};
}

Exit run(const Options& options) {
  set_up_log(options.quiet);
  const Result<scenarios::LoadedScenario> loaded = open_scenario(options.file);
  if (!loaded) return refuse(loaded.error());
  const experiment::Scenario& scenario = loaded->scenario;
  const Result<experiment::TrialAddress> address = address_of(scenario, options);
  if (!address) return refuse(address.error());
  const std::atomic<bool>& stop = interrupt_flag();
  const Result<Wire> wire = open_wire(options.wire);
  if (!wire) return refuse(wire.error());
  std::optional<PatientId> follow;
  if (options.patient) follow = PatientId{*options.patient};

  const Result<Told> told = simulate(scenario, *address, *wire, follow, stop);
  if (!told) return refuse(told.error());
  const std::optional<experiment::Reconciliation>& reconciliation = told->reconciliation;

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
      .wire = wire->words};
  const reports::RunReport report{facts, scenario, told->trial.outcome, told->counts,
                                  reconciliation};
  std::optional<reports::Trace> trace;
  if (follow) {
    Result<reports::Trace> made = reports::trace_of(*follow, address->month, scenario, told->trial);
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
  } catch (const experiment::Interrupted& stopped) {
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
          "--wire", options->wire.where,
          "none; embedded: over gRPC to a backend of our own; HOST:PORT: to one that runs apart")
      ->capture_default_str();
  command->add_option("--db", options->wire.database,
                      "With --wire embedded: keep what the backend stored in this SQLite file");
  command
      ->add_option(
          "--give-up-after", options->wire.give_up_after,
          "How long a backend may leave a question without an answer; it is asked again until then")
      ->capture_default_str();
  command->add_option("--trace", options->patient,
                      "Print the month of the patient with this number as a timeline");
  command->add_option("--seed", options->seed, "All luck follows from it")->capture_default_str();
  command->add_option("--replication", options->replication, "Which of the replications of `plan`")
      ->capture_default_str();
  add_client_security(*command, options->wire.security);
  command->add_flag("--quiet", options->quiet, "No notes on stderr");
  command->add_flag("--json", options->json, "Print JSON");
  command->callback(
      [options, &invocation] { invocation.perform = [options] { return run_or_stop(*options); }; });
}

}  // namespace caseload::cli
