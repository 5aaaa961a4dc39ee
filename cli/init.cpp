// caseload init FILE: a scenario to start from.

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/init_questions.hpp"

namespace caseload::cli {
namespace {

struct Options {
  std::string file = "clinic.yaml";
  InitAnswers answers;
  bool force = false;
};

// A file that stands there is replaced only with --force.
Result<void> write(const std::string& file, const std::string& text, bool force) {
  std::FILE* out = std::fopen(file.c_str(), force ? "w" : "wx");
  if (out == nullptr && errno == EEXIST)
    return bad_input(fmt::format("{} is there already; --force replaces it", file));
  if (out == nullptr) return bad_input(fmt::format("{}: {}", file, std::strerror(errno)));
  const bool written = std::fwrite(text.data(), 1, text.size(), out) == text.size();
  if (std::fclose(out) == 0 && written) return {};
  return bad_input(fmt::format("{} cannot be written: {}", file, std::strerror(errno)));
}

bool there_is_somebody_to_ask() { return isatty(STDIN_FILENO) != 0; }

Exit init(const Options& options) {
  // Before anybody answers five questions in vain.
  if (!options.force && access(options.file.c_str(), F_OK) == 0)
    return refuse(
        bad_input(fmt::format("{} is there already; --force replaces it", options.file)).error());
  InitAnswers answers = options.answers;
  if ((answers.patients.empty() || answers.people.empty()) && there_is_somebody_to_ask()) {
    auto asked = ask(std::move(answers), std::cin, std::cerr);
    if (!asked) return refuse(asked.error());
    answers = std::move(*asked);
  }
  const auto understood = understand(answers);
  if (!understood) return refuse(understood.error());
  const auto text = scenarios::starter_scenario(*understood, options.file);
  if (!text) {
    complain("these answers make no scenario; nothing was written:");
    return refuse(text.error());
  }
  if (const auto written = write(options.file, *text, options.force); !written)
    return refuse(written.error());
  const auto printed = print(fmt::format(
      "{0} is written. Next:\n"
      "  caseload check {0}    what was understood, and what to put in of your own\n"
      "  caseload plan {0}     whether today's people are enough, and what one more would change\n",
      options.file));
  return printed ? Exit::Yes : refuse(printed.error());
}

}  // namespace

void add_init(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  InitAnswers& answers = options->answers;
  CLI::App* command = app.add_subcommand(
      "init", "Writes a scenario to start from: asks five questions, or takes them as options");
  command->add_option("FILE", options->file, "The scenario to write")->capture_default_str();
  command->add_option("--patients", answers.patients, "How many are enrolled: 320");
  command
      ->add_option("--staff", answers.people,
                   "Who works on it, once for each kind of person: \"2 rn mon-fri 08:00-16:30 "
                   "100%\" (how many or a name, role, hours, share of the hours for RPM)")
      ->allow_extra_args(false);
  command->add_option("--months", answers.months, "2026-02,2026-03; or a year, all twelve");
  command->add_option("--reach", answers.reach,
                      "The share of patients who must reach 20 minutes: 55% (the default), or "
                      "none");
  command->add_option("--urgent-late", answers.urgent_late,
                      "Urgent alerts a month that may wait longer than an hour: 2 (the default), "
                      "or none");
  command
      ->add_option("--wage", answers.wages,
                   "Dollars an hour, once for each role: rn=45.00; else the nation's median")
      ->allow_extra_args(false);
  command->add_option("--timezone", answers.timezone,
                      "Where the practice is: America/New_York (the default)");
  command->add_option("--rules-carry-forward", answers.rules_carry_forward,
                      "Plan months up to the end of this year, for which no rules are installed, "
                      "under the last that are");
  command->add_flag("--force", options->force, "Replace a file that is there");
  command->callback(
      [options, &invocation] { invocation.perform = [options] { return init(*options); }; });
}

}  // namespace caseload::cli
