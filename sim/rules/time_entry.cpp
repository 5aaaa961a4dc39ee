#include "sim/rules/time_entry.hpp"

#include <algorithm>
#include <array>

namespace caseload::rules {
namespace {

// In the order of the enumerators, as files spell them.
constexpr std::array<std::string_view, kRoles> kRoleNames{"rn", "lpn", "ma",   "pharmacist",
                                                          "np", "md",  "clerk"};
constexpr std::array<std::string_view, kActivities> kActivityNames{
    "review", "triage",  "check_in",  "alert_call",     "outreach",   "inbound_call",
    "note",   "attempt", "voicemail", "device_help",    "escalation", "decision",
    "set_up", "offer",   "sign_off",  "care_management"};
constexpr std::array<std::string_view, kPrograms> kProgramNames{"rpm", "ccm", "rtm", "other"};

static_assert(std::ranges::find(kRoleNames, "") == kRoleNames.end());
static_assert(std::ranges::find(kActivityNames, "") == kActivityNames.end());

template <class Enum, std::size_t Size>
std::optional<Enum> parse(const std::array<std::string_view, Size>& names, std::string_view text) {
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name(Role role) { return kRoleNames.at(static_cast<std::size_t>(role)); }
std::string_view name(Activity activity) {
  return kActivityNames.at(static_cast<std::size_t>(activity));
}
std::string_view name(Program program) {
  return kProgramNames.at(static_cast<std::size_t>(program));
}

std::optional<Role> parse_role(std::string_view text) { return parse<Role>(kRoleNames, text); }
std::optional<Activity> parse_activity(std::string_view text) {
  return parse<Activity>(kActivityNames, text);
}
std::optional<Program> parse_program(std::string_view text) {
  return parse<Program>(kProgramNames, text);
}

}  // namespace caseload::rules
