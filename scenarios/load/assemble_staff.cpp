#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "scenarios/load/assemble.hpp"

namespace caseload::scenarios {
namespace {

using sim::Activity;
using sim::ClockSpan;

constexpr std::string_view kUnlimited = "unlimited";  // the row that every report ends with
constexpr std::array kWeekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                               "Thursday", "Friday", "Saturday"};

bool overlap(ClockSpan a, ClockSpan b) {
  return a.from_minute < b.to_minute && b.from_minute < a.to_minute;
}
bool within(ClockSpan inner, ClockSpan outer) {
  return outer.from_minute <= inner.from_minute && inner.to_minute <= outer.to_minute;
}

// People as plans speak of them: one name is one person, or everybody of an entry with a count.
using People = std::map<std::string, std::vector<std::size_t>>;

class StaffAssembly {
 public:
  StaffAssembly(const ScenarioFile& file, Diagnostics& diagnostics, sim::Scenario& scenario)
      : file_(file), diagnostics_(diagnostics), scenario_(scenario) {}

  void people() {
    constexpr std::size_t kMostPeople = 10'000;
    std::size_t total = 0;
    for (const StaffFile& entry : file_.staff) total += static_cast<std::size_t>(entry.count);
    if (total > kMostPeople)
      return error(file_.staff.back().name,
                   fmt::format("staff are {} people; expected at most {}", total, kMostPeople));
    for (const StaffFile& entry : file_.staff) {
      sim::StaffMember person = entry.model;
      fill_hours(entry, person);
      fill_breaks(entry, person);
      check_shift_has_room(entry, person);
      std::vector<std::size_t> all;
      for (int i = 0; i < entry.count; ++i) {
        person.name =
            entry.count == 1 ? entry.name.value : fmt::format("{} {}", entry.name.value, i + 1);
        person.ordinal = next_ordinal_[person.role]++;
        all.push_back(scenario_.staff.size());
        if (entry.count > 1) add_name(entry, person.name, {scenario_.staff.size()});
        scenario_.staff.push_back(person);
      }
      add_name(entry, entry.name.value, std::move(all));
    }
  }

  void plans() {
    std::set<std::string> names;
    for (const PlanFile& given : file_.plans) {
      if (given.name.value == kUnlimited)
        error(given.name,
              "is the name of the plan without limit of staff, which every report adds; choose "
              "another");
      if (!names.insert(given.name.value).second)
        error(given.name,
              fmt::format("\"{}\" is the name of an earlier plan too", given.name.value));
      sim::Plan plan{.name = given.name.value, .staff = {}};
      bool all_known = true;
      for (const Located<std::string>& name : given.staff)
        all_known = add_to_plan(name, plan) && all_known;
      if (all_known) check_all_work_has_somebody(given, plan);
      scenario_.plans.push_back(std::move(plan));
    }
  }

 private:
  template <class T>
  void error(const Located<T>& at, const std::string& message) {
    diagnostics_.error(at.place, at.path, message);
  }

  void add_name(const StaffFile& entry, const std::string& name, std::vector<std::size_t> who) {
    if (!people_.emplace(name, std::move(who)).second)
      error(entry.name, fmt::format("\"{}\" is somebody's name already", name));
    else names_.push_back(name);
  }

  void fill_hours(const StaffFile& entry, sim::StaffMember& person) {
    for (const Named<ClockSpan>& part : entry.hours) {
      const Parsed<std::vector<int>> days = parse_weekdays(part.key.value);
      if (!days) {
        error(part.key, fmt::format("\"{}\": {}", part.key.value, days.error()));
        continue;
      }
      for (const int day : *days) {
        std::optional<ClockSpan>& hours = person.hours[static_cast<std::size_t>(day)];
        if (hours)
          error(part.key,
                fmt::format("{} has hours already, {}; a day has one shift",
                            kWeekdays[static_cast<std::size_t>(day)], clock_span_text(*hours)));
        hours = part.value;
      }
    }
  }

  // A break is taken on each day whose hours hold it. One that was not asked for (a default) is
  // left out where no day holds it: somebody who works mornings has no lunch break.
  void fill_breaks(const StaffFile& entry, sim::StaffMember& person) {
    for (const Located<ClockSpan>& given : entry.breaks) {
      const bool by_default = given.place.document != entry.name.place.document;
      bool held = false, cut = false;
      for (const auto& hours : person.hours) {
        if (!hours) continue;
        held = held || within(given.value, *hours);
        cut = cut || (overlap(given.value, *hours) && !within(given.value, *hours));
      }
      if (by_default && (!held || cut)) continue;
      if (cut)
        error(given, fmt::format("{} is cut off by the end or beginning of a shift",
                                 clock_span_text(given.value)));
      else if (!held && !nobody_works(person))
        error(given, fmt::format("{} lies outside every shift of {}", clock_span_text(given.value),
                                 entry.name.value));
      for (const ClockSpan& earlier : person.breaks)
        if (overlap(earlier, given.value))
          error(given, fmt::format("{} overlaps the break {}", clock_span_text(given.value),
                                   clock_span_text(earlier)));
      person.breaks.push_back(given.value);
    }
    std::ranges::sort(person.breaks, {}, &ClockSpan::from_minute);
  }

  static bool nobody_works(const sim::StaffMember& person) {
    return std::ranges::none_of(person.hours, [](const auto& hours) { return hours.has_value(); });
  }

