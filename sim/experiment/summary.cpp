#include "sim/experiment/summary.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

#include "sim/base/check.hpp"
#include "sim/experiment/plan_relations.hpp"
#include "sim/experiment/plan_team.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "sim/statistics/percentile.hpp"
#include "sim/statistics/proportion.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::sim {
namespace {

constexpr double kConfidence = 0.95;

// [month][replication] of one plan: one month, or all of them.
using Months = std::span<const std::vector<MonthOutcome>>;

// A count as it is shown, and the ratio that is judged.
struct Fraction {
  std::int32_t shown = 0;
  std::int32_t part = 0;
  std::int32_t whole = 0;
};

// Months of one replication share their patients, so over several months the sample of the interval
// is a replication's mean; percentiles are always of single months.
template <class Pick>
ShareSummary share_over(Months months, Pick pick) {
  Tally shown, part, by_replication;
  std::vector<double> single_months;
  for (std::size_t replication = 0; replication < months.front().size(); ++replication) {
    Tally of_this_replication;
    for (const std::vector<MonthOutcome>& month : months) {
      const Fraction fraction = pick(month[replication]);
      shown.add(fraction.shown);
      part.add(fraction.part);
      if (fraction.whole == 0) continue;
      const double share = static_cast<double>(fraction.part) / fraction.whole;
      of_this_replication.add(share);
      single_months.push_back(share);
    }
    if (!of_this_replication.empty()) by_replication.add(of_this_replication.mean());
  }

  ShareSummary summary{.patients_mean = shown.mean(), .eligible_mean = part.mean()};
  summary.of = static_cast<int>(single_months.size());
  if (single_months.empty()) return summary;
  summary.share_mean = by_replication.mean();
  if (by_replication.count() >= 2) {
    const Interval interval = student_interval(by_replication, kConfidence);
    summary.ci_low = std::max(interval.low, 0.0);
    summary.ci_high = std::min(interval.high, 1.0);
  }
  summary.p5 = percentile(single_months, 5);
  summary.p95 = percentile(std::move(single_months), 95);
  return summary;
}

template <class Value>
Tally tally_over(Months months, Value value) {
  Tally tally;
  for (const std::vector<MonthOutcome>& month : months)
    for (const MonthOutcome& outcome : month) tally.add(static_cast<double>(value(outcome)));
  return tally;
}

std::optional<double> ratio_of_totals(const Tally& part, const Tally& whole) {
  if (whole.mean() == 0) return std::nullopt;
  return part.mean() / whole.mean();
}

std::map<std::string, double> mean_units(Months months) {
  std::map<std::string, double> units;
  double rows = 0;
  for (const std::vector<MonthOutcome>& month : months)
    for (const MonthOutcome& outcome : month) {
      ++rows;
      for (const auto& [code, count] : outcome.codes) units[code] += count;
    }
  for (auto& [code, total] : units) total /= rows;
  return units;
}

MoneySummary summarise_money(Months months) {
  const auto mean = [&](Cents Payment::* part) {
    return tally_over(months, [part](const MonthOutcome& o) {
             return (o.payment.*part).dollars();
           }).mean();
  };
  const auto mean_by_name = [&](auto pick) {
    std::map<std::string, double> dollars;
    double rows = 0;
    for (const std::vector<MonthOutcome>& month : months)
      for (const MonthOutcome& outcome : month) {
        ++rows;
        for (const auto& [name, paid] : outcome.*pick) dollars[name] += paid.dollars();
      }
    for (auto& [name, total] : dollars) total /= rows;
    return dollars;
  };
  return {.allowed = mean(&Payment::allowed),
          .not_covered = mean(&Payment::not_covered),
          .held = mean(&Payment::held),
          .denied = mean(&Payment::denied),
          .sequestration = mean(&Payment::sequestration),
          .bad_debt = mean(&Payment::bad_debt),
          .unsigned_held = mean(&Payment::unsigned_held),
          .expected = mean(&Payment::paid),
          .expected_by_code = mean_by_name(&MonthOutcome::paid_by_code),
          .expected_by_payer = mean_by_name(&MonthOutcome::paid_by_payer)};
}

void add_margin(MonthSummary& summary, Months months) {
  std::vector<double> margins;
  Tally tally;
  for (const std::vector<MonthOutcome>& month : months)
    for (const MonthOutcome& outcome : month) {
      margins.push_back((outcome.payment.paid - outcome.cost.total()).dollars());
      tally.add(margins.back());
    }
  summary.margin_usd = tally.mean();
  summary.margin_p5_usd = percentile(margins, 5);
  summary.margin_p95_usd = percentile(std::move(margins), 95);
}

void add_utilisation(MonthSummary& summary, Months months) {
  const auto minutes_of = [&](auto pick) {
    return tally_over(months, [&](const MonthOutcome& outcome) {
      SimDuration sum{};
      for (const StaffMinutes& person : outcome.staff) sum += pick(person);
      return to_minutes(sum);
    });
  };
  summary.utilisation =
      ratio_of_totals(
          minutes_of([](const StaffMinutes& p) { return p.rpm - p.called_out; }),
          minutes_of([](const StaffMinutes& p) { return p.rpm - p.called_out + p.idle; }));
}

MonthSummary summarise_months(Months months, CalendarMonth name, bool unlimited) {
  using O = const MonthOutcome&;
  MonthSummary summary;
  summary.month = name;
  summary.patients_enrolled_mean =
      tally_over(months, [](O o) { return o.patients.everyone; }).mean();
  summary.patients_eligible_mean =
      tally_over(months, [](O o) { return o.patients.eligible; }).mean();

  summary.joined_mean = tally_over(months, [](O o) { return o.joined; }).mean();
  summary.left_mean = tally_over(months, [](O o) { return o.left; }).mean();
  summary.panel_start_mean = summary.patients_enrolled_mean - summary.joined_mean;
  summary.panel_end_mean = summary.patients_enrolled_mean - summary.left_mean;

  for (std::size_t tier = 0; tier < kMinuteTiers.size(); ++tier) {
    const auto share_of = [&](std::array<Count, 4> MonthOutcome::* reached) {
      return share_over(months, [tier, reached](O o) {
        const Count& count = (o.*reached)[tier];
        return Fraction{count.everyone, count.eligible, o.patients.eligible};
      });
    };
    summary.reached[tier] = share_of(&MonthOutcome::reached);
    summary.reached_as_stated[tier] = share_of(&MonthOutcome::reached_as_stated);
    summary.by_longer_minutes_mean[tier] =
        tally_over(months, [tier](O o) { return o.by_longer_minutes[tier].eligible; }).mean();
  }
  summary.live_contact = share_over(months, [](O o) {
    return Fraction{o.live_contact.everyone, o.live_contact.eligible, o.patients.eligible};
  });
  summary.days2 =
      share_over(months, [](O o) { return Fraction{o.days2, o.days2, o.periods_ended}; });
  summary.days16 =
      share_over(months, [](O o) { return Fraction{o.days16, o.days16, o.periods_ended}; });

  summary.codes = mean_units(months);
  summary.revenue_usd = tally_over(months, [](O o) { return o.revenue.dollars(); }).mean();
  summary.money = summarise_money(months);
  const auto share_of_billed = [&](std::int32_t IntegrityCounts::* part) {
    return ratio_of_totals(tally_over(months, [part](O o) { return o.integrity.*part; }),
                           tally_over(months, [](O o) { return o.integrity.billed; }));
  };
  summary.billed_without_management = share_of_billed(&IntegrityCounts::without_management);
  summary.billed_without_device = share_of_billed(&IntegrityCounts::without_device);
  summary.billed_several_devices = share_of_billed(&IntegrityCounts::several_devices);

  const Tally urgent = tally_over(months, [](O o) { return o.urgent.raised; });
  summary.urgent_mean = urgent.mean();
  summary.urgent_late_mean = tally_over(months, [](O o) { return o.urgent.late_staffed(); }).mean();
  summary.urgent_in_time_staffed =
      ratio_of_totals(tally_over(months, [](O o) { return o.urgent.in_time_staffed; }), urgent);
  summary.urgent_in_time_wall =
      ratio_of_totals(tally_over(months, [](O o) { return o.urgent.in_time_wall; }), urgent);
  summary.attempts_per_live_contact =
      ratio_of_totals(tally_over(months, [](O o) { return o.attempts; }),
                      tally_over(months, [](O o) { return o.live_contacts; }));

  summary.operations = summarise_operations(months, months.size() == 1 ? name.length_days() : 31);
  if (!unlimited) {
    add_margin(summary, months);
    add_utilisation(summary, months);
  }
  return summary;
}

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
  const AlertWaits& urgent = outcome.urgent;
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
  verdict.low = chance_at_least(verdict.held, verdict.of, confidence);
  verdict.high = chance_at_most(verdict.held, verdict.of, confidence);
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

// Fills the verdicts of the months and, from those that are judged, the plan's.
void judge_plan(PlanSummary& plan, const std::vector<Requirement>& requirements, Months outcomes) {
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

// Which months the plan answers for: see PlanSummary. A plan with no month of its own has the verdict
// of the plan it refers to, over all of them.
void choose_judged_months(PlanSummary& plan) {
  std::optional<CalendarMonth> first;
  for (const MonthSummary& month : plan.months)
    if (month.own_team && (!first || month.month < *first)) first = month.month;
  if (!first) return;
  for (MonthSummary& month : plan.months)
    month.judged = plan.stress ? month.own_team : month.month >= *first;
}

PlanSummary summarise_plan(const Scenario& scenario, const Plan& plan,
                           const PlanRelation& relation, Months outcomes,
                           const std::vector<CalendarMonth>& months) {
  PlanSummary summary;
  summary.name = plan.name;
  summary.unlimited = plan.unlimited;
  summary.stress = relation.stress;
  summary.reference = relation.reference;
  summary.staff = people_of(scenario, plan);
  summary.replications = static_cast<int>(outcomes.front().size());
  if (!plan.unlimited)
    summary.monthly_cost_usd = tally_over(outcomes, [](const MonthOutcome& outcome) {
                                 return outcome.cost.total().dollars();
                               }).mean();

  for (std::size_t month = 0; month < months.size(); ++month) {
    summary.months.push_back(
        summarise_months(outcomes.subspan(month, 1), months[month], plan.unlimited));
    summary.months.back().own_team = relation.differs[month];
  }
  summary.all_months = summarise_months(outcomes, months.front(), plan.unlimited);
  choose_judged_months(summary);
  judge_plan(summary, scenario.require, outcomes);
  return summary;
}

// Both are enough in the months they answer for.
bool better_yes(const PlanSummary& a, const PlanSummary& b) {
  const auto left_open = [](const PlanSummary& plan) {
    return std::ranges::count_if(plan.months, [](const MonthSummary& month) {
      return month.verdict.answer != Answer::Yes;
    });
  };
  return std::tuple(left_open(a), *a.monthly_cost_usd) <
         std::tuple(left_open(b), *b.monthly_cost_usd);
}

}  // namespace

Summary summarise(const Scenario& scenario, const Experiment& experiment) {
  CASELOAD_CHECK(
      !experiment.plans.empty() && !experiment.months.empty() && experiment.replications > 0,
      "a summary was asked for before anything was simulated");
  for (const Requirement& requirement : scenario.require) {
    const auto* urgent = std::get_if<UrgentRequirement>(&requirement);
    CASELOAD_CHECK(!urgent || urgent->late_over == scenario.care.urgent_target,
                   "urgent alerts were followed to another target than the one required");
  }

  Summary summary;
  const std::vector<PlanRelation> relations =
      relate_plans(scenario, experiment.plans, experiment.months);
  for (std::size_t plan = 0; plan < experiment.plans.size(); ++plan)
    summary.plans.push_back(summarise_plan(scenario, experiment.plans[plan], relations[plan],
                                           experiment.outcomes[plan], experiment.months));
  for (std::size_t i = 0; i < experiment.ceilings.plans.size(); ++i)
    summary.ceilings.push_back(summarise_plan(scenario, experiment.ceilings.plans[i],
                                              experiment.ceiling_outcomes[i], experiment.months));
  summary.ceiling_of = experiment.ceilings.of;

  for (std::size_t i = 0; i < summary.plans.size(); ++i) {
    const PlanSummary& plan = summary.plans[i];
    if (!plan.candidate()) continue;
    if (plan.answer == Answer::TooClose) summary.any_too_close = true;
    if (plan.answer != Answer::Yes) continue;
    if (!summary.cheapest_yes || better_yes(plan, summary.plans[*summary.cheapest_yes]))
      summary.cheapest_yes = i;
  }
  if (summary.cheapest_yes) summary.any_too_close = false;
  return summary;
}

PlanRole PlanSummary::role() const {
  if (unlimited) return PlanRole::Unlimited;
  if (stress) return PlanRole::Stress;
  return std::ranges::any_of(months, &MonthSummary::own_team) ? PlanRole::Candidate
                                                              : PlanRole::SameTeam;
}

bool PlanSummary::judged_in_part() const {
  return !std::ranges::all_of(months, &MonthSummary::judged);
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
    fewest = std::max(fewest, trials_to_show(asked_of(requirement) / 100, confidence));
  return fewest;
}

}  // namespace caseload::sim
