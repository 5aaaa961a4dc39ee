#include "sim/rules/time_entry.hpp"

#include <algorithm>
#include <array>

namespace caseload::rules {
namespace {

// In the order of the enumerators, as files spell them.
constexpr std::array<std::string_view, kRoles> kRoleNames{"rn", "lpn", "ma",   "pharmacist",
                                                          "np", "md",  "clerk"};
constexpr std::array<std::string_view, kPrograms> kProgramNames{"rpm", "ccm", "rtm", "other"};

static_assert(std::ranges::find(kRoleNames, "") == kRoleNames.end());

template <class Enum, std::size_t Size>
std::optional<Enum> parse(const std::array<std::string_view, Size>& names, std::string_view text) {
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name(Role role) { return kRoleNames.at(static_cast<std::size_t>(role)); }
std::string_view name(Program program) {
  return kProgramNames.at(static_cast<std::size_t>(program));
}

std::optional<Role> parse_role(std::string_view text) { return parse<Role>(kRoleNames, text); }
std::optional<Program> parse_program(std::string_view text) {
  return parse<Program>(kProgramNames, text);
}

}  // namespace caseload::rules
