#include "sim/experiment/summary.hpp"

#include <algorithm>
#include <span>
#include <tuple>

#include "sim/base/check.hpp"
#include "sim/experiment/plan_relations.hpp"
#include "sim/experiment/plan_team.hpp"
#include "sim/experiment/verdicts.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "sim/statistics/percentile.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::experiment {
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
  stats::Tally shown, part, by_replication;
  std::vector<double> single_months;
  for (std::size_t replication = 0; replication < months.front().size(); ++replication) {
    stats::Tally of_this_replication;
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
    const stats::Interval interval = stats::student_interval(by_replication, kConfidence);
    summary.ci_low = std::max(interval.low, 0.0);
    summary.ci_high = std::min(interval.high, 1.0);
  }
  summary.p5 = stats::percentile(single_months, 5);
  summary.p95 = stats::percentile(std::move(single_months), 95);
  return summary;
}

template <class Value>
stats::Tally tally_over(Months months, Value value) {
  stats::Tally tally;
  for (const std::vector<MonthOutcome>& month : months)
    for (const MonthOutcome& outcome : month) tally.add(static_cast<double>(value(outcome)));
  return tally;
}

std::optional<double> ratio_of_totals(const stats::Tally& part, const stats::Tally& whole) {
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
  const auto mean = [&](Cents rules::Payment::* part) {
    return tally_over(months, [part](const MonthOutcome& o) { return (o.payment.*part).dollars(); })
        .mean();
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
  return {.allowed = mean(&rules::Payment::allowed),
          .not_covered = mean(&rules::Payment::not_covered),
          .held = mean(&rules::Payment::held),
          .denied = mean(&rules::Payment::denied),
          .sequestration = mean(&rules::Payment::sequestration),
          .bad_debt = mean(&rules::Payment::bad_debt),
          .unsigned_held = mean(&rules::Payment::unsigned_held),
          .expected = mean(&rules::Payment::paid),
          .expected_by_code = mean_by_name(&MonthOutcome::paid_by_code),
          .expected_by_payer = mean_by_name(&MonthOutcome::paid_by_payer)};
}

void add_margin(MonthSummary& summary, Months months) {
  std::vector<double> margins;
  stats::Tally tally;
  for (const std::vector<MonthOutcome>& month : months)
    for (const MonthOutcome& outcome : month) {
      margins.push_back((outcome.payment.paid - outcome.cost.total()).dollars());
      tally.add(margins.back());
    }
  summary.margin_usd = tally.mean();
  summary.margin_p5_usd = stats::percentile(margins, 5);
  summary.margin_p95_usd = stats::percentile(std::move(margins), 95);
}

void add_utilisation(MonthSummary& summary, Months months) {
  const auto minutes_of = [&](auto pick) {
    return tally_over(months, [&](const MonthOutcome& outcome) {
      SimDuration sum{};
      for (const StaffMinutes& person : outcome.staff) sum += pick(person);
      return to_minutes(sum);
    });
  };
  summary.utilisation = ratio_of_totals(
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
  const auto share_of_billed = [&](std::int32_t rules::IntegrityCounts::* part) {
    return ratio_of_totals(tally_over(months, [part](O o) { return o.integrity.*part; }),
                           tally_over(months, [](O o) { return o.integrity.billed; }));
  };
  summary.billed_without_management = share_of_billed(&rules::IntegrityCounts::without_management);
  summary.billed_without_device = share_of_billed(&rules::IntegrityCounts::without_device);
  summary.billed_several_devices = share_of_billed(&rules::IntegrityCounts::several_devices);

  const stats::Tally urgent = tally_over(months, [](O o) { return o.urgent.raised; });
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

PlanSummary summarise_plan(const Scenario& scenario, const Plan& plan, const PlanRelation& relation,
                           Months outcomes, const std::vector<CalendarMonth>& months) {
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
  judge(summary, scenario.require, outcomes);
  return summary;
}

// Both are enough in the months they answer for.
bool better_yes(const PlanSummary& a, const PlanSummary& b) {
  const auto left_open = [](const PlanSummary& plan) {
    return std::ranges::count_if(
        plan.months, [](const MonthSummary& month) { return month.verdict.answer != Answer::Yes; });
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
  const PlanRelation of_all_months{.differs = std::vector<bool>(experiment.months.size(), true)};
  for (std::size_t i = 0; i < experiment.ceilings.plans.size(); ++i)
    summary.ceilings.push_back(summarise_plan(scenario, experiment.ceilings.plans[i], of_all_months,
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

std::string_view name(Answer answer) {
  switch (answer) {
    case Answer::Yes:
      return "yes";
    case Answer::No:
      return "no";
    case Answer::TooClose:
      return "too_close";
  }
  return {};
}

std::string_view name(PlanRole role) {
  switch (role) {
    case PlanRole::Candidate:
      return "candidate";
    case PlanRole::SameTeam:
      return "same_team";
    case PlanRole::Stress:
      return "stress";
    case PlanRole::Unlimited:
      return "unlimited";
  }
  return {};
}

const MonthSummary& month_named(const PlanSummary& plan, CalendarMonth month) {
  const auto found = std::ranges::find(plan.months, month, &MonthSummary::month);
  CASELOAD_CHECK(found != plan.months.end(), "a verdict names a month that was not simulated");
  return *found;
}

const MonthSummary& governing_month(const PlanSummary& plan) {
  return month_named(plan, plan.joint.month);
}

}  // namespace caseload::experiment
