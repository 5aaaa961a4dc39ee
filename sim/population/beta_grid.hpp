#pragma once

// A Beta cut into equal cells of p, for integrals over a panel.

#include <array>

#include "sim/base/distributions.hpp"

namespace caseload::population {

inline constexpr std::size_t kBetaCells = 200;

// The probability of each cell [i, i + 1) / kBetaCells. They sum to 1.
std::array<double, kBetaCells> cell_masses(const BetaShape& beta);

// ∫ f dBeta, where f is known at the edges i / kBetaCells and nearly linear in between.
double integrate(const std::array<double, kBetaCells>& masses,
                 const std::array<double, kBetaCells + 1>& at_edges);

}  // namespace caseload::population
