#include "cli/open_scenario.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace caseload::cli {
namespace {

// The library's name for it: no folder of the library, no ending.
std::string library_name(std::string file) {
  for (const std::string_view folder : {"./", "scenarios/", "library/"})
    if (file.starts_with(folder)) file.erase(0, folder.size());
  constexpr std::string_view kEnding = ".yaml";
  if (file.ends_with(kEnding)) file.erase(file.size() - kEnding.size());
  return file;
}

}  // namespace

Result<scenarios::LoadedScenario> find_scenario(const std::string& file) {
  std::error_code ignored;  // a file that cannot be looked at is the loader's to report
  const std::vector<std::string> library = scenarios::library_scenarios();
  const std::string name = library_name(file);
  if (!std::filesystem::exists(file, ignored) &&
      std::ranges::find(library, name) != library.end()) {
    spdlog::info("{}: no such file here; using the {} that is built into this program", file, name);
    return scenarios::load_library_scenario(name);
  }
  Result<scenarios::LoadedScenario> loaded = scenarios::load_scenario(file);
  if (!loaded && !std::filesystem::exists(file, ignored))
    loaded.error().text += fmt::format("\nscenarios of the library: {}", fmt::join(library, ", "));
  return loaded;
}

Result<scenarios::LoadedScenario> open_scenario(const std::string& file) {
  Result<scenarios::LoadedScenario> loaded = find_scenario(file);
  if (loaded)
    for (const std::string& warning : loaded->warnings) spdlog::warn("{}", warning);
  return loaded;
}

}  // namespace caseload::cli
