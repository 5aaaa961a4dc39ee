#pragma once

// How the readings of one signal scatter around a centre: a mixture of normals.
//
// Day effect, session noise and device noise add up to one normal; a share of artefacts adds a
// wider one (Tukey's contaminated normal), evening sessions a shifted pair.

#include <array>
#include <cstddef>

namespace caseload::population {

class ReadingSpread {
 public:
  // Requires: weight > 0, sd > 0; at most four parts, whose weights sum to 1. The first is the main
  // one.
  void add(double weight, double shift, double sd);

  // The chance of a value ≥ centre + above.
  double tail(double above) const;
  // The `above` whose tail is q, 0 < q < 1.
  double above_for(double q) const;

 private:
  struct Part {
    double weight = 0;
    double shift = 0;
    double sd = 1;
  };
  double density(double above) const;

  std::array<Part, 4> parts_{};
  std::size_t count_ = 0;
};

}  // namespace caseload::population
