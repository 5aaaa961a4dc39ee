#include "scenarios/schema/object.hpp"

#include <set>

namespace caseload::scenarios {

void report_unknown_keys(const ObjectShape& shape, const Node& node, Reader& reader) {
  std::vector<std::string> known;
  for (const Member& member : shape.members) known.push_back(member.key);
  for (const Entry& entry : node.entries) {
    if (std::ranges::find(known, entry.key) != known.end()) continue;
    const std::string near = suggestion(entry.key, known);
    reader.error(entry.key_place, fmt::format("unknown key \"{}\"{}", entry.key,
                                              near.empty() ? fmt::format("; expected one of {}",
                                                                         fmt::join(known, ", "))
                                                           : near));
  }
}

void report_missing_keys(const ObjectShape& shape, const Node& node, Reader& reader) {
  std::set<std::string> in_a_group;
  for (const auto& group : shape.alternatives) {
    in_a_group.insert(group.begin(), group.end());
    const auto given = std::ranges::count_if(
        group, [&](const std::string& key) { return node.find(key) != nullptr; });
    if (given == 0)
      reader.error(node.place, fmt::format("expected one of {}", fmt::join(group, ", ")));
    if (given > 1)
      reader.error(node.place,
                   fmt::format("{} exclude each other; give one", fmt::join(group, " and ")));
  }
  for (const Member& member : shape.members) {
    if (member.optional || in_a_group.contains(member.key) || node.find(member.key) != nullptr)
      continue;
    reader.error(node.place,
                 fmt::format("\"{}\" is missing; expected {}", member.key, member.shape.expected));
  }
}

}  // namespace caseload::scenarios
