#include "sim/statistics/percentile.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/base/check.hpp"

namespace caseload::stats {

double percentile(std::vector<double> values, int percent) {
  CASELOAD_CHECK(!values.empty(), "a percentile of nothing was asked for");
  CASELOAD_CHECK(0 <= percent && percent <= 100, "a percentile lies between 0 and 100");
  // 0.05 · 140 is 7.000000000000001 in floating point, and its ceiling 8.
  const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
  const auto place = static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::ranges::nth_element(values, values.begin() + place);
  return values[static_cast<std::size_t>(place)];
}

}  // namespace caseload::stats
