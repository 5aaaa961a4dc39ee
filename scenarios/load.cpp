#include "scenarios/load.hpp"

#include <fmt/format.h>

#include <utility>

#include "scenarios/assemble/assemble.hpp"
#include "scenarios/assemble/hash.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/embedded.hpp"
#include "scenarios/fields/scenario_fields.hpp"
#include "scenarios/text/parse_yaml.hpp"
#include "scenarios/text/read_file.hpp"

namespace caseload::scenarios {
namespace {

constexpr std::string_view kLibrary = "library/";
constexpr std::string_view kEnding = ".yaml";

}  // namespace

Result<LoadedScenario> parse_scenario(std::string text, const std::filesystem::path& name) {
  Result<std::string> accepted = accept_text(std::move(text), name.string());
  if (!accepted) return std::unexpected(accepted.error());
  const Result<Node> given = parse_yaml(std::move(*accepted), name.string());
  if (!given) return std::unexpected(given.error());

  LoadedScenario loaded;
  loaded.file = name;
  const Node complete_file = complete(*given, defaults_file(kClinicDefaults),
                                      scenario_fields().shape, defaults_file, loaded.defaults);

  Diagnostics diagnostics;
  Reader reader(diagnostics);
  ScenarioFile file;
  scenario_fields().read(complete_file, reader, file);

  experiment::Scenario& scenario = loaded.scenario;
  scenario.name = name.stem().string();
  scenario.purpose = file.purpose;
  assemble_calendar(file, name.parent_path(), diagnostics, scenario);
  assemble_population(file, diagnostics, scenario);
  assemble_care(file, scenario);
  assemble_staff(file, diagnostics, scenario);
  assemble_alerts(file, diagnostics, scenario);
  if (!diagnostics.empty()) return std::unexpected(diagnostics.as_error());

  loaded.warnings = diagnostics.warnings();
  scenario.hash = scenario_hash(scenario, file.devices);
  return loaded;
}

Result<LoadedScenario> load_scenario(const std::filesystem::path& file) {
  Result<std::string> text = read_file(file);
  if (!text) return std::unexpected(text.error());
  return parse_scenario(std::move(*text), file);
}

std::vector<std::string> library_scenarios() {
  std::vector<std::string> names;
  for (std::string_view path : embedded_files()) {
    if (!path.starts_with(kLibrary)) continue;
    path.remove_prefix(kLibrary.size());
    path.remove_suffix(kEnding.size());
    names.emplace_back(path);
  }
  return names;
}

Result<LoadedScenario> load_library_scenario(std::string_view name) {
  const std::string path = fmt::format("{}{}{}", kLibrary, name, kEnding);
  if (const auto text = embedded(path)) return parse_scenario(std::string(*text), path);
  const std::vector<std::string> names = library_scenarios();
  return std::unexpected(
      Error{Error::Kind::BadInput,
            fmt::format("no scenario of the library is called \"{}\"{}; there are: {}", name,
                        suggestion(name, names), fmt::join(names, ", "))});
}

}  // namespace caseload::scenarios
