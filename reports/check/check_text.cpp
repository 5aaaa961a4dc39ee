#include "reports/check/check_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/render/clinical_words.hpp"
#include "reports/render/scenario_words.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/grown_panel.hpp"
#include "sim/experiment/working_days.hpp"
#include "sim/experiment/workload.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;

std::string calendar(const experiment::Scenario& scenario) {
  std::string out =
      fmt::format("\nMonths, each judged by itself, after {} of warm-up (times in {})\n",
                  counted(scenario.warmup_months, "month"), scenario.zone.name());
  out += "  " + left("month", 16) + right("open days", 9) + "  " + left("rules", 16) + "holidays\n";
  for (const CalendarMonth month : scenario.months) {
    std::string holidays;
    for (const LocalDay day : scenario.holidays.days())
      if (month.contains(day) && experiment::somebody_works_on(scenario, day))
        holidays += (holidays.empty() ? "" : ", ") + day_words(day);
    const rules::RuleSet& rules = scenario.rules.for_day(month.end_day() - days{1});
    out += "  " + left(month.spoken(), 16) +
           right(std::to_string(experiment::open_days(scenario, month)), 9) + "  " +
           left(rules.name, 16) + (holidays.empty() ? "none" : holidays) + "\n";
  }
  return out;
}

std::string languages(const experiment::Scenario& scenario) {
  std::string out;
  for (std::size_t i = 0; i < scenario.population.languages.size(); ++i) {
    const auto& [language, share] = scenario.population.languages[i];
    std::vector<std::string> speakers;
    for (const care::StaffMember& person : scenario.staff)
      if (person.speaks.has(static_cast<population::LanguageId>(i + 1)))
        speakers.push_back(person.name);
    out += fmt::format("  {}: {} patients ({}), whose language {} speaks\n", language,
                       thousands(std::llround(share * scenario.population.patients)),
                       percent_words(share),
                       speakers.empty() ? "nobody" : fmt::format("{}", fmt::join(speakers, ", ")));
  }
  return out;
}

// Where the panel grows, shrinks or is limited: what is to be expected of it, month by month.
std::string enrolment(const experiment::Scenario& scenario) {
  const population::EnrolmentModel& model = scenario.population.enrolment;
  if (!model.since && model.offers_in.empty() && model.at_most == 0) return {};
  std::string head = "The panel to be expected";
  if (model.since)
    head += fmt::format(", {} patients on 1 {}", thousands(scenario.population.patients),
                        model.since->spoken());
  if (model.grow)
    head += fmt::format(". It is to grow to {:g} by the end of {}", model.grow->to,
                        model.grow->by.spoken());
  if (model.at_most > 0) head += fmt::format("; never more than {}", thousands(model.at_most));
  std::string out = "\n" + wrapped(head + ".", kWidth, 0);
  out += "\n  " + left("month", 16) + right("first day", 9) + right("offers", 8) +
         right("accept", 8) + right("last day", 10) + "\n";
  for (const CalendarMonth month : scenario.months) {
    population::ExpectedPanel panel = experiment::expected_panel(scenario, month);
    const double offers = population::offers_of(model, month);
    out += "  " + left(month.spoken(), 16) +
           right(thousands(std::llround(panel.on(month.first_day()))), 9) +
           right(fmt::format("{:.0f}", offers), 8) +
           right(fmt::format("{:.0f}", offers * model.accepted_share), 8) +
           right(thousands(std::llround(panel.on(month.end_day()))), 10) + "\n";
  }
  return out;
}

