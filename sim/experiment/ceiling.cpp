#include "sim/experiment/ceiling.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/care/calendar/roster.hpp"
#include "sim/experiment/plan_team.hpp"

namespace caseload::experiment {
namespace {

// What of a person decides the length of the work and whether it counts.
struct Pace {
  double speed = 1;
  double speed_sd = 0;
  std::uint32_t own_random = 0;  // where the speed is drawn
  double ramp_months = 0, ramp_from = 1;
  std::optional<LocalDay> learns_from{};
  std::uint32_t speaks = 0;
  bool counts = true;  // in every month asked for

  auto operator<=>(const Pace&) const = default;
};

using Employment = std::pair<std::optional<LocalDay>, std::optional<LocalDay>>;
// By the weekday on which a shift begins, to the end of the next day.
using Week = std::bitset<7 * 2880>;

// Of one kind of work: while who is employed, at which paces and when it is done.
struct Coverage {
  std::vector<std::pair<Employment, Week>> hours;
  std::vector<std::pair<Employment, Pace>> paces;

  bool operator==(const Coverage&) const = default;
};

bool within(const Employment& inner, const Employment& outer) {
  const bool from = !outer.first || (inner.first && *outer.first <= *inner.first);
  const bool until = !outer.second || (inner.second && *inner.second <= *outer.second);
  return from && until;
}

bool counts(const care::StaffMember& member, const Scenario& scenario) {
  return member.supervised && std::ranges::all_of(scenario.months, [&](CalendarMonth month) {
           const rules::RuleSet& rules = scenario.rules.for_day(month.end_day() - days{1});
           return rules.role_counts[static_cast<std::size_t>(member.role)];
         });
}

Pace pace_of(const care::StaffMember& member, const Scenario& scenario) {
  Pace pace{.speed = member.speed,
            .speed_sd = member.speed_sd,
            .speaks = member.speaks.others,
            .counts = counts(member, scenario)};
  if (member.speed_sd > 0) pace.own_random = care::random_entity(member);
  if (member.ramp_up.months > 0) {
    pace.ramp_months = member.ramp_up.months;
    pace.ramp_from = member.ramp_up.from_speed;
    pace.learns_from = member.from;
  }
  return pace;
}

Week week_of(const care::StaffMember& member) {
  Week week;
  for (std::size_t weekday = 0; weekday < member.hours.size(); ++weekday) {
    if (!member.hours[weekday]) continue;
    for (int minute = member.hours[weekday]->from_minute; minute < member.hours[weekday]->to_minute;
         ++minute)
      week.set(weekday * 2880 + static_cast<std::size_t>(minute));
  }
  return week;
}

// What somebody else of the same pace covers anyway, for at least as long, makes no difference.
template <class What, class Covers>
void drop_what_is_covered(std::vector<std::pair<Employment, What>>& all, Covers covers) {
  for (std::size_t i = 0; i < all.size();) {
    bool covered = false;
    for (std::size_t other = 0; other < all.size() && !covered; ++other) {
      if (other == i || !within(all[i].first, all[other].first) ||
          !covers(all[other].second, all[i].second))
        continue;
      // Of two that cover each other the first stays.
      const bool both_ways =
          within(all[other].first, all[i].first) && covers(all[i].second, all[other].second);
      covered = !both_ways || other < i;
    }
    if (covered) all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    else ++i;
  }
}

Coverage coverage(const Scenario& scenario, const std::vector<care::StaffMember>& team,
                  rules::Activity activity) {
  const std::vector<rules::Role>& roles =
      scenario.care.tasks[static_cast<std::size_t>(activity)].roles;
  Coverage found;
  for (const care::StaffMember& member : team) {
    if (member.on_call || !care::may_do(member, activity, roles)) continue;
    Week week = week_of(member);
    for (const care::StaffMember& absentee : team)
      if (absentee.cover && absentee.cover->by == member.name) week |= week_of(absentee);
    if (week.none()) continue;
    const Employment employed{member.from, member.until};
    const auto same = std::ranges::find(found.hours, employed, &std::pair<Employment, Week>::first);
    if (same == found.hours.end()) found.hours.emplace_back(employed, week);
    else same->second |= week;
    found.paces.emplace_back(employed, pace_of(member, scenario));
  }
  drop_what_is_covered(
      found.hours, [](const Week& wide, const Week& narrow) { return (narrow & ~wide).none(); });
  drop_what_is_covered(found.paces, std::equal_to<>{});
  std::ranges::sort(found.paces);
  std::ranges::sort(found.hours, {}, &std::pair<Employment, Week>::first);
  return found;
}

// Whoever is on call, by name: each has terms of his or her own.
std::vector<std::string> on_call(const std::vector<care::StaffMember>& team) {
  std::vector<std::string> names;
  for (const care::StaffMember& member : team)
    if (member.on_call) names.push_back(member.name);
  std::ranges::sort(names);
  return names;
}

// What two plans have to have in common for one ceiling.
struct Alike {
  std::vector<std::string> on_call;
  std::array<Coverage, rules::kActivities> kinds;

  bool operator==(const Alike&) const = default;
};

Alike alike_of(const Scenario& scenario, const Plan& plan) {
  const std::vector<care::StaffMember> team = team_of(scenario, plan);
  Alike alike{.on_call = on_call(team), .kinds = {}};
  for (std::size_t i = 0; i < rules::kActivities; ++i) {
    auto kind = static_cast<rules::Activity>(i);
    if (kind == rules::Activity::Escalation)
      kind = rules::Activity::Triage;  // by whoever may triage
    alike.kinds[i] = coverage(scenario, team, kind);
  }
  return alike;
}

}  // namespace

Plan unlimited_plan(const Scenario& scenario) {
  Plan all{.name = "unlimited", .staff = {}, .unlimited = true};
  for (const Plan& plan : scenario.plans)
    for (const std::size_t person : plan.staff)
      if (std::ranges::find(all.staff, person) == all.staff.end()) all.staff.push_back(person);
  std::ranges::sort(all.staff);
  return all;
}

std::vector<Plan> plans_and_ceiling(const Scenario& scenario) {
  std::vector<Plan> plans = scenario.plans;
  plans.push_back(unlimited_plan(scenario));
  return plans;
}

Plan ceiling_of(const Plan& plan) {
  return {.name = "ceiling of " + plan.name, .staff = plan.staff, .unlimited = true};
}

bool same_ceiling(const Scenario& scenario, const Plan& a, const Plan& b) {
  return alike_of(scenario, a) == alike_of(scenario, b);
}

Ceilings ceilings_of(const Scenario& scenario, const std::vector<Plan>& plans) {
  CASELOAD_CHECK(!plans.empty() && plans.back().unlimited, "the last plan is not `unlimited`");
  const Alike everybody = alike_of(scenario, plans.back());
  Ceilings ceilings;
  std::vector<Alike> kinds;  // of ceilings.plans
  for (const Plan& plan : plans) {
    std::optional<std::size_t>& mine = ceilings.of.emplace_back();
    if (plan.unlimited) continue;
    Alike ours = alike_of(scenario, plan);
    if (ours == everybody) continue;
    const auto found = std::ranges::find(kinds, ours);
    mine = static_cast<std::size_t>(found - kinds.begin());
    if (found != kinds.end()) continue;
    ceilings.plans.push_back(ceiling_of(plan));
    kinds.push_back(std::move(ours));
  }
  return ceilings;
}

}  // namespace caseload::experiment
