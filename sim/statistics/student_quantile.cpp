#include "sim/statistics/student_quantile.hpp"

#include <boost/math/distributions/students_t.hpp>

#include "sim/base/check.hpp"
#include "sim/statistics/boost_policy.hpp"

namespace caseload::stats {

double student_quantile(double probability, double degrees) {
  CASELOAD_CHECK(0 < probability && probability < 1, "a probability lies between 0 and 1");
  CASELOAD_CHECK(degrees > 0, "Student's t needs a degree of freedom");
  return boost::math::quantile(boost::math::students_t_distribution<double, BoostPolicy>(degrees),
                               probability);
}

}  // namespace caseload::stats
