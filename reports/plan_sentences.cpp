#include "reports/plan_sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "reports/words.hpp"
#include "sim/base/check.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "sim/statistics/proportion.hpp"

namespace caseload::reports {
namespace {

using sim::Answer;
using sim::PlanSummary;

// What happened, of one simulated month.
std::string event_words(const sim::Requirement& requirement) {
  if (const auto* reach = std::get_if<sim::ReachRequirement>(&requirement))
    return fmt::format("at least {:g} % of patients reached {} minutes with a live contact",
                       reach->share * 100, reach->minutes);
  const auto& urgent = std::get<sim::UrgentRequirement>(requirement);
  return fmt::format("at most {} urgent {} first touched later than {:g} staffed minutes",
                     urgent.at_most, urgent.at_most == 1 ? "alert was" : "alerts were",
                     sim::to_minutes(urgent.late_over));
}

std::string event_words(const sim::Scenario& scenario, const PlanSummary& plan) {
  if (plan.governing) return event_words(scenario.require[*plan.governing]);
  std::string words;
  for (const sim::Requirement& requirement : scenario.require)
    words += (words.empty() ? "" : " and ") + event_words(requirement);
  return words;
}

std::string months_of(const sim::RequirementVerdict& verdict) {
  return fmt::format("{} of {} simulated months of {}", thousands(verdict.held),
                     thousands(verdict.of), verdict.month.spoken());
}

// "In 199 of 200 simulated months of March 2026, the hardest named month for it, at least …"
std::string evidence(const PlanReport& report, const PlanSummary& plan) {
  return fmt::format("in {}{}, {}", months_of(plan.joint),
                     report.experiment.months.size() > 1 ? ", the hardest named month for it" : "",
                     event_words(report.scenario, plan));
}

std::string too_close_advice(const sim::RequirementVerdict& verdict) {
  if (verdict.in_months_of_100 >= 100)
    return "No number of simulated months can show 100 of 100: ask for 99 or fewer.";
  const int fewest = sim::trials_to_show(verdict.in_months_of_100 / 100, 0.95);
  if (verdict.of < fewest)
    return fmt::format("No yes is possible with fewer than {} replications: add --replications.",
                       fewest);
  return "More replications (--replications) may settle it; a little more cover surely does.";
}

std::string verdict_paragraph(const PlanReport& report, const PlanSummary& plan) {
  const sim::RequirementVerdict& joint = plan.joint;
  const std::string_view premise =
      report.defaults_used > 0 ? "If these assumptions hold, " : "With these values ";
  if (report.scenario.require.empty())
    return "The scenario states no requirement, so no plan is judged; add `require:` for an "
           "answer.";
  switch (plan.answer) {
    case Answer::Yes:
      return fmt::format(
          "{}{} would be enough, and is the cheapest plan that is: {}. You ask for {:g} months of "
          "100; the simulation shows {} or more (an inference that is wrong at most 1 time in 20).",
          premise, plan.name, evidence(report, plan), joint.in_months_of_100,
          static_cast<int>(std::floor(joint.low * 100)));
    case Answer::No:
      return fmt::format(
          "{}no plan would be enough. The nearest is {}: {}. That is clearly below the {:g} months "
          "of 100 you "
          "ask for: {} at best.",
          premise, plan.name, evidence(report, plan), joint.in_months_of_100,
          static_cast<int>(std::ceil(joint.high * 100)));
    case Answer::TooClose:
      return fmt::format(
          "{}it would be too close to call. The nearest is {}: {}. That stands for between {} and "
          "{} months of "
          "100, and you ask for {:g}. {}",
          premise, plan.name, evidence(report, plan), static_cast<int>(std::floor(joint.low * 100)),
          static_cast<int>(std::ceil(joint.high * 100)), joint.in_months_of_100,
          too_close_advice(joint));
  }
  return {};
}

std::string patients_of(const sim::MonthSummary& month, const sim::ShareSummary& share) {
  return fmt::format("{} of {} patients ({})", thousands(std::llround(share.eligible_mean)),
                     thousands(std::llround(month.patients_eligible_mean)),
                     percent_words(share.share_mean));
}

std::string typical_paragraph(const PlanReport& report, const PlanSummary& plan) {
  const sim::MonthSummary& month = governing_month(plan);
  const std::size_t tier = tier_in_question(report.scenario);
  const sim::ShareSummary& reached = month.reached[tier];
  if (reached.of == 0)
    return fmt::format("In {} no patient was eligible: there is no share to tell.",
                       month.month.spoken());
  return fmt::format(
      "With {}, on average {} would reach {} minutes in {} (simulation error ±{:.1f} points). "
      "Single months vary: 9 in 10 fall "
      "between {} and {}.",
      plan.name, patients_of(month, reached), sim::kMinuteTiers[tier], month.month.spoken(),
      (reached.ci_high - reached.ci_low) / 2 * 100, percent_words(reached.p5),
      percent_words(reached.p95));
}

// Real plans, the cheapest first.
std::vector<std::size_t> by_cost(const sim::Summary& summary) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < summary.plans.size(); ++i)
    if (!summary.plans[i].unlimited) order.push_back(i);
  std::ranges::sort(
      order, {}, [&](std::size_t i) { return std::pair(*summary.plans[i].monthly_cost_usd, i); });
  return order;
}

