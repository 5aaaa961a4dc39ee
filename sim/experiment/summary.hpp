#pragma once

// From rows to answers: means, intervals and the verdict against the scenario's requirement.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/runner.hpp"

namespace caseload::sim {

// One metric over the replications of a month. Shares are fractions of 1.
struct ShareSummary {
  double patients_mean = 0;        // mean count, over everyone enrolled (device days: device periods)
  double share_mean = 0;           // mean over replications of the share (of eligible patients; of periods)
  double ci_low = 0, ci_high = 0;  // 95 % Student interval of share_mean: simulation error
  double p5 = 0, p95 = 0;          // of single months: what the manager feels
};

struct MonthSummary {
  CalendarMonth month;
  double patients_enrolled_mean = 0;  // everyone
  double patients_eligible_mean = 0;  // the denominator of the shares
  std::array<ShareSummary, 4> reached;  // kMinuteTiers
  ShareSummary live_contact;
  ShareSummary days2, days16;
  std::map<std::string, double> codes;  // mean units
  double revenue_usd = 0, margin_usd = 0;
  double margin_p5_usd = 0, margin_p95_usd = 0;
  double urgent_mean = 0, urgent_late_mean = 0;  // per month
  std::optional<double> urgent_in_time_staffed;  // share; absent where no urgent alert was raised
  std::optional<double> urgent_in_time_wall;
  std::optional<double> utilisation;    // rpm / (rpm + idle), all persons; absent under `unlimited`
  double attempts_per_live_contact = 0; // 0 where there was none
};

// One requirement, one month: how often it held, and what that allows to say (Clopper–Pearson, 95 %).
enum class Answer { Yes, No, TooClose };
struct RequirementVerdict {
  CalendarMonth month;  // the worst of the named ones
  int held = 0, of = 0; // replications
  double low = 0, high = 0;  // one-sided 95 % bounds each
  Answer answer = Answer::TooClose;
};
struct PlanSummary {
  std::string name;
  std::vector<std::string> staff;         // names
  bool unlimited = false;
  std::optional<double> monthly_cost_usd; // wages with load, platform, devices: mean; absent under `unlimited`
  int replications = 0;
  std::vector<MonthSummary> months;
  MonthSummary all_months;                // for reading, never for a verdict
  std::vector<RequirementVerdict> requirements;  // in the scenario's order
  Answer answer = Answer::TooClose;       // jointly, of the worst month: all requirements in the same month
  RequirementVerdict joint;
};

struct Summary {
  std::vector<PlanSummary> plans;  // `unlimited` last
  // The cheapest plan whose answer is Yes; else absent.
  std::optional<std::size_t> cheapest_yes;
  bool any_too_close = false;      // among real plans, where there is no Yes
};

Summary summarise(const Scenario& scenario, const Experiment& experiment);

}  // namespace caseload::sim
