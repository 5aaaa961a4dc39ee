#include "sim/population/enrolment.hpp"

#include "sim/base/check.hpp"
#include "sim/population/purposes.hpp"

namespace caseload::sim {

std::uint32_t offers_on(const EnrolmentModel& model, const Luck& luck, LocalDay day,
                        int open_days_in_month) {
  CASELOAD_CHECK(open_days_in_month > 0, "offers are made on open days only");
  const double mean = model.offers_per_month / open_days_in_month;
  return poisson_quantile(luck.stream(kOffers, 0).at(day_number(day)), mean);
}

bool accepts(const EnrolmentModel& model, const Luck& luck, std::uint32_t offer) {
  return luck.stream(kAcceptance, 0).at(offer) < model.accepted_share;
}

}  // namespace caseload::sim
