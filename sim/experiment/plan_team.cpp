#include "sim/experiment/plan_team.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace caseload::experiment {
namespace {

auto find_by_name(const std::vector<care::StaffMember>& people, const std::string& name) {
  return std::ranges::find(people, name, &care::StaffMember::name);
}

}  // namespace

std::vector<care::StaffMember> team_of(const Scenario& scenario, const Plan& plan) {
  std::vector<care::StaffMember> team;
  for (const std::size_t index : plan.staff) team.push_back(scenario.staff[index]);
  for (const auto& [person, days_out] : plan.out) team[person].out.push_back(days_out);
  for (std::size_t i = 0; i < plan.staff.size(); ++i) {
    if (!team[i].cover || find_by_name(team, team[i].cover->by) != team.end()) continue;
    care::StaffMember substitute = *find_by_name(scenario.staff, team[i].cover->by);
    substitute.hours = {};  // works only in somebody's place
    substitute.cover.reset();
    team.push_back(std::move(substitute));
  }
  return team;
}

std::vector<std::string> people_of(const Scenario& scenario, const Plan& plan) {
  std::vector<std::string> words;
  const std::vector<care::StaffMember> team = team_of(scenario, plan);
  for (std::size_t i = 0; i < team.size(); ++i) {
    std::string& person = words.emplace_back(team[i].name);
    for (const care::DaySpan& days_out : team[i].out)
      person += fmt::format(" (out {} to {})", iso(days_out.first), iso(days_out.last));
    if (i >= plan.staff.size()) person += " (covers)";
  }
  return words;
}

}  // namespace caseload::experiment