  void check_shift_has_room(const StaffFile& entry, const sim::StaffMember& person) {
    for (std::size_t day = 0; day < person.hours.size(); ++day) {
      if (!person.hours[day]) continue;
      const ClockSpan hours = *person.hours[day];
      int taken = person.huddle_minutes + person.in_basket_minutes;
      for (const ClockSpan& pause : person.breaks)
        if (within(pause, hours)) taken += pause.to_minute - pause.from_minute;
      if (taken >= hours.to_minute - hours.from_minute)
        return error(entry.name,
                     fmt::format("breaks, huddle and in_basket take all of {}'s shift, {}",
                                 kWeekdays[day], clock_span_text(hours)));
    }
  }

  // "Ana", "Nurse" (all of them), "Nurse 1..12" (the first twelve).
  std::vector<std::size_t> find(const std::string& name) const {
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

  bool add_to_plan(const Located<std::string>& name, sim::Plan& plan) {
    const std::vector<std::size_t> who = find(name.value);
    if (who.empty()) {
      const std::string near = suggestion(name.value, names_);
      error(name, fmt::format("nobody of staff is called \"{}\"{}", name.value, near));
      return false;
    }
    for (const std::size_t person : who) {
      if (std::ranges::find(plan.staff, person) != plan.staff.end()) {
        error(name, fmt::format("{} is in this plan already", scenario_.staff[person].name));
        return false;
      }
      plan.staff.push_back(person);
    }
    return true;
  }

  // Whether the scenario gives rise to this kind of work, and it waits for somebody to take it up.
  bool arises(Activity activity) const {
    const sim::CareModel& care = scenario_.care;
    const bool alerts = care.alerts.reading_alerts_per_month > 0;
    const bool offers = file_.panel.enrolment.offers_per_month > 0;
    switch (activity) {
      case Activity::Review:
        return care.plan.review_every_days > 0;
      case Activity::CheckIn:
        return care.plan.contacts_low + care.plan.contacts_high > 0;
      case Activity::Triage:
        return alerts;
      case Activity::AlertCall:
        return alerts && care.alerts.call_share + care.alerts.urgent_call_share > 0;
      case Activity::Decision:
        return alerts && care.alerts.escalate_share > 0;
      case Activity::Outreach:
        return care.alerts.silence_after > sim::SimDuration{0};
      case Activity::InboundCall:
        return care.messages.inbound_per_month > 0;
      case Activity::DeviceHelp:
        return care.messages.device_trouble_per_month > 0;
      case Activity::SetUp:
        return offers && file_.panel.enrolment.accepted_share > 0;
      case Activity::Offer:
        return offers;
      case Activity::Note:
      case Activity::Attempt:
      case Activity::Voicemail:
      case Activity::Escalation:
        return false;  // done by whoever did what went before
    }
    return false;
  }

  void check_all_work_has_somebody(const PlanFile& given, const sim::Plan& plan) {
    if (diagnostics_.any_under("tasks")) return;
    for (int i = 0; i < sim::kActivities; ++i) {
      const auto activity = static_cast<Activity>(i);
      const std::vector<sim::Role>& roles = scenario_.care.tasks[static_cast<std::size_t>(i)].roles;
      const auto may = [&](std::size_t person) {
        const sim::StaffMember& member = scenario_.staff[person];
        return !nobody_works(member) && member.rpm_share > 0 &&
               std::ranges::find(roles, member.role) != roles.end();
      };
      if (!arises(activity) || std::ranges::any_of(plan.staff, may)) continue;
      std::vector<std::string_view> words;
      for (const sim::Role role : roles) words.push_back(sim::name(role));
      error(given.name, fmt::format("nobody in plan \"{}\" may do {}; tasks.{}.roles names {}",
                                    given.name.value, sim::name(activity), sim::name(activity),
                                    fmt::join(words, ", ")));
    }
  }

  const ScenarioFile& file_;
  Diagnostics& diagnostics_;
  sim::Scenario& scenario_;
  std::map<sim::Role, int> next_ordinal_;
  People people_;
  std::vector<std::string> names_;  // in the order of the file, for suggestions
};

void requirements(const ScenarioFile& file, Diagnostics& diagnostics, sim::Scenario& scenario) {
  for (const RequirementFile& given : file.require) {
    if (given.reach_minutes) {
      scenario.require.emplace_back(
          sim::ReachRequirement{*given.reach_minutes, given.share->value, given.in_months_of_100});
      continue;
    }
    // An alert is followed to its first touch against one clock, so there is one target.
    if (given.urgent_late_over->value != file.urgent_target)
      diagnostics.error(
          given.urgent_late_over->place, given.urgent_late_over->path,
          fmt::format("is {}, but urgent_target is {}; expected the same",
                      spoken(given.urgent_late_over->value), spoken(file.urgent_target)));
    scenario.require.emplace_back(sim::UrgentRequirement{
        given.urgent_late_over->value, given.at_most->value, given.in_months_of_100});
  }
}

}  // namespace

void assemble_staff(const ScenarioFile& file, Diagnostics& diagnostics, sim::Scenario& scenario) {
  if (!diagnostics.any_under("staff")) {
    StaffAssembly assembly(file, diagnostics, scenario);
    assembly.people();
    if (!diagnostics.any_under("staff") && !diagnostics.any_under("plans") && !file.staff.empty())
      assembly.plans();
  }
  if (!diagnostics.any_under("require") && !diagnostics.any_under("urgent_target"))
    requirements(file, diagnostics, scenario);
}

}  // namespace caseload::scenarios