void add_next_cheaper(const PlanReport& report, const PlanSummary& plan,
                      std::vector<std::string>& paragraphs) {
  if (plan.answer != Answer::Yes || report.scenario.require.empty()) return;
  const PlanSummary* cheaper = nullptr;
  for (const std::size_t i : by_cost(report.summary)) {
    const PlanSummary& other = report.summary.plans[i];
    if (*other.monthly_cost_usd < *plan.monthly_cost_usd) cheaper = &other;
  }
  if (cheaper == nullptr) return;
  paragraphs.push_back(
      fmt::format("The next cheaper plan, {}, {}: {}.", cheaper->name,
                  cheaper->answer == Answer::No ? "would not be" : "is too close to call",
                  months_of(cheaper->joint)));
}

void add_ceiling(const PlanReport& report, const PlanSummary& plan,
                 std::vector<std::string>& paragraphs) {
  const auto unlimited = std::ranges::find_if(report.summary.plans, &PlanSummary::unlimited);
  if (unlimited == report.summary.plans.end()) return;
  const sim::MonthSummary& month = month_named(*unlimited, plan.joint.month);
  const std::size_t tier = tier_in_question(report.scenario);
  if (month.reached[tier].of == 0) return;
  std::string text = fmt::format(
      "With unlimited staff {} would reach {} minutes in {}: the rest is reach and care plan, "
      "which no hiring lifts.",
      patients_of(month, month.reached[tier]), sim::kMinuteTiers[tier], month.month.spoken());
  if (!report.scenario.require.empty() && unlimited->answer == Answer::No)
    text += fmt::format(" Even that would not meet what you ask for ({}).",
                        months_of(unlimited->joint));
  paragraphs.push_back(std::move(text));
}

std::string signed_dollars(double usd) {
  return usd < 0 ? whole_dollars(usd) : "+" + whole_dollars(usd);
}

}  // namespace

const PlanSummary& plan_in_question(const sim::Summary& summary) {
  if (summary.cheapest_yes) return summary.plans[*summary.cheapest_yes];
  const auto nearness = [](const PlanSummary& plan) {
    return std::tuple(plan.answer == Answer::TooClose, plan.joint.held, -*plan.monthly_cost_usd);
  };
  const PlanSummary* nearest = nullptr;
  for (const PlanSummary& plan : summary.plans)
    if (!plan.unlimited && (nearest == nullptr || nearness(plan) > nearness(*nearest)))
      nearest = &plan;
  CASELOAD_CHECK(nearest != nullptr, "a report was asked for without a plan");
  return *nearest;
}

const sim::MonthSummary& month_named(const PlanSummary& plan, sim::CalendarMonth month) {
  const auto found = std::ranges::find(plan.months, month, &sim::MonthSummary::month);
  CASELOAD_CHECK(found != plan.months.end(), "a verdict names a month that was not simulated");
  return *found;
}

const sim::MonthSummary& governing_month(const PlanSummary& plan) {
  return month_named(plan, plan.joint.month);
}

std::size_t tier_in_question(const sim::Scenario& scenario) {
  int asked = 20;
  for (const sim::Requirement& requirement : scenario.require)
    if (const auto* reach = std::get_if<sim::ReachRequirement>(&requirement)) {
      asked = reach->minutes;
      break;
    }
  return static_cast<std::size_t>(std::ranges::find(sim::kMinuteTiers, asked) -
                                  sim::kMinuteTiers.begin());
}

