// caseload plan FILE: which staffing meets the requirement, month by month?

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>

#include "cli/choose.hpp"
#include "cli/commands.hpp"
#include "cli/compare_rules.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/open_scenario.hpp"
#include "cli/plan_as_of.hpp"
#include "cli/plan_panel.hpp"
#include "cli/plan_run.hpp"
#include "cli/progress.hpp"
#include "cli/version.hpp"
#include "reports/plan/plan_csv.hpp"
#include "reports/plan/plan_json.hpp"
#include "reports/plan/plan_text.hpp"
#include "reports/render/output_directory.hpp"
#include "scenarios/text/quantities.hpp"
#include "sim/experiment/ceiling.hpp"
#include "sim/experiment/in_question.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/experiment/summary.hpp"

namespace caseload::cli {
namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

experiment::Experiment simulate(const experiment::Scenario& scenario, const PlanOptions& options,
                                SimDuration budget, const std::atomic<bool>& stop) {
  Progress progress{options.quiet};
  experiment::RunOptions run = run_options(options, stop, progress);
  run.budget = budget;
  run.ceilings = true;
  return experiment::run_experiment(scenario, experiment::plans_and_ceiling(scenario), run);
}

// What else moves the answer: not asked of a run that has a budget, or was stopped.
std::optional<experiment::WhatIf> ask_what_if(const experiment::Scenario& scenario,
                                              const PlanOptions& options,
                                              const experiment::Experiment& experiment,
                                              const experiment::Summary& summary,
                                              const std::atomic<bool>& stop) {
  if (experiment.partial || !options.budget.empty()) return std::nullopt;
  Progress progress{options.quiet};
  const experiment::PlanSummary& asked = experiment::plan_in_question(summary);
  const auto place = static_cast<std::size_t>(&asked - summary.plans.data());
  return experiment::what_if(scenario, experiment, experiment::month_in_question(summary), place,
                             run_options(options, stop, progress));
}

// What a threshold-driven policy takes from patients of high acuity: always beside its results.
std::optional<experiment::PolicyComparison> compare_with_fifo(
    const experiment::Scenario& scenario, const PlanOptions& options,
    const experiment::Experiment& experiment, const experiment::Summary& summary,
    const std::atomic<bool>& stop) {
  Progress progress{options.quiet};
  return experiment::compare_policy(scenario, experiment, experiment::month_in_question(summary),
                                    run_options(options, stop, progress));
}

// What primary nurses cost against a pool: always beside their results.
std::optional<experiment::AssignmentComparison> compare_with_pool(
    const experiment::Scenario& scenario, const PlanOptions& options,
    const experiment::Experiment& experiment, const experiment::Summary& summary,
    const std::atomic<bool>& stop) {
  Progress progress{options.quiet};
  return experiment::compare_assignment(scenario, experiment,
                                        experiment::month_in_question(summary),
                                        run_options(options, stop, progress));
}

Exit answer(const experiment::Summary& summary) {
  if (summary.cheapest_yes) return Exit::Yes;
  return summary.any_too_close ? Exit::TooClose : Exit::NoPlan;
}

// Everything the command line says, understood and found good before anything is simulated.
struct Order {
  scenarios::LoadedScenario loaded;
  SimDuration budget{};
  std::optional<reports::OutputDirectory> directory;
};

Result<Order> understand(const PlanOptions& options) {
  auto loaded = open_scenario(options.file);
  if (!loaded) return std::unexpected(loaded.error());
  Order order{std::move(*loaded), {}, {}};
  if (const auto chosen = choose_months(order.loaded.scenario, options.months); !chosen)
    return std::unexpected(chosen.error());
  if (!options.budget.empty()) {
    const auto budget = scenarios::parse_duration(options.budget);
    if (!budget) return bad_input("--budget " + options.budget + ": " + budget.error());
    order.budget = *budget;
  }
  if (!options.out.empty()) {
    order.directory.emplace(options.out, "plan.json", options.force);
    const auto identity = reports::plan_identity(order.loaded.scenario, std::string{kVersion},
                                                 options.seed, options.replications);
    if (const auto admitted = order.directory->admits(identity); !admitted)
      return std::unexpected(admitted.error());
  }
  return order;
}

// How long it took on which machine: no part of the results.
struct Stopwatch {
  std::chrono::system_clock::time_point started_at = std::chrono::system_clock::now();
  std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();

  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  }
};

Result<void> write_files(const reports::OutputDirectory& directory,
                         const reports::PlanReport& report, const std::string& json,
                         reports::RunRecord record) {
  record.version = report.version;
  record.commit = commit();
  record.host = host_name();
  std::vector<reports::OutputFile> files = reports::plan_csv(report);
  files.push_back({"run.json", reports::run_record_json(record)});
  files.push_back({"plan.json", json});
  return directory.write(
      reports::plan_identity(report.scenario, report.version, report.experiment.seed,
                             report.experiment.replications),
      files);
}

