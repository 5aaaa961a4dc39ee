#include "reports/plan/plan_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "reports/plan/ceiling_words.hpp"
#include "reports/plan/plan_course.hpp"
#include "reports/plan/who_calls.hpp"
#include "reports/render/scenario_words.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/in_question.hpp"
#include "sim/experiment/warm_up.hpp"

namespace caseload::reports {
namespace {

using experiment::Answer;
using experiment::PlanSummary;

// Named months without a Yes, under the plan that has the fewest of them.
std::ptrdiff_t fewest_without_a_yes(const experiment::Summary& summary) {
  std::ptrdiff_t fewest = std::numeric_limits<std::ptrdiff_t>::max();
  for (const PlanSummary& plan : summary.plans)
    if (plan.candidate())
      fewest = std::min(fewest, std::ranges::count_if(plan.months, [](const auto& month) {
                          return month.verdict.answer != Answer::Yes;
                        }));
  return fewest;
}

// What happened, of one simulated month.
std::string event_words(const experiment::Requirement& requirement) {
  if (const auto* reach = std::get_if<experiment::ReachRequirement>(&requirement))
    return fmt::format("at least {:g} % of patients reached {} minutes with a live contact",
                       reach->share * 100, reach->minutes);
  const auto& urgent = std::get<experiment::UrgentRequirement>(requirement);
  return fmt::format("at most {} urgent {} first touched later than {}", urgent.at_most,
                     by_count(urgent.at_most, "alert was", "alerts were"), late_words(urgent));
}

std::string event_words(const experiment::Scenario& scenario, const PlanSummary& plan) {
  if (plan.governing) return event_words(scenario.require[*plan.governing]);
  std::string words;
  for (const experiment::Requirement& requirement : scenario.require)
    words += (words.empty() ? "" : " and ") + event_words(requirement);
  return words;
}

// "In 199 of 200 simulated months of March 2026, the hardest named month for it, at least …"
std::string evidence(const PlanReport& report, const PlanSummary& plan) {
  const auto judged = std::ranges::count_if(plan.months, &experiment::MonthSummary::judged);
  return fmt::format("in {}{}, {}", months_of(plan.joint),
                     judged < 2              ? ""
                     : plan.judged_in_part() ? ", the hardest of those months for it"
                                             : ", the hardest named month for it",
                     event_words(report.scenario, plan));
}

std::string too_close_advice(const PlanReport& report,
                             const experiment::RequirementVerdict& verdict) {
  const int fewest = experiment::replications_for_a_yes(report.scenario.require);
  if (verdict.of < fewest)
    return fmt::format("No yes is possible with fewer than {}: add --replications.",
                       counted(fewest, "replication"));
  return "More replications (--replications) may settle it.";
}

// What the verdict rests on, requirement by requirement and month by month.
std::string why_words(const PlanReport& report, const PlanSummary& plan) {
  std::string words;
  const std::vector<int>& held = experiment::month_named(plan, plan.joint.month).held_each;
  const bool always =
      std::ranges::all_of(held, [&](int months) { return months == plan.joint.of; });
  if (const std::string each = one_by_one(report.scenario, plan, plan.joint.month);
      !each.empty() && !always)
    words += fmt::format(" One by one: {}.", each);
  const auto judged = std::ranges::count_if(plan.months, &experiment::MonthSummary::judged);
  // With too few replications for any yes, every month is too close to call.
  const bool tellable =
      plan.joint.of >= experiment::replications_for_a_yes(report.scenario.require);
  if (plan.answer != Answer::Yes && judged > 1 && (tellable || experiment::first_failing(plan)))
    words += fmt::format(" Month by month it {}.", course_words(plan, Months::Judged));
  return words;
}

std::string verdict_paragraph(const PlanReport& report, const PlanSummary& plan) {
  const experiment::RequirementVerdict& joint = plan.joint;
  const std::string_view premise =
      report.moving_defaults > 0 ? "If these assumptions hold, " : "With these values ";
  if (report.scenario.require.empty())
    return "The scenario states no requirement, so no plan is judged; add `require:` for an "
           "answer.";
  if (!plan.candidate())
    return "There is no plan to choose: every plan of the scenario states an outage (`out:`), "
           "which is a test of a plan. State the same people without it as a plan of their own. "
           "What "
           "follows shows how the tests would do.";
  const std::string from = from_words(plan);
  const std::string why = why_words(report, plan);
  switch (plan.answer) {
    case Answer::Yes:
      return fmt::format(
          "{}{} would be enough{}, and is the cheapest plan that is: {}. You ask for {:g} months "
          "of 100; the simulation shows {} or more (an inference that is wrong at most 1 time in "
          "20)."
          "{}",
          premise, plan.name, from, evidence(report, plan), joint.in_months_of_100,
          static_cast<int>(std::floor(joint.low * 100)), why);
    case Answer::No:
      return fmt::format(
          "{}no plan would be enough. The nearest is {}{}: {}. That is clearly below the {:g} "
          "months of 100 you ask for: {} at best.{}",
          premise, plan.name, from, evidence(report, plan), joint.in_months_of_100,
          static_cast<int>(std::ceil(joint.high * 100)), why);
    case Answer::TooClose:
      return fmt::format(
          "{}it would be too close to call. The nearest is {}{}: {}. That stands for between {} "
          "and {} months of 100, and you ask for {:g}. {}{}",
          premise, plan.name, from, evidence(report, plan),
          static_cast<int>(std::floor(joint.low * 100)),
          static_cast<int>(std::ceil(joint.high * 100)), joint.in_months_of_100,
          too_close_advice(report, joint), why);
  }
  return {};
}

// The months before anybody of the plan's own is there.
void add_until_then(const PlanReport& report, const PlanSummary& plan,
                    std::vector<std::string>& paragraphs) {
  const auto from = experiment::judged_from(plan);
  if (!from || !plan.reference || report.scenario.require.empty() || !plan.candidate()) return;
  const std::string& name = report.summary.plans[*plan.reference].name;
  paragraphs.push_back(fmt::format("Before {} its team is that of {}, which {}.{}", from->spoken(),
                                   name, course_words(plan, Months::Before),
                                   fewest_without_a_yes(report.summary) > 0
                                       ? " No plan here is shown to hold in every named month."
                                       : ""));
}

std::string typical_paragraph(const PlanReport& report, const PlanSummary& plan) {
  const experiment::MonthSummary& month =
      experiment::month_named(plan, experiment::month_in_question(report.summary));
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  const experiment::ShareSummary& reached = month.reached[tier];
  if (reached.of == 0)
    return fmt::format("In {} no patient was eligible: there is no share to tell.",
                       month.month.spoken());
  return fmt::format(
      "With {}, on average {} would reach {} minutes in {} (simulation error ±{:.1f} points). "
      "Single months vary: 9 in 10 fall "
      "between {} and {}.",
      plan.name, patients_words(month, reached), experiment::kMinuteTiers[tier],
      month.month.spoken(), (reached.ci_high - reached.ci_low) / 2 * 100, percent_words(reached.p5),
      percent_words(reached.p95));
}

std::string money_paragraph(const PlanReport& report, const PlanSummary& plan) {
  const experiment::MonthSummary& month =
      experiment::month_named(plan, experiment::month_in_question(report.summary));
  // Late is not lost: without this a practitioner behind with signatures looks like a loss.
  const std::string unsigned_yet =
      month.money.unsigned_held < 0.5
          ? ""
          : fmt::format(
                " {} more waits for the provider's signature: it is claimed once it is "
                "signed, and no part of that margin.",
                whole_dollars(month.money.unsigned_held));
  const std::string mean =
      plan.months.size() < 2
          ? ""
          : fmt::format(" ({} in the mean of the {} named months)",
                        whole_dollars(*plan.monthly_cost_usd), plan.months.size());
  return fmt::format(
      "It would bring in {} in that month after coverage, denials, held claims, sequestration and "
      "bad debt ({} if every code the log supports were paid in full), and cost {}{}: a margin of "
      "{}, in 9 months of 10 between {} and {}.{}",
      whole_dollars(month.money.expected), whole_dollars(month.revenue_usd),
      whole_dollars(month.money.expected - *month.margin_usd), mean,
      whole_dollars(*month.margin_usd), whole_dollars(*month.margin_p5_usd),
      whole_dollars(*month.margin_p95_usd), unsigned_yet);
}

void add_next_cheaper(const PlanReport& report, const PlanSummary& plan,
                      std::vector<std::string>& paragraphs) {
  if (plan.answer != Answer::Yes || report.scenario.require.empty()) return;
  const PlanSummary* cheaper = nullptr;
  for (const std::size_t i : experiment::by_cost(report.summary)) {
    const PlanSummary& other = report.summary.plans[i];
    if (*other.monthly_cost_usd < *plan.monthly_cost_usd) cheaper = &other;
  }
  if (cheaper == nullptr) return;
  if (cheaper->answer == Answer::Yes) {  // in fewer of the named months
    paragraphs.push_back(
        fmt::format("The next cheaper plan, {}, would be enough{} only: before, "
                    "it {}.",
                    cheaper->name, from_words(*cheaper), course_words(*cheaper, Months::Before)));
    return;
  }
  const bool open = cheaper->answer == Answer::TooClose;
  paragraphs.push_back(fmt::format(
      "The next cheaper plan, {}, {}{}: {}.{}{}", cheaper->name,
      open ? "is too close to call" : "would not be enough", from_words(*cheaper),
      months_of(cheaper->joint), why_words(report, *cheaper),
      open ? " More replications (--replications) may show that it would be enough as well." : ""));
}

// Of every plan that might be chosen: a team that falls behind looks good for as long as its
// worklist is still filling.
void add_what_has_not_settled(const PlanReport& report, const PlanSummary& asked,
                              std::vector<std::string>& paragraphs) {
  for (std::size_t place = 0; place < report.summary.plans.size(); ++place) {
    const PlanSummary& plan = report.summary.plans[place];
    if (!plan.candidate() || (plan.answer == Answer::No && plan.name != asked.name)) continue;
    const auto month =
        static_cast<std::size_t>(std::ranges::find(report.experiment.months, plan.joint.month) -
                                 report.experiment.months.begin());
    const auto found = experiment::not_settled(report.scenario, report.experiment, place, month);
    if (!found) continue;
    paragraphs.push_back(fmt::format(
        "NOT SETTLED: {} before {} {} too few for {}. At the end of a day {:.0f} pieces of work "
        "are open in that month, and {:.0f} were in the month before. Set warmup_months to {} and "
        "see whether it settles; if it goes on growing, this team does less than what arises, and "
        "every later month would be worse than this one.",
        counted(report.scenario.warmup_months, "month"), plan.joint.month.spoken(),
        report.scenario.warmup_months == 1 ? "is" : "are", plan.name, found->observed,
        found->before, report.scenario.warmup_months + 2));
  }
}

}  // namespace

std::vector<std::string> answer_paragraphs(const PlanReport& report) {
  const PlanSummary& plan = experiment::plan_in_question(report.summary);
  std::vector<std::string> paragraphs;
  if (report.experiment.partial)
    paragraphs.push_back(fmt::format("PARTIAL: stopped early, after {} of every plan and month.",
                                     counted(report.experiment.replications, "replication")));
  paragraphs.push_back(verdict_paragraph(report, plan));
  add_until_then(report, plan, paragraphs);
  paragraphs.push_back(typical_paragraph(report, plan));
  paragraphs.push_back(money_paragraph(report, plan));
  if (std::string languages = languages_sentence(report, plan); !languages.empty())
    paragraphs.push_back(std::move(languages));
  add_next_cheaper(report, plan, paragraphs);
  const auto place = static_cast<std::size_t>(&plan - report.summary.plans.data());
  if (std::string longer = longer_minutes_paragraph(report, place); !longer.empty())
    paragraphs.push_back(std::move(longer));
  for (std::string& sentence : stress_sentences(report)) paragraphs.push_back(std::move(sentence));
  for (const PlanSummary& other : report.summary.plans)
    if (other.role() == experiment::PlanRole::SameTeam)
      paragraphs.push_back(same_team_sentence(report.summary, other));
  if (std::string ceiling = ceiling_paragraph(report, place); !ceiling.empty())
    paragraphs.push_back(std::move(ceiling));
  add_what_has_not_settled(report, plan, paragraphs);
  return paragraphs;
}

}  // namespace caseload::reports
