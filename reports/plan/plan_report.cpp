#include "reports/plan/plan_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "reports/render/words.hpp"

namespace caseload::reports {

using experiment::PlanSummary;

std::string patients_words(const experiment::MonthSummary& month,
                           const experiment::ShareSummary& share) {
  return fmt::format("{} of {} ({})", mean_words(share.eligible_mean, month.patients_eligible_mean),
                     counted(std::llround(month.patients_eligible_mean), "patient"),
                     percent_words(share.share_mean));
}

std::vector<std::string> judged_months(const PlanSummary& plan) {
  std::vector<std::string> names;
  for (const experiment::MonthSummary& month : plan.months)
    if (month.judged) names.push_back(month.month.name());
  return names;
}

}  // namespace caseload::reports
