#pragma once

// From rows to answers: means, intervals and the verdict against the scenario's requirement.
//
// Every named month is judged by itself, under the plan that is in force in it; see PlanSummary.
//
// A share is the mean over replications of each replication's own ratio ("in a typical month");
// rates over rare events (urgent alerts in time, attempts per contact, utilisation) are ratios of
// totals. A replication without a denominator gives no ratio: it is left out and never counted as
// 0.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/operations.hpp"
#include "sim/experiment/runner.hpp"

namespace caseload::experiment {

// One metric over the replications of a month. Shares are fractions of 1.
struct ShareSummary {
  double patients_mean = 0;  // mean count, over everyone enrolled (device days: device periods)
  double eligible_mean = 0;  // mean count within the denominator (device days: the same as above)
  int of = 0;  // single months with a denominator; 0: no data, and the rest means nothing
  double share_mean = 0;  // mean over replications of the share (of eligible patients; of periods)
  double ci_low = 0,
         ci_high =
             1;  // 95 % Student interval of share_mean: simulation error; 0 … 1 from one value
  double p5 = 0, p95 = 0;  // of single months: what the manager feels
};

// From what the codes would pay in full to what is expected: means, in dollars. allowed =
// not_covered + held + denied + sequestration + bad_debt + expected.
struct MoneySummary {
  double allowed = 0, not_covered = 0, held = 0, denied = 0, sequestration = 0, bad_debt = 0;
  double unsigned_held = 0;  // of `held`: only the provider's signature is missing
  double expected = 0;
  std::map<std::string, double> expected_by_code, expected_by_payer;  // each sums to `expected`
};

// One requirement, one month: how often it held, and what that allows to say (Clopper–Pearson,
// 95 %).
// Yes: `low` is at least what is asked. No: `high` is below it. The error rate is the simulation's.
// A month without eligible patients does not meet a reach requirement.
enum class Answer { Yes, No, TooClose };
std::string_view name(Answer answer);  // "too_close": for programs

struct RequirementVerdict {
  // Of a plan, the worst of the months judged: No before TooClose before Yes, then the fewest held,
  // then the first.
  CalendarMonth month;
  double in_months_of_100 = 0;  // asked
  int held = 0, of = 0;         // replications
  double low = 0, high = 0;     // one-sided 95 % bounds each, as fractions of 1
  Answer answer = Answer::TooClose;
};

struct MonthSummary {
  CalendarMonth month;
  double patients_enrolled_mean = 0;                // everyone
  double patients_eligible_mean = 0;                // the denominator of the shares
  double panel_start_mean = 0, panel_end_mean = 0;  // enrolled at the month's first and last moment
  double joined_mean = 0, left_mean = 0;            // the difference of these is that of those
  // Whether the team is another than that of the plan this one extends or, of a stress, tests
  // (plan_relations.hpp).
  bool own_team = true;
  bool judged = true;          // whether the plan's verdict looks at this month
  RequirementVerdict verdict;  // of this month alone, as PlanSummary::joint is of the worst
  std::vector<int> held_each;  // replications in which each requirement held, in their order
  int held = 0;  // replications in which all that is asked held; of all months together: the sum
  std::array<ShareSummary, 4> reached;  // kMinuteTiers
  // The same, had everything taken the duration that the scenario states; and of `reached`, the
  // mean count of eligible patients who would then not have.
  std::array<ShareSummary, 4> reached_as_stated;
  std::array<double, 4> by_longer_minutes_mean{};
  ShareSummary live_contact;
  ShareSummary days2, days16;
  std::map<std::string, double> codes;  // mean units
  double revenue_usd = 0;               // if every code is paid in full
  MoneySummary money;                   // what is expected of it
  std::optional<double> margin_usd;     // these three absent under `unlimited`, which has no wages
  std::optional<double> margin_p5_usd, margin_p95_usd;  // of single months
  // Of patients with a claim, the shares without a time code, without a device code, with several
  // device codes in the month (program_integrity.hpp); absent where nobody had a claim.
  std::optional<double> billed_without_management, billed_without_device, billed_several_devices;
  double urgent_mean = 0, urgent_late_mean = 0;  // per month
  std::optional<double> urgent_in_time_staffed;  // share; absent where no urgent alert was raised
  std::optional<double> urgent_in_time_wall;
  std::optional<double> utilisation;  // rpm / (rpm + idle), all persons; absent under `unlimited`
  std::optional<double> attempts_per_live_contact;  // absent where there was none
  OperationsSummary operations;
};

enum class PlanRole : std::uint8_t {
  Candidate,  // may be chosen
  SameTeam,   // its own people are employed in no named month: it is the plan it extends in all
  Stress,     // states an outage: a test of a plan, nobody's choice
  Unlimited
};
std::string_view name(PlanRole role);  // "same_team": for programs

// A plan is judged by the months from the first in which its team is its own: before, it is the
// plan that it extends, and stands or falls with that one. A stress is judged by the months that
// its outages touch.
struct PlanSummary {
  std::string name;
  std::vector<std::string> staff;  // names
  bool unlimited = false;
  bool stress = false;                   // states an outage
  std::optional<std::size_t> reference;  // place of the plan it extends, or tests
  // Wages with load, platform, devices: mean over the named months; absent under `unlimited`.
  std::optional<double> monthly_cost_usd;
  int replications = 0;
  std::vector<MonthSummary> months;
  MonthSummary all_months;                       // for reading, never for a verdict
  std::vector<RequirementVerdict> requirements;  // in the scenario's order
  // All requirements at once. Where all ask for the same number of months, the event is that all of
  // them hold in the same month; else each is judged apart, with its part of the 5 % doubt
  // (Bonferroni), and `joint` is the worst of them and `governing` its place. Nothing asked: Yes,
  // and `governing` absent.
  Answer answer = Answer::TooClose;  // = joint.answer
  RequirementVerdict joint;
  std::optional<std::size_t> governing;  // index into `requirements`, where one was judged apart

  PlanRole role() const;
  bool candidate() const { return role() == PlanRole::Candidate; }
  bool judged_in_part() const;  // by some of the named months only
};

// The plan's month of that name. Requires: it was simulated.
const MonthSummary& month_named(const PlanSummary& plan, CalendarMonth month);
// The month that governs the plan's answer.
const MonthSummary& governing_month(const PlanSummary& plan);

struct Summary {
  std::vector<PlanSummary> plans;                      // `unlimited` last
  std::vector<PlanSummary> ceilings;                   // other than `unlimited`
  std::vector<std::optional<std::size_t>> ceiling_of;  // by plan; absent: that of `unlimited`
  // Requires: the experiment had ceilings.
  const PlanSummary& ceiling(std::size_t plan) const {
    return ceiling_of[plan] ? ceilings[*ceiling_of[plan]] : plans.back();
  }
  // Of the plans that may be chosen and whose answer is Yes: the one that leaves the fewest named
  // months without a Yes (those before its people begin), then the cheapest, then the first.
  std::optional<std::size_t> cheapest_yes;
  bool any_too_close = false;  // among the plans that may be chosen; false where there is a Yes
};

// Requires: at least one plan, month and replication.
Summary summarise(const Scenario& scenario, const Experiment& experiment);

}  // namespace caseload::experiment
