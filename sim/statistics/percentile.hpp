#pragma once

// Percentiles over simulated months, as values that really occurred.

#include <vector>

namespace caseload::stats {

// The smallest of the values that at least `percent` per cent of them do not exceed: the value of
// rank ⌈n · percent / 100⌉, counted from 1 in rising order, and the lowest for 0 per cent (Hyndman
// and Fan 1996, definition 1: no interpolation). So "the 5th percentile is at least x" and "at
// least x in more than 95 of 100 months" are one statement about the sample. Exact: the rank is
// integer arithmetic. Takes the values to reorder them. Requires: not empty, 0 ≤ percent ≤ 100.
double percentile(std::vector<double> values, int percent);

}  // namespace caseload::stats
