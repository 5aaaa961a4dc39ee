#include "scenarios/assemble/people.hpp"

#include <charconv>
#include <utility>

namespace caseload::scenarios {

bool People::add(const std::string& name, std::vector<std::size_t> who) {
  if (!people_.emplace(name, std::move(who)).second) return false;
  names_.push_back(name);
  return true;
}

std::vector<std::size_t> People::find(const std::string& name) const {
  if (const auto found = people_.find(name); found != people_.end()) return found->second;
  const auto dots = name.find(" 1..");
  if (dots == std::string::npos) return {};
  const auto group = people_.find(name.substr(0, dots));
  std::size_t count = 0;
  const char* end = name.data() + name.size();
  const auto [stop, problem] = std::from_chars(name.data() + dots + 4, end, count);
  if (group == people_.end() || problem != std::errc{} || stop != end || count == 0 ||
      count > group->second.size())
    return {};
  return {group->second.begin(), group->second.begin() + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace caseload::scenarios