std::string panel(const experiment::Scenario& scenario) {
  const population::PopulationModel& population = scenario.population;
  std::string out = fmt::format(
      "\nPanel: {} at the start, {}\n", counted(population.patients, "patient"),
      population.panel_fixed ? "the same in every replication" : "drawn anew in each replication");
  out += "  " + left("condition", 26) + right("patients", 8) + right("share", 8) +
         right("sessions/day", 14) + "  devices\n";
  for (const population::Condition& condition : population.conditions) {
    std::string devices;
    for (const telemetry::DeviceKind kind : condition.devices)
      devices += fmt::format("{}{}", devices.empty() ? "" : ", ", device_words(kind));
    out += "  " + left(condition.name, 26) +
           right(thousands(std::llround(condition.share * population.patients)), 8) +
           right(percent_words(condition.share), 8) +
           right(fmt::format("{:.1f}", condition.sessions_per_day), 14) + "  " + devices + "\n";
  }
  return out + languages(scenario) + enrolment(scenario);
}

// A network lists forty nurses who differ only by number: they are shown once, with their count.
bool same_terms(const care::StaffMember& a, const care::StaffMember& b) {
  return a.role == b.role && a.hours == b.hours && a.breaks == b.breaks &&
         a.huddle_minutes == b.huddle_minutes && a.in_basket_minutes == b.in_basket_minutes &&
         a.rpm_share == b.rpm_share && a.speaks == b.speaks && a.speed == b.speed &&
         a.wage_per_hour == b.wage_per_hour;
}

std::string people(const experiment::Scenario& scenario, CalendarMonth month) {
  std::string out =
      fmt::format("\nPeople, hours each (RPM in {}: open days, less expected leave and sickness)\n",
                  month.spoken());
  out += "  " + left("name", 20) + left("role", 20) + right("a week", 7) + right("breaks", 8) +
         right("other", 7) + right("RPM share", 11) + right("RPM/week", 10) +
         right("RPM/month", 11) + "\n";
  for (std::size_t index = 0; index < scenario.staff.size();) {
    const care::StaffMember& person = scenario.staff[index];
    std::size_t next = index + 1;
    if (person.on_call) {
      index = next;
      continue;
    }
    while (next < scenario.staff.size() && same_terms(person, scenario.staff[next])) ++next;
    std::string name = person.name;
    if (next - index > 1) name += fmt::format(" and {} more", next - index - 1);
    const experiment::PersonHours hours =
        experiment::person_hours(person, month, scenario.zone, scenario.holidays);
    out += "  " + left(name, 20) + left(role_words(person.role), 20) +
           right(fmt::format("{:.1f}", hours.scheduled_week), 7) +
           right(fmt::format("{:.1f}", hours.breaks_week), 8) +
           right(fmt::format("{:.1f}", hours.other_week), 7) +
           right(percent_words(person.rpm_share), 11) +
           right(fmt::format("{:.1f}", hours.rpm_week), 10) +
           right(fmt::format("{:.1f}", hours.rpm_month), 11) + "\n";
    index = next;
  }
  return out + "  other: huddle and in-basket.\n";
}

std::string on_call(const experiment::Scenario& scenario) {
  std::string out;
  for (const care::StaffMember& person : scenario.staff) {
    if (!person.on_call) continue;
    const care::OnCall& terms = *person.on_call;
    std::string pay = terms.vendor_line
                          ? fmt::format("a vendor's line for {} a patient-month; minutes {}",
                                        money_words(terms.fee_per_patient_month),
                                        person.supervised ? "counted as supervised" : "not counted")
                          : fmt::format("{} an hour and {} a call, before the wage load",
                                        money_words(terms.per_hour), money_words(terms.per_call));
    out += "  " + left(person.name, 20) + left(role_words(person.role), 20) +
           wrapped(fmt::format("{}; answers in {:g} min; {}",
                               terms.has_hours() ? "at stated hours"
                                                 : "whenever nobody who may triage is scheduled",
                               to_minutes(terms.responds_in), pay),
                   kWidth, 42) +
           "\n";
  }
  return out.empty() ? out : "\nOn call, for urgent alerts only\n" + out;
}

