#include "reports/plan/who_calls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "reports/plan/ceiling_words.hpp"
#include "reports/render/rounded.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;
using Change = experiment::AssignmentComparison::Change;

constexpr std::string_view kNone = "–";  // there is nothing to count

double middle(const stats::Interval& interval) { return (interval.low + interval.high) / 2; }

std::string language_names(const experiment::Scenario& scenario) {
  std::vector<std::string> words;
  for (const population::Language& language : scenario.population.languages)
    words.push_back(fmt::format("{} {}", language.name, percent_words(language.share)));
  return fmt::format("{}", fmt::join(words, ", "));
}

template <class Of>
Column column(std::string heading, const std::vector<experiment::PlanSummary>& plans, Of of) {
  Column made{.heading = std::move(heading), .cells = {}};
  for (const experiment::PlanSummary& plan : plans) made.cells.push_back(of(plan));
  return made;
}

Json change_json(const std::optional<stats::Interval>& change) {
  if (!change) return nullptr;
  return {{"mean", six_digits(middle(*change))},
          {"ci95", {six_digits(change->low), six_digits(change->high)}}};
}

std::string share_words(const std::optional<double>& share) {
  return share ? percent_words(*share) : std::string{kNone};
}
Json number_json(const std::optional<double>& number) {
  return number ? Json(six_digits(*number)) : Json(nullptr);
}

}  // namespace

std::string languages_text(const PlanReport& report, std::size_t width) {
  if (report.scenario.population.languages.empty()) return {};
  const CalendarMonth month = experiment::month_in_question(report.summary);
  const care::InterpreterModel& model = report.scenario.care.interpreter;
  const auto& plans = report.summary.plans;
  const auto of = [&](const experiment::PlanSummary& plan) -> const experiment::LanguageSummary& {
    return experiment::month_named(plan, month).operations.languages;
  };
  std::vector<std::string> names;
  for (const experiment::PlanSummary& plan : plans) names.push_back(plan.name);
  Table table("plan", names);
  table.add(
      "conversations a month",
      {column("all", plans,
              [&](const auto& plan) { return fmt::format("{:.0f}", of(plan).conversations_mean); }),
       column("interpreted", plans,
              [&](const auto& plan) { return fmt::format("{:.0f}", of(plan).interpreted_mean); }),
       column("share", plans, [&](const auto& plan) {
         const experiment::LanguageSummary& mine = of(plan);
         return mine.conversations_mean > 0
                    ? percent_words(mine.interpreted_mean / mine.conversations_mean)
                    : std::string{kNone};
       })});
  table.add(
      "interpreter",
      {column("hours", plans,
              [&](const auto& plan) {
                return fmt::format("{:.1f}", of(plan).interpreter_minutes_mean / 60);
              }),
       column("cost", plans,
              [&](const auto& plan) {
                return plan.unlimited
                           ? std::string{kNone}
                           : whole_dollars(
                                 experiment::month_named(plan, month).operations.cost.interpreter);
              }),
       column("staff hours it adds", plans,
              [&](const auto& plan) {
                return fmt::format("{:.1f}", of(plan).added_minutes(model) / 60);
              }),
       column("20 min by longer talk", plans, [&](const auto& plan) {
         return fmt::format(
             "{:.1f}",
             experiment::month_named(plan, month).by_longer_minutes_mean[experiment::kBillingTier]);
       })});
  return wrapped(
             fmt::format(
                 "Patients not cared for in the practice's first language: {}. With an "
                 "interpreter a conversation takes {:g} times as long, after {:g} minutes of "
                 "connecting. The longer talk is work that is done and counts; that it lifts "
                 "patients over a step of minutes is no merit of it, and the last column says how "
                 "many.",
                 language_names(report.scenario), model.stretch, to_minutes(model.connecting)),
             width, 0) +
         "\n\n" + table.text(width);
}

