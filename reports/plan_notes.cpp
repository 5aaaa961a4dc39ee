#include "reports/plan_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/words.hpp"
#include "sim/statistics/mean_interval.hpp"

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
  const auto revenue = [](const sim::MonthOutcome& o) { return o.payment.paid.dollars(); };
  const auto cost = [](const sim::MonthOutcome& o) { return o.cost.total().dollars(); };
  const auto interpreted = [](const sim::MonthOutcome& o) {
    return sim::to_minutes(o.languages.interpreter_minutes) / 60;
  };

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
                        dearer = difference(cost), twice = difference(interpreted);
    sentences.push_back(fmt::format(
        "{} instead of {}: patients at {} minutes {:+} ({} to {}), expected revenue {} ({} to "
        "{}), cost {}{}.",
        report.summary.plans[order[i]].name, report.summary.plans[order[i - 1]].name,
        sim::kMinuteTiers[tier], std::llround(middle(more)), std::llround(more.low),
        std::llround(more.high), signed_dollars(middle(worth)), whole_dollars(worth.low),
        whole_dollars(worth.high), signed_dollars(middle(dearer)),
        report.scenario.population.languages.empty()
            ? ""
            : fmt::format(", hours with an interpreter {:+.1f}", middle(twice))));
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
