#include "sim/population/enrolment.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/population/enrolment_plan.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::population {

std::uint32_t offers_on(const EnrolmentModel& model, const RandomKey& random, LocalDay day,
                        int open_days_in_month) {
  CASELOAD_CHECK(open_days_in_month > 0, "offers are made on open days only");
  const double mean = offers_of(model, month_of(day)) / open_days_in_month;
  // A large network's day is the sum of equal parts: of more than so many at once no quantile is
  // computed.
  constexpr double kMostAtOnce = 500;
  const auto parts = static_cast<std::uint32_t>(std::max(std::ceil(mean / kMostAtOnce), 1.0));
  const RandomStream offers = random.stream(kOffers, 0);
  std::uint32_t sum = 0;
  for (std::uint32_t part = 0; part < parts; ++part) {
    sum += poisson_quantile(offers.at(part * kOfferPart + day_number(day)), mean / parts);
  }
  return sum;
}

bool accepts(const EnrolmentModel& model, const RandomKey& random, std::uint32_t offer) {
  return random.stream(kAcceptance, 0).at(offer) < model.accepted_share;
}

}  // namespace caseload::population
