#pragma once

// Weight gained within some days: the sign of fluid in heart failure.
//
// A gain is measured from the lowest weight of the days before, so that neither a steady heavy
// weight nor a single light reading long ago counts.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"

namespace caseload::rules {

// So much or more above a weight measured at most `within` earlier asks for attention.
struct WeightGain {
  std::int32_t grams = 0;  // > 0
  SimDuration within{};    // > 0
  bool operator==(const WeightGain&) const = default;
};

// The recent weights of one scale, as far as a gain can still be measured from them: those that are
// lighter than all later ones. 24 bytes, and 16 for each.
class RecentWeights {
 public:
  // Whether this weight is such a gain. A reading older than the newest one is none: what it would
  // be compared with may be gone.
  bool gained(const WeightGain& rule, SimTime taken_at, std::int32_t grams) const {
    if (!weights_.empty() && taken_at <= weights_.back().taken_at) return false;
    return std::ranges::any_of(weights_, [&](const Weighed& earlier) {
      return taken_at - earlier.taken_at <= rule.within && grams - earlier.grams >= rule.grams;
    });
  }

  // Keeps it for readings to come within `longest`.
  void note(SimTime taken_at, std::int32_t grams, SimDuration longest) {
    const auto place = std::ranges::upper_bound(weights_, taken_at, {}, &Weighed::taken_at);
    if (place != weights_.end() && place->grams <= grams) return;  // a later one is as light
    const auto at = weights_.insert(place, {taken_at, grams});
    const SimTime newest = weights_.back().taken_at;
    weights_.erase(std::remove_if(weights_.begin(), at,
                                  [&](const Weighed& earlier) {
                                    return earlier.grams >= grams ||
                                           newest - earlier.taken_at > longest;
                                  }),
                   at);
  }

 private:
  struct Weighed {
    SimTime taken_at;
    std::int32_t grams = 0;
  };
  std::vector<Weighed> weights_;  // in order of time, and therefore of weight
};

}  // namespace caseload::rules
