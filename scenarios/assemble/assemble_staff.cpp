// Which people work together, and what is asked of them.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/assemble/assemble.hpp"

namespace caseload::scenarios {
namespace {

using rules::Activity;

constexpr std::string_view kUnlimited = "unlimited";  // the row that every report ends with
class PlanAssembly {
 public:
  PlanAssembly(const ScenarioFile& file, const People& people, Diagnostics& diagnostics,
               experiment::Scenario& scenario)
      : file_(file), people_(people), diagnostics_(diagnostics), scenario_(scenario) {}

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
      experiment::Plan plan{.name = given.name.value, .staff = {}};
      bool all_known = true;
      for (const Located<std::string>& name : given.staff)
        all_known = add_to_plan(name, plan) && all_known;
      if (all_known) fill_vendor(given, plan);
      if (all_known) fill_outages(given, plan);
      if (all_known) check_all_work_has_somebody(given, plan);
      if (all_known) check_reserve_leaves_somebody(given, plan);
      scenario_.plans.push_back(std::move(plan));
    }
  }

 private:
  template <class T>
  void error(const Located<T>& at, const std::string& message) {
    diagnostics_.error(at.place, at.path, message);
  }

  void fill_vendor(const PlanFile& given, experiment::Plan& plan) {
    plan.vendor_calls = given.vendor_calls;
    if (given.vendor_fee) plan.vendor_fee = given.vendor_fee->value;
    if (given.vendor_fee && !given.vendor_calls)
      error(*given.vendor_fee, "is the fee of a plan of kind: vendor_calls");
    const auto calls_for_a_vendor = [&](std::size_t person) {
      const care::StaffMember& member = scenario_.staff[person];
      return member.vendor && !member.on_call && care::may_do(member, Activity::CheckIn, {});
    };
    if (given.vendor_calls && std::ranges::none_of(plan.staff, calls_for_a_vendor))
      error(given.name,
            fmt::format("nobody of plan \"{}\" is a vendor's and may check_in; expected staff with "
                        "vendor: true",
                        given.name.value));
  }

  void fill_outages(const PlanFile& given, experiment::Plan& plan) {
    for (const Named<OutageFile>& outage : given.out) {
      const care::DaySpan days{outage.value.from,
                               outage.value.from + caseload::days{7 * outage.value.weeks - 1}};
      const std::size_t before = plan.out.size();
      for (const std::size_t person : people_.find(outage.key.value)) {
        const auto place = std::ranges::find(plan.staff, person);
        if (place != plan.staff.end())
          plan.out.push_back({static_cast<std::size_t>(place - plan.staff.begin()), days});
      }
      if (plan.out.size() == before)
        error(outage.key, fmt::format("{} is not in plan \"{}\"; expected one of its people",
                                      outage.key.value, plan.name));
    }
  }

  bool add_to_plan(const Located<std::string>& name, experiment::Plan& plan) {
    const std::vector<std::size_t> who = people_.find(name.value);
    if (who.empty()) {
      const std::string near = suggestion(name.value, people_.names());
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
    const care::CareModel& care = scenario_.care;
    const bool alerts = care.alerts.reading_alerts_per_month > 0;
    const population::EnrolmentModel& enrolment = scenario_.population.enrolment;
    const bool offers = enrolment.offers_per_month > 0 || !enrolment.offers_in.empty();
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
        return care.alerts.silence_after > SimDuration{0};
      case Activity::InboundCall:
        return care.messages.inbound_per_month > 0;
      case Activity::DeviceHelp:
        return care.messages.device_trouble_per_month > 0;
      case Activity::SetUp:
        return offers && enrolment.accepted_share > 0;
      case Activity::Offer:
        return offers;
      case Activity::SignOff:
        return care.sign_off.wanted;
      case Activity::CareManagement:
        return file_.panel.also.ccm > 0 && care.plan.care_management_times > 0;
      case Activity::Note:
      case Activity::Attempt:
      case Activity::Voicemail:
      case Activity::Escalation:
        return false;  // done by whoever did what went before
    }
    return false;
  }