std::string work(const experiment::Scenario& scenario, const experiment::Workload& workload) {
  std::string out = "\nWork that would arise per patient in 30 days (estimate from mean minutes)\n";
  out += "  " + left("source", 34) + right("times", 7) + right("minutes each", 14) +
         right("minutes", 9) + "  counts towards 20 minutes\n";
  for (const experiment::WorkSource& source : workload.sources)
    out += "  " + left(source.name, 34) + right(fmt::format("{:.2f}", source.times), 7) +
           right(fmt::format("{:.1f}", source.minutes_each), 14) +
           right(fmt::format("{:.1f}", source.minutes()), 9) +
           (source.counts ? "  yes\n" : "  no\n");
  out += "  " + left("together", 55) +
         right(fmt::format("{:.1f}", workload.minutes_per_patient), 9) +
         fmt::format("  {:.1f} of them, {:.1f} after logging\n", workload.countable_per_patient,
                     workload.countable_per_patient * scenario.care.logging.logged_share);
  return out;
}

std::string plans(const experiment::Scenario& scenario) {
  std::string out = "\nHours there are against hours wanted (the same estimate)\n";
  out += "  " + left("plan", 24) + left("month", 16) + right("RPM hours", 9) + right("wanted", 8) +
         right("load", 8) + "\n";
  for (const experiment::Plan& plan : scenario.plans) {
    if (plan.unlimited) continue;
    for (const CalendarMonth month : scenario.months) {
      const experiment::PlanLoad load = experiment::plan_load(scenario, plan, month);
      out += "  " + left(month == scenario.months.front() ? plan.name : "", 24) +
             left(month.spoken(), 16) + right(fmt::format("{:.0f}", load.rpm_hours), 9) +
             right(fmt::format("{:.0f}", load.wanted_hours), 8) +
             right(load.rpm_hours > 0 ? percent_words(load.load()) : "no hours", 8) + "\n";
    }
  }
  return out + "  " +
         wrapped(
             "An estimate, not a bound: it knows no variation, queues or who may do what. A load "
             "near or above 100 % means that work waits or is left undone; `caseload plan` says "
             "how "
             "much.",
             kWidth, 2) +
         "\n";
}

std::string requirements(const experiment::Scenario& scenario) {
  if (scenario.require.empty())
    return "\nRequired: nothing; plans are compared without a verdict.\n";
  std::string out = "\nRequired, together, in the worst of these months\n";
  for (const experiment::Requirement& requirement : scenario.require)
    out += "  " + wrapped(requirement_words(requirement), kWidth, 2) + "\n";
  return out;
}

std::string default_row(const DefaultShown& value) {
  constexpr std::size_t kValueColumn = 42;
  const std::string path = "  " + value.path;
  const bool fits = width_of(path) < kValueColumn;
  return left(path, kValueColumn) + (fits ? "" : "\n" + std::string(kValueColumn, ' ')) +
         wrapped(value.value + " (" + value.basis + ")", kWidth, kValueColumn) + "\n";
}

std::string defaults(const CheckInput& input) {
  if (input.defaults.empty()) return "\nEvery value is the scenario's own; no default is used.\n";
  const auto count = static_cast<std::int64_t>(input.defaults.size());
  std::string out =
      fmt::format("\n{} {} not this practice's own but {}.\n", counted(count, "value"),
                  by_count(count, "is", "are"), by_count(count, "a default", "defaults"));
  std::string moving, others;
  for (const DefaultShown& value : input.defaults)
    (value.moves_the_answer ? moving : others) += default_row(value);
  if (!moving.empty()) out += "These move the answer; replace them before you hire:\n" + moving;
  if (!moving.empty() && !others.empty()) out += "The others:\n";
  return out + others;
}

}  // namespace

std::string check_details(const CheckInput& input) {
  const experiment::Scenario& scenario = input.scenario;
  const CalendarMonth month = scenario.months.front();
  return calendar(scenario) + panel(scenario) + people(scenario, month) + on_call(scenario) +
         work(scenario, experiment::estimate_workload(scenario, month)) + plans(scenario) +
         requirements(scenario) + defaults(input);
}

}  // namespace caseload::reports
