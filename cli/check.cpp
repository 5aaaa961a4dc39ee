// caseload check FILE: is it valid, and what was understood?

#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/open_scenario.hpp"
#include "cli/version.hpp"
#include "reports/check/check_text.hpp"

namespace caseload::cli {
namespace {

struct Options {
  std::string file;
  bool quiet = false;
  bool json = false;
  bool details = false;
};

Exit check(const Options& options) {
  set_up_log(options.quiet);
  const Result<scenarios::LoadedScenario> loaded = find_scenario(options.file);
  if (!loaded) return refuse(loaded.error());

  reports::CheckInput input{
      loaded->scenario, options.file, {}, loaded->warnings, std::string{kVersion}};
  for (const scenarios::DefaultUsed& value : loaded->defaults)
    input.defaults.push_back(
        {value.path, value.value_text, value.basis, value.own_value_wanted, value.ask});
  std::string text = options.json ? reports::check_json(input) : reports::check_brief(input);
  if (options.details && !options.json) text += reports::check_details(input);
  const Result<void> printed = print(text);
  return printed ? Exit::Yes : refuse(printed.error());
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("check", "Says what was understood of a scenario, or every error in it");
  command
      ->add_option("FILE", options->file, "The scenario: a file, or the name of one of the library")
      ->required();
  command->add_flag("--details", options->details,
                    "Also months, people and hours, where the work comes from, every default");
  command->add_flag("--quiet", options->quiet, "No notes on stderr");
  command->add_flag("--json", options->json, "Print JSON, details included");
  command->callback(
      [options, &invocation] { invocation.perform = [options] { return check(*options); }; });
}

}  // namespace caseload::cli