Exit plan(const PlanOptions& options, const std::string& command_line) {
  set_up_log(options.quiet);
  if (!options.as_of.empty() || !options.state.empty()) return plan_as_of(options);
  if (!options.panels.empty()) return plan_panel(options);
  const Result<Order> order = understand(options);
  if (!order) return refuse(order.error());
  const experiment::Scenario& scenario = order->loaded.scenario;

  const std::atomic<bool>& stop = interrupt_flag();
  if (!options.compare_rules.empty()) return compare_rules(scenario, options, stop);
  note_if_no_yes_is_possible(scenario, options.replications);
  const Stopwatch watch;
  const experiment::Experiment experiment = simulate(scenario, options, order->budget, stop);
  const double wall_seconds = watch.seconds();
  const bool interrupted = experiment.partial && stop;
  if (experiment.replications == 0) {
    complain(
        "stopped before every plan and month had been simulated once: there is nothing to report");
    return interrupted ? Exit::Interrupted : Exit::TooClose;
  }

  const experiment::Summary summary = experiment::summarise(scenario, experiment);
  const reports::PlanReport report{scenario,
                                   experiment,
                                   summary,
                                   options.file,
                                   std::string{kVersion},
                                   order->loaded.defaults.size(),
                                   moving(order->loaded.defaults),
                                   ask_what_if(scenario, options, experiment, summary, stop),
                                   compare_with_fifo(scenario, options, experiment, summary, stop),
                                   compare_with_pool(scenario, options, experiment, summary, stop)};
  const std::string json = reports::plan_json(report);
  if (const auto printed = print(options.json ? json : reports::plan_text(report)); !printed)
    return refuse(printed.error());
  if (order->directory) {
    reports::RunRecord record;
    record.command = command_line;
    record.started_at = iso(std::chrono::time_point_cast<SimDuration>(watch.started_at));
    record.wall_seconds = wall_seconds;
    record.threads = options.threads > 0 ? options.threads
                                         : static_cast<int>(std::thread::hardware_concurrency());
    if (const auto written = write_files(*order->directory, report, json, record); !written)
      return refuse(written.error());
    spdlog::info("results are in {}", options.out);
  }
  return interrupted ? Exit::Interrupted : answer(summary);
}

}  // namespace

void add_plan(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<PlanOptions>();
  CLI::App* command = app.add_subcommand(
      "plan", "Simulates every plan of a scenario and says which meets the requirement");
  command
      ->add_option("FILE", options->file, "The scenario: a file, or the name of one of the library")
      ->required();
  command->add_option("--seed", options->seed, "All luck follows from it")->capture_default_str();
  command
      ->add_option("--replications", options->replications,
                   "Simulated months per plan and named month")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command
      ->add_option("--months", options->months,
                   "Instead of the scenario's: 2026-02,2026-03; or a year, all twelve")
      ->delimiter(',');
  command->add_option("--budget", options->budget,
                      "Stop after this long (60s, 5min) and report what is finished");
  command->add_option("--threads", options->threads, "0: as many as the machine has")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->add_option("--out", options->out,
                      "Write plan.json, run.json and csv/ into this directory");
  command
      ->add_option("--compare-rules", options->compare_rules,
                   "Instead: what the codes and rates of one rule set are worth against another's, "
                   "such as medicare-2025 medicare-2026, on the same facts")
      ->expected(2)
      ->excludes("--out")
      ->excludes("--budget");
  command
      ->add_option("--panel", options->panels,
                   "How large a panel each plan would carry: sizes to try, 200,300,400")
      ->delimiter(',')
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--as-of", options->as_of,
                      "How the month of this morning would end, from --state: 2026-03-18");
  command->add_option("--state", options->state,
                      "Where each patient stands on that morning: a CSV file");
  command->add_option("--plan", options->plan,
                      "With --as-of: the plan patients_due.csv tells chances of; else the first");
  command->add_flag("--show-ids", options->show_ids,
                    "With --as-of: patients' own ids in patients_due.csv, not pseudonyms");
  command->add_flag("--force", options->force, "Replace other results in that directory");
  command->add_flag("--quiet", options->quiet, "No progress and no notes on stderr");
  command->add_flag("--json", options->json, "Print plan.json instead of text");
  command->callback([options, &invocation] {
    invocation.perform = [options, line = invocation.command_line] { return plan(*options, line); };
  });
}

}  // namespace caseload::cli
