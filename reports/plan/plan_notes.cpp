#include "reports/plan/plan_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/plan/ceiling_words.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/hiring_steps.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

std::string signed_dollars(double usd) {
  return usd < 0 ? whole_dollars(usd) : "+" + whole_dollars(usd);
}

std::string panel_words(const PlanReport& report) {
  if (report.scenario.population.panel_fixed)
    return "The panel is one and the same in every replication.";
  std::string words = "The panel is drawn anew in each replication.";
  if (report.what_if && report.what_if->split)
    words += fmt::format(
        " Of what differs between months ({}, share at 20 minutes), {} is the panel and the rest "
        "the month (95 % interval {} to {}).",
        report.experiment.plans[report.what_if->split_plan].name,
        percent_words(report.what_if->split->share),
        percent_words(report.what_if->split->share_interval.low),
        percent_words(report.what_if->split->share_interval.high));
  return words;
}

}  // namespace

std::vector<std::string> step_sentences(const PlanReport& report) {
  std::vector<std::string> sentences;
  const CalendarMonth month = experiment::month_in_question(report.summary);
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  const bool pace = pace_matters(report);
  const auto middle = [](const stats::Interval& interval) {
    return (interval.low + interval.high) / 2;
  };
  for (const experiment::HiringStep& step :
       experiment::hiring_steps(report.scenario, report.experiment, report.summary)) {
    const std::string names = fmt::format("{} instead of {}", report.summary.plans[step.plan].name,
                                          report.summary.plans[step.cheaper].name);
    if (!step.month) {
      sentences.push_back(names + ": the same team in every named month.");
      continue;
    }
    const CalendarMonth shown = report.experiment.months[*step.month];
    sentences.push_back(fmt::format(
        "{}{}: of everyone enrolled, at {} minutes {:+} ({} to {}){}, expected revenue {} ({} to "
        "{}), cost {}{}.",
        names, shown == month ? "" : fmt::format(", {}", shown.spoken()),
        experiment::kMinuteTiers[tier], std::llround(middle(step.patients)),
        std::llround(step.patients.low), std::llround(step.patients.high),
        pace ? fmt::format(", at the stated durations {:+}",
                           std::llround(middle(step.patients_as_stated)))
             : "",
        signed_dollars(middle(step.expected_revenue_usd)),
        whole_dollars(step.expected_revenue_usd.low), whole_dollars(step.expected_revenue_usd.high),
        signed_dollars(middle(step.cost_usd)),
        report.scenario.population.languages.empty()
            ? ""
            : fmt::format(", hours with an interpreter {:+.1f}", middle(step.interpreter_hours))));
  }
  return sentences;
}

std::vector<std::string> reading_notes(const PlanReport& report) {
  const bool later =
      std::ranges::any_of(report.summary.plans, [](const experiment::PlanSummary& plan) {
        return plan.candidate() &&
               !std::ranges::all_of(plan.months, &experiment::MonthSummary::own_team);
      });
  std::vector<std::string> notes;
  notes.push_back(
      "\"share\" is over the eligible patients: those enrolled on the month's first day and not "
      "withdrawn before day 16; of device days, over the 30-day periods that end in the month and "
      "whose patient stayed to their end. \"everyone\" is the mean number of all who were enrolled "
      "on any day of the month, the "
      "eligible among them. Minutes count only together with a live contact.");
  notes.push_back(
      "\"95 % CI\" is how well the mean share is known: simulation error, which more replications "
      "shrink. \"9 in 10\" is how much single months differ, from the 5th to the 95th percentile: "
      "no "
      "computing shrinks that.");
  if (report.experiment.months.size() > 1)
    notes.push_back(fmt::format(
        "Every named month is judged by itself, and every table is of one month for all plans: {}, "
        "the hardest for {}{}. The cheapest plan is the one with the lowest mean cost of the named "
        "months.{}",
        experiment::month_in_question(report.summary).spoken(),
        experiment::plan_in_question(report.summary).name,
        later ? " of those in which the plans differ" : "",
        later ? " A plan whose people begin later is judged from the first month in which they are "
                "there; before, it is the smaller plan, and stands or falls with that one."
              : ""));
  if (report.what_if)
    notes.push_back(fmt::format(
        "Why patients miss 20 minutes: each has one cause, the first that holds in the order of "
        "the table. \"More at 20 minutes, if\" lifts one limit alone ({} of {}); the "
        "gains overlap and do not add up.",
        counted(report.what_if->replications, "replication"), report.what_if->month.spoken()));
  notes.push_back(fmt::format(
      "Every plan meets the same luck: the same patients on the same days. {} A verdict's error "
      "rate is the simulation's and "
      "says nothing about the assumptions.",
      panel_words(report)));
  if (report.defaults_used > 0)
    notes.push_back(
        fmt::format("{} not this practice's own: `caseload check {}` lists "
                    "them with their basis. {}",
                    defaults_words(report.defaults_used), report.file,
                    report.moving_defaults > 0
                        ? fmt::format("Replace the {} that move the answer before you hire.",
                                      report.moving_defaults)
                        : "None of those that move the answer is among them."));
  notes.push_back(
      "\"all paid\" is the rule set's national rate for every code the log supports. "
      "\"expected\" is what is left of it at each payer's rate after conditions that are not "
      "covered, claims held for an order, consent or a signature, denials, sequestration and "
      "coinsurance that "
      "is not collected (`panel.payers`, `payment`); margins are computed from it.");
  notes.push_back(
      "An auditor looks at the claims of a month: devices without treatment management (OIG's "
      "report "
      "of 2025 names 52 practices with more than 75 % such patients) and several device codes for "
      "one patient (named where two or more a month are usual; a 30-day period can end twice in a "
      "month of 31).");
  notes.push_back(fmt::format(
      "Left out: {}{}{}staff who resign.",
      report.scenario.population.also.ccm + report.scenario.population.also.apcm > 0
          ? ""
          : "second programmes (CCM, APCM), ",
      report.scenario.population.languages.empty() ? "languages and interpreters, " : "",
      report.scenario.care.sign_off.wanted ? "" : "sign-off, "));
  notes.push_back(
      "This plans capacity for work that patients need. It never advises adding minutes, and a "
      "code the log supports is not "
      "yet a claim.");
  return notes;
}

}  // namespace caseload::reports
