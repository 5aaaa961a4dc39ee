#pragma once

// When to stop replicating: as soon as every figure in the report is precise enough.
//
// After each replication the half-width of every metric's interval is compared with what was asked
// for. A half-width that is small by luck at one n would stop too early, so it must stay small for
// some replications more: five, and one in twenty of n above a hundred (Hoad, Robinson and Davies
// 2010, kLimit = 5). Stopping by what one sees costs a little coverage all the same: with 30
// replications to begin with a nominal 95 % is 94 to 95 %; with 5 and no look-ahead as low as 92 %.
//
// A plain value, fed one row per replication in the order of the replications.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/statistics/interval.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::stats {

// What is precise enough for one metric: a half-width of at most `absolute`, in the metric's unit,
// or of at most relative / (1 + relative) of |mean|, whichever is wider (Law 2015, §9.4.1: the
// error is then at most `relative` of the truth). Relative precision is for positive metrics far
// from 0.
struct Precision {
  double absolute = 0;
  double relative = 0;
};

struct ReplicationRules {
  double confidence = 0.95;     // of each metric's interval; see bonferroni.hpp for all together
  std::int64_t first = 30;      // replications before the first look; ≥ 2
  std::int64_t look_ahead = 5;  // kLimit: replications for which it must hold, below n = 100; ≥ 0
  std::int64_t cap = 2000;      // ≥ first
};

class ReplicationsNeeded {
 public:
  // Requires: at least one metric, and for each at least one precision above 0, none below.
  ReplicationsNeeded(std::vector<Precision> metrics, ReplicationRules rules);

  enum class State { Continue, Reached, Capped };

  // One replication: one value per metric, in the order of the constructor. Rows beyond the end
  // still count (they cannot hurt); the state no longer moves.
  State add(std::span<const double> row);

  State state() const { return state_; }
  std::int64_t replications() const { return tallies_.front().count(); }
  // The first of the unbroken line of replications at which all was precise enough; none before
  // Reached.
  std::optional<std::int64_t> reached_at() const;
  const Tally& metric(std::size_t index) const;
  // Of the interval over all replications so far, in the metric's unit. Requires: two rows.
  double half_width(std::size_t index) const;
  bool precise(std::size_t index) const;  // the same

 private:
  bool all_precise() const;

  std::vector<Precision> metrics_;
  ReplicationRules rules_;
  std::vector<Tally> tallies_;
  State state_ = State::Continue;
  std::int64_t holding_since_ = 0;  // 0: does not hold
};

// A planning figure: (z · sd / half_width)², rounded up. 113 for ±1 point at a standard deviation
// of 5.4 points and 95 %. Requires: sd ≥ 0, half_width > 0, 0 < confidence < 1.
std::int64_t replications_for(double sd, double half_width, double confidence);

}  // namespace caseload::stats
