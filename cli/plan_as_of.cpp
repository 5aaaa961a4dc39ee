#include "cli/plan_as_of.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>

#include "cli/choose.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/open_scenario.hpp"
#include "cli/plan_run.hpp"
#include "cli/progress.hpp"
#include "cli/version.hpp"
#include "records/practice_state.hpp"
#include "reports/as_of/as_of_report.hpp"
#include "reports/as_of/patients_due.hpp"
#include "reports/render/output_directory.hpp"
#include "sim/experiment/ceiling.hpp"

namespace caseload::cli {
namespace {

// Everything the command line says, understood before anything is simulated.
struct Asked {
  scenarios::LoadedScenario loaded;
  std::vector<experiment::Plan> plans;  // `unlimited` last
  std::size_t plan = 0;                 // whose chances are told
  records::StateFile state;
  std::vector<records::Rejection> rejections;
  std::optional<reports::OutputDirectory> directory;

  const experiment::Scenario& scenario() const { return loaded.scenario; }
};

Result<LocalDay> understand_day(const PlanOptions& options, const experiment::Scenario& scenario) {
  const std::optional<LocalDay> day = parse_day(options.as_of);
  if (!day)
    return bad_input(
        fmt::format("--as-of {}: expected a day that exists, as in 2026-03-18", options.as_of));
  const auto month = choose_month(scenario, month_of(*day).name());
  if (!month) return bad_input(fmt::format("--as-of {}: {}", options.as_of, month.error().text));
  return *day;
}

reports::Identity identity(const Asked& asked, const PlanOptions& options) {
  return reports::as_of_identity(asked.scenario(), std::string{kVersion}, options.seed,
                                 options.replications, asked.state.state.day);
}

Result<Asked> understand(const PlanOptions& options) {
  if (options.as_of.empty() || options.state.empty())
    return bad_input("--as-of DAY and --state CSV belong together; one of them is missing");
  if (!options.months.empty() || !options.budget.empty())
    return bad_input("--as-of looks at one month to its end: it takes no --months and no --budget");
  auto loaded = open_scenario(options.file);
  if (!loaded) return std::unexpected(loaded.error());
  Asked asked{
      .loaded = std::move(*loaded), .plans = {}, .state = {}, .rejections = {}, .directory = {}};
  asked.plans = experiment::plans_and_ceiling(asked.scenario());
  if (!options.plan.empty()) {
    const auto plan = choose_plan(asked.scenario(), options.plan);
    if (!plan) return std::unexpected(plan.error());
    const auto found = std::ranges::find(asked.plans, plan->name, &experiment::Plan::name);
    asked.plan = static_cast<std::size_t>(found - asked.plans.begin());
  }
  const auto day = understand_day(options, asked.scenario());
  if (!day) return std::unexpected(day.error());
  auto state =
      records::read_practice_state(options.state, *day, asked.scenario(), asked.rejections);
  if (!state) return std::unexpected(state.error());
  asked.state = std::move(*state);
  if (!options.out.empty()) {
    asked.directory.emplace(options.out, "as_of.json", options.force);
    if (const auto admitted = asked.directory->admits(identity(asked, options)); !admitted)
      return std::unexpected(admitted.error());
  }
  return asked;
}

// On stderr and nowhere else: what stands in a wrong row may be anything.
void tell_rejections(const std::vector<records::Rejection>& rejections) {
  for (const records::Rejection& rejection : rejections)
    complain(fmt::format("{}:{}: not used: {}", rejection.file, rejection.line, rejection.why));
}

experiment::AsOf simulate(const Asked& asked, const PlanOptions& options,
                          const std::atomic<bool>& stop) {
  Progress progress{options.quiet};
  return experiment::run_as_of(asked.scenario(), asked.state.state, asked.plans,
                               run_options(options, stop, progress));
}

reports::AsOfReport report_of(const Asked& asked, const PlanOptions& options,
                              const experiment::AsOf& as_of) {
  const auto& defaults = asked.loaded.defaults;
  return {asked.scenario(),
          as_of,
          options.file,
          options.state,
          std::string{kVersion},
          asked.state.facts.rows,
          asked.rejections,
          asked.state.assumed,
          asked.state.facts.ignored,
          defaults.size(),
          moving(defaults)};
}

std::vector<reports::OutputFile> files_of(const Asked& asked, const PlanOptions& options,
                                          const experiment::AsOf& as_of, const std::string& json,
                                          const std::string& text) {
  reports::PatientsDue due{.scenario = asked.scenario(),
                           .state = asked.state.state,
                           .as_of = as_of,
                           .plan = asked.plan,
                           .ids = asked.state.ids,
                           .lines = asked.state.lines,
                           .own_ids = options.show_ids};
  if (!options.show_ids)
    for (std::string& id : due.ids) id = reports::pseudonym(id);
  // Sums too: those of a few patients tell of each.
  std::vector<reports::OutputFile> files{
      {.path = "patients_due.csv", .content = reports::patients_due_csv(due)},
      {.path = "patients_due.txt", .content = reports::patients_due_text(due)},
      {.path = "as_of.txt", .content = text},
      {.path = "as_of.json", .content = json}};
  for (reports::OutputFile& file : files) file.owner_only = true;
  return files;
}

}  // namespace

Exit plan_as_of(const PlanOptions& options) {
  const Result<Asked> asked = understand(options);
  if (!asked) return refuse(asked.error());
  tell_rejections(asked->rejections);

  const std::atomic<bool>& stop = interrupt_flag();
  const experiment::AsOf as_of = simulate(*asked, options, stop);
  if (as_of.replications == 0) {
    complain("stopped before the month had been simulated once: there is nothing to report");
    return Exit::Interrupted;
  }
  const reports::AsOfReport report = report_of(*asked, options, as_of);
  const std::string json = reports::as_of_json(report);
  const std::string text = reports::as_of_text(report);
  if (const auto printed = print(options.json ? json : text); !printed)
    return refuse(printed.error());
  if (!asked->directory) {
    spdlog::info("with --out DIR the work that is due is listed by patient, in a file of its own");
  } else {
    const auto written = asked->directory->write(identity(*asked, options),
                                                 files_of(*asked, options, as_of, json, text));
    if (!written) return refuse(written.error());
    spdlog::info("results are in {}; patients_due.csv and .txt contain patient data", options.out);
  }
  return as_of.partial ? Exit::Interrupted : Exit::Yes;
}

}  // namespace caseload::cli
