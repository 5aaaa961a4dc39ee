#include "scenarios/defaults.hpp"

#include <map>
#include <string>

#include "scenarios/embedded.hpp"
#include "scenarios/text/parse_yaml.hpp"
#include "sim/base/check.hpp"

namespace caseload::scenarios {

const Node& defaults_file(std::string_view path) {
  static const std::map<std::string, Node, std::less<>> parsed = [] {
    std::map<std::string, Node, std::less<>> files;
    for (const std::string_view name : embedded_files()) {
      if (!name.starts_with("defaults/")) continue;
      Result<Node> root = parse_yaml(std::string(*embedded(name)), std::string(name));
      if (!root) fail_check("an embedded file of defaults is valid", root.error().text.c_str());
      files.emplace(name, std::move(*root));
    }
    return files;
  }();
  const auto found = parsed.find(path);
  CASELOAD_CHECK(found != parsed.end(), "there is no such file of defaults");
  return found->second;
}

}  // namespace caseload::scenarios