std::string languages_sentence(const PlanReport& report, const experiment::PlanSummary& plan) {
  const experiment::MonthSummary& month =
      experiment::month_named(plan, experiment::month_in_question(report.summary));
  const experiment::LanguageSummary& languages = month.operations.languages;
  if (report.scenario.population.languages.empty() || languages.conversations_mean <= 0) return {};
  return fmt::format(
      "Of {} conversations in that month with patients who do not speak the practice's first "
      "language ({}), {} would have an interpreter: {:.1f} hours for {}, of which {:.1f} are hours "
      "that the staff would not need if they spoke it.",
      thousands(std::llround(languages.conversations_mean)), language_names(report.scenario),
      percent_words(languages.interpreted_mean / languages.conversations_mean),
      languages.interpreter_minutes_mean / 60, whole_dollars(month.operations.cost.interpreter),
      languages.added_minutes(report.scenario.care.interpreter) / 60);
}

std::string against_pool_text(const PlanReport& report, std::size_t width) {
  if (report.scenario.care.policy.assignment != care::Assignment::Primary) return {};
  if (!report.compare_assignment)
    return wrapped(
               "What primary nurses cost against a pool was not simulated: this run has one "
               "replication or was cut short.",
               width, 0) +
           '\n';
  std::vector<std::string> names;
  for (const experiment::PlanSummary& plan : report.summary.plans) names.push_back(plan.name);
  Table table("plan", names);
  const std::vector<Change>& changes = report.compare_assignment->plans;
  const auto cells = [&](std::string heading, auto of) {
    Column made{.heading = std::move(heading), .cells = {}};
    for (std::size_t i = 0; i < changes.size(); ++i)
      made.cells.push_back(report.summary.plans[i].unlimited ? std::string{kNone} : of(changes[i]));
    return made;
  };
  const auto difference = [&](std::string title, auto what, int decimals) {
    const auto cell = [what](auto words) {
      return [what, words](const Change& change) {
        const std::optional<stats::Interval> interval = change.*what;
        return interval ? words(*interval) : std::string{kNone};
      };
    };
    table.add(std::move(title), {cells("mean", cell([decimals](const stats::Interval& interval) {
                                         return fmt::format("{:+.{}f}", middle(interval), decimals);
                                       })),
                                 cells("95 % CI", cell([decimals](const stats::Interval& interval) {
                                         return fmt::format("{:+.{}f} to {:+.{}f}", interval.low,
                                                            decimals, interval.high, decimals);
                                       }))});
  };
  table.add("by the patient's own nurse",
            {cells("primary", [](const Change& c) { return share_words(c.continuity); }),
             cells("pool", [](const Change& c) { return share_words(c.continuity_in_pool); })});
  difference("patients at 20 minutes", &Change::patients_at_20, 1);
  if (pace_matters(report))
    difference("… at the stated durations", &Change::patients_at_20_as_stated, 1);
  difference("hours until a call is placed", &Change::wait_hours, 1);
  difference("conversations held", &Change::conversations, 1);
  if (!report.scenario.population.languages.empty())
    difference("minutes with an interpreter", &Change::interpreter_minutes, 0);
  return wrapped(fmt::format(
                     "Each patient has one nurse for the planned contacts, which wait for her {} "
                     "open days while she is there. By whom they are held, and more (+) or less "
                     "(−) than if whoever is free called, with the same luck, {} replications; "
                     "hours on the wall clock, nights and weekends included:",
                     report.scenario.care.policy.primary_wait_days,
                     report.compare_assignment->replications),
                 width, 0) +
         "\n\n" + table.text(width);
}

Json against_pool_json(const PlanReport& report) {
  if (!report.compare_assignment) return nullptr;
  Json plans = Json::array();
  for (std::size_t i = 0; i < report.compare_assignment->plans.size(); ++i) {
    if (report.experiment.plans[i].unlimited) continue;  // nobody's patients
    const Change& change = report.compare_assignment->plans[i];
    plans.push_back(
        {{"plan", report.experiment.plans[i].name},
         {"by_primary_share", number_json(change.continuity)},
         {"by_primary_share_in_pool", number_json(change.continuity_in_pool)},
         {"patients_at_20", change_json(change.patients_at_20)},
         {"patients_at_20_at_stated_durations", change_json(change.patients_at_20_as_stated)},
         {"planned_call_wait_hours", change_json(change.wait_hours)},
         {"planned_conversations", change_json(change.conversations)},
         {"interpreter_minutes", change_json(change.interpreter_minutes)}});
  }
  return {{"month", report.compare_assignment->month.name()},
          {"replications", report.compare_assignment->replications},
          {"plans", std::move(plans)}};
}

}  // namespace caseload::reports
