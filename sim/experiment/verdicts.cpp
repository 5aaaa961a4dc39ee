#include "sim/experiment/verdicts.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "sim/base/check.hpp"
#include "sim/statistics/proportion.hpp"

namespace caseload::experiment {
namespace {

constexpr double kConfidence = 0.95;

bool holds(const ReachRequirement& requirement, const MonthOutcome& outcome) {
  const auto tier = std::ranges::find(kMinuteTiers, requirement.minutes);
  CASELOAD_CHECK(tier != kMinuteTiers.end(), "a requirement asks for minutes no tier has");
  const Count reached = outcome.reached[static_cast<std::size_t>(tier - kMinuteTiers.begin())];
  // 0.55 · 320 is 176.00000000000003 in floating point: 176 patients of 320 are 55 %.
  constexpr double kRounding = 1e-9;
  return outcome.patients.eligible > 0 &&
         reached.eligible + kRounding >= requirement.share * outcome.patients.eligible;
}

bool holds(const UrgentRequirement& requirement, const MonthOutcome& outcome) {
  const care::AlertWaits& urgent = outcome.urgent;
  const auto late = requirement.on_the_wall_clock ? urgent.late_wall() : urgent.late_staffed();
  return late <= requirement.at_most;
}

bool holds(const Requirement& requirement, const MonthOutcome& outcome) {
  return std::visit([&](const auto& kind) { return holds(kind, outcome); }, requirement);
}

double asked_of(const Requirement& requirement) {
  return std::visit([](const auto& kind) { return kind.in_months_of_100; }, requirement);
}

bool worse(const RequirementVerdict& a, const RequirementVerdict& b) {
  const auto severity = [](Answer answer) {
    return answer == Answer::No ? 0 : answer == Answer::TooClose ? 1 : 2;
  };
  return std::tuple(severity(a.answer), a.held) < std::tuple(severity(b.answer), b.held);
}

template <class Event>
RequirementVerdict judge_month(const std::vector<MonthOutcome>& rows, CalendarMonth month,
                               double asked, double confidence, Event event) {
  RequirementVerdict verdict{.month = month, .in_months_of_100 = asked};
  verdict.of = static_cast<int>(rows.size());
  verdict.held = static_cast<int>(std::ranges::count_if(rows, event));
  verdict.low = stats::chance_at_least(verdict.held, verdict.of, confidence);
  verdict.high = stats::chance_at_most(verdict.held, verdict.of, confidence);
  if (verdict.low * 100 >= asked) verdict.answer = Answer::Yes;
  else if (verdict.high * 100 < asked) verdict.answer = Answer::No;
  return verdict;
}

// Every month has to pass by itself, so taking the worst needs no correction for the number of
// months.
void keep_worst(std::optional<RequirementVerdict>& worst, const RequirementVerdict& verdict) {
  if (!worst || worse(verdict, *worst)) worst = verdict;
}

bool asked_alike(const std::vector<Requirement>& requirements) {
  return std::ranges::all_of(
      requirements, [&](const auto& r) { return asked_of(r) == asked_of(requirements.front()); });
}

// Of each requirement's verdict, where several are judged apart.
double confidence_apart(const std::vector<Requirement>& requirements) {
  return 1 - (1 - kConfidence) / static_cast<double>(requirements.size());
}

bool all_hold(const std::vector<Requirement>& requirements, const MonthOutcome& outcome) {
  return std::ranges::all_of(requirements, [&](const auto& r) { return holds(r, outcome); });
}

// A plan with no month of its own has the verdict of the plan it refers to, over all of them.
void choose_judged_months(PlanSummary& plan) {
  std::optional<CalendarMonth> first;
  for (const MonthSummary& month : plan.months)
    if (month.own_team && (!first || month.month < *first)) first = month.month;
  if (!first) return;
  for (MonthSummary& month : plan.months)
    month.judged = plan.stress ? month.own_team : month.month >= *first;
}

}  // namespace

void judge(PlanSummary& plan, const std::vector<Requirement>& requirements,
           std::span<const std::vector<MonthOutcome>> outcomes) {
  choose_judged_months(plan);
  const bool alike = asked_alike(requirements);
  std::optional<RequirementVerdict> joint;
  std::vector<std::optional<RequirementVerdict>> each(requirements.size()),
      apart(requirements.size());
  for (std::size_t place = 0; place < plan.months.size(); ++place) {
    MonthSummary& month = plan.months[place];
    const std::vector<MonthOutcome>& rows = outcomes[place];
    std::optional<RequirementVerdict> hardest;
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      const auto held = [&](const MonthOutcome& row) { return holds(requirements[i], row); };
      const double asked = asked_of(requirements[i]);
      const RequirementVerdict alone = judge_month(rows, month.month, asked, kConfidence, held);
      const RequirementVerdict with_less_doubt =
          judge_month(rows, month.month, asked, confidence_apart(requirements), held);
      month.held_each.push_back(alone.held);
      keep_worst(hardest, with_less_doubt);
      if (!month.judged) continue;
      keep_worst(each[i], alone);
      keep_worst(apart[i], with_less_doubt);
    }
    const RequirementVerdict together =
        judge_month(rows, month.month, requirements.empty() ? 0 : asked_of(requirements.front()),
                    kConfidence, [&](const auto& row) { return all_hold(requirements, row); });
    month.held = together.held;
    month.verdict = alike ? together : *hardest;
    plan.all_months.held += month.held;
    if (month.judged) keep_worst(joint, month.verdict);
  }
  for (const auto& verdict : each) plan.requirements.push_back(*verdict);
  plan.joint = *joint;
  if (!alike) {
    plan.governing = 0;
    for (std::size_t i = 1; i < apart.size(); ++i)
      if (worse(*apart[i], *apart[*plan.governing])) plan.governing = i;
    plan.joint = *apart[*plan.governing];
  }
  plan.answer = plan.joint.answer;
}

std::vector<std::size_t> by_calendar(const PlanSummary& plan) {
  std::vector<std::size_t> places(plan.months.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, {}, [&](std::size_t place) { return plan.months[place].month; });
  return places;
}

std::optional<CalendarMonth> judged_from(const PlanSummary& plan) {
  if (!plan.judged_in_part()) return std::nullopt;
  for (const std::size_t place : by_calendar(plan))
    if (plan.months[place].judged) return plan.months[place].month;
  return std::nullopt;
}

std::optional<CalendarMonth> first_failing(const PlanSummary& plan) {
  for (const std::size_t place : by_calendar(plan))
    if (plan.months[place].verdict.answer == Answer::No) return plan.months[place].month;
  return std::nullopt;
}

std::optional<CalendarMonth> holds_since(const PlanSummary& plan) {
  std::optional<CalendarMonth> since;
  for (const std::size_t place : by_calendar(plan)) {
    const MonthSummary& month = plan.months[place];
    if (month.verdict.answer != Answer::Yes) since.reset();
    else if (!since) since = month.month;
  }
  return since;
}

int replications_for_a_yes(const std::vector<Requirement>& requirements) {
  if (requirements.empty()) return 0;
  const double confidence =
      asked_alike(requirements) ? kConfidence : confidence_apart(requirements);
  int fewest = 0;
  for (const Requirement& requirement : requirements)
    fewest = std::max(fewest, stats::trials_to_show(asked_of(requirement) / 100, confidence));
  return fewest;
}

}  // namespace caseload::experiment