std::vector<std::string> answer_paragraphs(const PlanReport& report) {
  const PlanSummary& plan = plan_in_question(report.summary);
  std::vector<std::string> paragraphs;
  if (report.experiment.partial)
    paragraphs.push_back(
        fmt::format("PARTIAL: stopped early, after {} replications of every plan and month.",
                    thousands(report.experiment.replications)));
  paragraphs.push_back(verdict_paragraph(report, plan));
  paragraphs.push_back(typical_paragraph(report, plan));
  add_next_cheaper(report, plan, paragraphs);
  add_ceiling(report, plan, paragraphs);
  return paragraphs;
}

std::vector<std::string> step_sentences(const PlanReport& report) {
  std::vector<std::string> sentences;
  if (report.experiment.replications < 2) return sentences;
  const sim::CalendarMonth month = plan_in_question(report.summary).joint.month;
  const auto place = static_cast<std::size_t>(std::ranges::find(report.experiment.months, month) -
                                              report.experiment.months.begin());
  const std::size_t tier = tier_in_question(report.scenario);
  const auto values = [&](std::size_t plan, auto pick) {
    std::vector<double> column;
    for (const sim::MonthOutcome& outcome : report.experiment.outcomes[plan][place])
      column.push_back(pick(outcome));
    return column;
  };
  const auto patients = [&](const sim::MonthOutcome& o) {
    return static_cast<double>(o.reached[tier].everyone);
  };
  const auto revenue = [](const sim::MonthOutcome& o) { return o.revenue.dollars(); };
  const auto cost = [](const sim::MonthOutcome& o) { return o.cost.dollars(); };

  const std::vector<std::size_t> order = by_cost(report.summary);
  for (std::size_t i = 1; i < order.size(); ++i) {
    const auto difference = [&](auto pick) {
      return sim::paired_difference_interval(values(order[i], pick), values(order[i - 1], pick),
                                             0.95);
    };
    const auto middle = [](const sim::Interval& interval) {
      return (interval.low + interval.high) / 2;
    };
    const sim::Interval more = difference(patients), worth = difference(revenue),
                        dearer = difference(cost);
    sentences.push_back(fmt::format(
        "{} instead of {}: {:+.0f} patients at {} minutes ({:.0f} to {:.0f}), {} revenue ({} to "
        "{}), {} cost a month.",
        report.summary.plans[order[i]].name, report.summary.plans[order[i - 1]].name, middle(more),
        sim::kMinuteTiers[tier], more.low, more.high, signed_dollars(middle(worth)),
        whole_dollars(worth.low), whole_dollars(worth.high), signed_dollars(middle(dearer))));
  }
  return sentences;
}

std::vector<std::string> reading_notes(const PlanReport& report) {
  std::vector<std::string> notes;
  notes.push_back(
      "\"patients\" is the mean number of everyone enrolled on any day of the month; \"share\" is "
      "over "
      "those enrolled on its first day and not withdrawn before day 16, and of device days over "
      "the "
      "30-day periods that end in the month. Minutes count only together with a live contact.");
  notes.push_back(
      "\"95 % CI\" is how well the mean share is known: simulation error, which more replications "
      "shrink. \"9 in 10\" is how much single months differ, from the 5th to the 95th percentile: "
      "no "
      "computing shrinks that.");
  notes.push_back(fmt::format(
      "Every plan meets the same luck: the same patients on the same days. {} A verdict's error "
      "rate is the simulation's and "
      "says nothing about the assumptions.",
      report.scenario.population.panel_fixed ? "The panel is one and the same in every replication."
                                             : "The panel is drawn anew in each replication."));
  if (report.defaults_used > 0)
    notes.push_back(
        fmt::format("{} values are defaults and not this practice's own: `caseload check {}` lists "
                    "them with their basis. Replace those "
                    "that move the answer before you hire.",
                    report.defaults_used, report.file));
  if (report.scenario.care.policy.order == sim::Order::ClosestFirst)
    notes.push_back(
        "The policy closest_first serves first whoever lacks fewest minutes: it is "
        "threshold-driven and here for comparison only.");
  notes.push_back(
      "Left out: second programmes (CCM, APCM), payers other than the rule set's, denials, "
      "sequestration and uncollected "
      "coinsurance (revenue is the rule set's national rate for every code the log supports), "
      "languages and interpreters, "
      "missing orders and sign-off, staff who resign.");
  notes.push_back(
      "This plans capacity for work that patients need. It never advises adding minutes, and a "
      "code the log supports is not "
      "yet a claim.");
  return notes;
}

}  // namespace caseload::reports