  static bool works_on_rpm(const care::StaffMember& member) {
    for (std::size_t day = 0; day < member.hours.size(); ++day)
      if (member.hours[day] && member.rpm_share_of(day) > 0) return true;
    return false;
  }

  void check_all_work_has_somebody(const PlanFile& given, const experiment::Plan& plan) {
    if (diagnostics_.any_under("tasks")) return;
    for (int i = 0; i < rules::kActivities; ++i) {
      const auto activity = static_cast<Activity>(i);
      const std::vector<rules::Role>& roles =
          scenario_.care.tasks[static_cast<std::size_t>(i)].roles;
      const auto may = [&](std::size_t person) {
        const care::StaffMember& member = scenario_.staff[person];
        return works_on_rpm(member) && care::may_do(member, activity, roles);
      };
      if (!arises(activity) || std::ranges::any_of(plan.staff, may)) continue;
      std::vector<std::string_view> words;
      for (const rules::Role role : roles) words.push_back(rules::name(role));
      error(given.name, fmt::format("nobody in plan \"{}\" may do {}; tasks.{}.roles names {}",
                                    given.name.value, rules::name(activity), rules::name(activity),
                                    fmt::join(words, ", ")));
    }
  }

  void check_reserve_leaves_somebody(const PlanFile& given, const experiment::Plan& plan) {
    const std::vector<rules::Role>& roles =
        scenario_.care.tasks[static_cast<std::size_t>(Activity::Triage)].roles;
    const auto triage = std::ranges::count_if(plan.staff, [&](std::size_t person) {
      const care::StaffMember& member = scenario_.staff[person];
      return works_on_rpm(member) && care::may_do(member, Activity::Triage, roles);
    });
    const int reserve = scenario_.care.policy.reserve;
    if (reserve > 0 && triage <= reserve)
      error(given.name,
            fmt::format("plan \"{}\" has {} who may triage, and policy.reserve keeps {} of them "
                        "free of calls; expected a smaller reserve, or more people",
                        given.name.value, triage, reserve));
  }

  const ScenarioFile& file_;
  const People& people_;
  Diagnostics& diagnostics_;
  experiment::Scenario& scenario_;
};

void requirements(const ScenarioFile& file, Diagnostics& diagnostics,
                  experiment::Scenario& scenario) {
  for (const RequirementFile& given : file.require) {
    if (given.reach_minutes) {
      scenario.require.emplace_back(experiment::ReachRequirement{
          *given.reach_minutes, given.share->value, given.in_months_of_100});
      continue;
    }
    // An alert is followed to its first touch against one clock, so there is one target.
    if (given.urgent_late_over->value != file.urgent_target)
      diagnostics.error(
          given.urgent_late_over->place, given.urgent_late_over->path,
          fmt::format("is {}, but urgent_target is {}; expected the same",
                      spoken(given.urgent_late_over->value), spoken(file.urgent_target)));
    scenario.require.emplace_back(experiment::UrgentRequirement{
        given.urgent_late_over->value, given.at_most->value, given.in_months_of_100,
        given.on_the_wall_clock && given.on_the_wall_clock->value});
  }
}

}  // namespace

void assemble_staff(const ScenarioFile& file, Diagnostics& diagnostics,
                    experiment::Scenario& scenario) {
  if (!diagnostics.any_under("staff")) {
    const People people = assemble_people(file, diagnostics, scenario);
    if (!diagnostics.any_under("staff") && !diagnostics.any_under("plans") && !file.staff.empty())
      PlanAssembly(file, people, diagnostics, scenario).plans();
  }
  if (!diagnostics.any_under("require") && !diagnostics.any_under("urgent_target"))
    requirements(file, diagnostics, scenario);
}

}  // namespace caseload::scenarios
