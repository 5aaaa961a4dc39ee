#include "reports/plan/plan_course.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "reports/render/words.hpp"

namespace caseload::reports {
namespace {

using experiment::Answer;
using experiment::MonthSummary;
using experiment::PlanSummary;

std::string held_words(const experiment::RequirementVerdict& verdict) {
  return fmt::format("{} of {}", thousands(verdict.held), counted(verdict.of, "simulated month"));
}

// The earliest first.
std::vector<const MonthSummary*> months_in(const PlanSummary& plan, Months which) {
  const auto from = experiment::judged_from(plan);
  std::vector<const MonthSummary*> months;
  for (const std::size_t place : experiment::by_calendar(plan)) {
    const MonthSummary& month = plan.months[place];
    const bool wanted = which == Months::All || (which == Months::Judged && month.judged) ||
                        (which == Months::Before && from && month.month < *from);
    if (wanted) months.push_back(&month);
  }
  return months;
}

std::string requirement_label(const experiment::Requirement& requirement) {
  if (const auto* reach = std::get_if<experiment::ReachRequirement>(&requirement))
    return fmt::format("{:g} % at {} minutes", reach->share * 100, reach->minutes);
  const auto& urgent = std::get<experiment::UrgentRequirement>(requirement);
  return fmt::format("at most {} urgent {} late{}", urgent.at_most,
                     by_count(urgent.at_most, "alert", "alerts"),
                     urgent.on_the_wall_clock ? " on the wall clock" : "");
}

// "Ana out 2026-06-01 to 2026-07-12"
std::string who_is_out(const experiment::Scenario& scenario, const experiment::Plan& plan) {
  std::vector<std::string> words;
  for (const auto& [person, days] : plan.out)
    words.push_back(fmt::format("{} out {} to {}", scenario.staff[plan.staff[person]].name,
                                iso(days.first), iso(days.last)));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string_view verdict_words(Answer answer) {
  switch (answer) {
    case Answer::Yes:
      return "would still be enough";
    case Answer::No:
      return "would not be enough";
    case Answer::TooClose:
      return "would be too close to call";
  }
  return {};
}

std::string stress_sentence(const PlanReport& report, const PlanSummary& stress) {
  const auto place = static_cast<std::size_t>(&stress - report.summary.plans.data());
  const std::string out = who_is_out(report.scenario, report.experiment.plans[place]);
  std::string text = fmt::format("A test, and no plan to choose: {}", stress.name);
  const PlanSummary* tested = stress.reference ? &report.summary.plans[*stress.reference] : nullptr;
  text += tested != nullptr
              ? fmt::format(" is {} with {}.", tested->name, out)
              : fmt::format(", with {}; no plan here has the same people without the outage.", out);
  if (std::ranges::none_of(stress.months, &MonthSummary::own_team))
    return text + " The outage touches no named month, nor the warm-up before one.";
  if (report.scenario.require.empty()) return text;
  const bool several = std::ranges::count_if(stress.months, &MonthSummary::judged) > 1;
  text += fmt::format(" It {}: {}{}", verdict_words(stress.answer), months_of(stress.joint),
                      several ? ", the hardest of the months it touches" : "");
  if (tested != nullptr)
    text += fmt::format(", where without it {} holds in {}", tested->name,
                        experiment::month_named(*tested, stress.joint.month).verdict.held);
  text += ".";
  if (const std::string each = one_by_one(report.scenario, stress, stress.joint.month);
      !each.empty() && stress.answer != Answer::Yes)
    text += fmt::format(" One by one: {}.", each);
  return text;
}

}  // namespace

std::string months_of(const experiment::RequirementVerdict& verdict) {
  return fmt::format("{} of {}", held_words(verdict), verdict.month.spoken());
}

std::string from_words(const PlanSummary& plan) {
  const auto from = experiment::judged_from(plan);
  return from ? fmt::format(" from {} on", from->spoken()) : "";
}

std::string course_words(const PlanSummary& plan, Months which) {
  const std::vector<const MonthSummary*> months = months_in(plan, which);
  const auto answers = [](Answer answer) {
    return [answer](const MonthSummary* month) { return month->verdict.answer == answer; };
  };
  const auto first_not_yes = std::ranges::find_if_not(months, answers(Answer::Yes));
  if (first_not_yes == months.end())
    return months.size() == 1
               ? fmt::format("holds in {}", months.front()->month.spoken())
               : fmt::format("holds in each of the {} named months from {} to {}", months.size(),
                             months.front()->month.spoken(), months.back()->month.spoken());
  if (months.size() > 1 && std::ranges::all_of(months, answers(Answer::No)))
    return fmt::format("fails in each of the {} named months from {} to {}", months.size(),
                       months.front()->month.spoken(), months.back()->month.spoken());
  std::vector<std::string> parts;
  if (first_not_yes != months.begin())
    parts.push_back(fmt::format("holds through {}", (*(first_not_yes - 1))->month.spoken()));
  const auto tell = [&](std::string_view what, auto place) {
    parts.push_back(
        fmt::format("{} {} ({})", what, (*place)->month.spoken(), held_words((*place)->verdict)));
  };
  const auto first_no = std::ranges::find_if(months, answers(Answer::No));
  const bool one = months.size() == 1;
  if (first_not_yes != first_no)
    tell(one ? "is too close to call in" : "is too close to call first in", first_not_yes);
  if (first_no != months.end()) tell(one ? "fails in" : "fails first in", first_no);
  const auto last_not_yes =
      std::find_if_not(months.rbegin(), months.rend(), answers(Answer::Yes)).base();
  if (last_not_yes != months.end())
    parts.push_back(fmt::format("holds from {} on", (*last_not_yes)->month.spoken()));
  if (parts.size() == 1) return parts.front();
  const std::string last = parts.back();
  parts.pop_back();
  return fmt::format("{} and {}", fmt::join(parts, ", "), last);
}

std::string one_by_one(const experiment::Scenario& scenario, const PlanSummary& plan,
                       CalendarMonth month) {
  if (scenario.require.size() < 2) return {};
  const std::vector<int>& held = experiment::month_named(plan, month).held_each;
  std::vector<std::pair<int, std::size_t>> each;  // held, place
  for (std::size_t i = 0; i < held.size(); ++i) each.emplace_back(held[i], i);
  std::ranges::sort(each);
  std::vector<std::string> words;
  for (const auto& [months, place] : each)
    words.push_back(
        fmt::format("{} in {}", requirement_label(scenario.require[place]), thousands(months)));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::vector<std::string> stress_sentences(const PlanReport& report) {
  std::vector<std::string> sentences;
  for (const PlanSummary& plan : report.summary.plans)
    if (plan.stress) sentences.push_back(stress_sentence(report, plan));
  return sentences;
}

std::string same_team_sentence(const experiment::Summary& summary, const PlanSummary& plan) {
  return fmt::format(
      "{} has the team of {} in every named month and the warm-up before it: whoever else is in it "
      "is employed in none of them. To judge it, name months in which they are.",
      plan.name, summary.plans[*plan.reference].name);
}

}  // namespace caseload::reports
