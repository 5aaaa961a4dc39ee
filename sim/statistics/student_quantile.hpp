#pragma once

// The quantile of Student's t, asked for in one place: t(0.975, 9) = 2.262.

namespace caseload::stats {

// Requires: 0 < probability < 1, degrees of freedom > 0 (not only whole ones).
double student_quantile(double probability, double degrees);

}  // namespace caseload::stats
