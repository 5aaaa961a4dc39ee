#pragma once

// The best of several plans under common random numbers, in as few replications as it takes.
//
// After some first replications of every plan, one is added at a time; whenever a plan's mean has
// fallen too far behind another's it is dropped, until one is left (Kim and Nelson 2001, procedure
// KN with c = 1). Only differences between plans enter, so the more luck the plans share the sooner
// it ends: at a correlation of 0.8 in a fifth of the runs.
//
// With probability `confidence` the answer is the best plan where that is better by `worth` or more
// than the second, for normal values; plans nearer than that are equally good to the asker. Best is
// the largest mean: give costs with a minus sign.
//
// A plain value, fed in the order of the replications.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caseload::stats {

struct SelectionRules {
  double worth = 0;          // the smallest difference worth caring about (δ), in the metric's unit
  double confidence = 0.95;  // 1/plans < confidence < 1
  std::int64_t first = 10;   // replications of every plan before the first is dropped; ≥ 2
};

class KimNelson {
 public:
  // Requires: plans ≥ 1, worth > 0.
  KimNelson(int plans, const SelectionRules& rules);

  // Plans still in, in rising order; each of them is to run the next replication.
  const std::vector<int>& remaining() const { return remaining_; }
  // One replication: the values of the remaining plans, in that order. Requires: not finished.
  void add(std::span<const double> row);

  bool finished() const { return remaining_.size() == 1; }
  // None until finished. Every choice ends: with enough replications the means alone decide, and of
  // equal ones the lower number.
  std::optional<int> best() const;

  std::int64_t replications() const { return replications_; }
  std::int64_t replications_of(int plan) const;  // fewer where it was dropped on the way
  double mean(int plan) const;                   // over those; requires: at least one

 private:
  double& reach(int a, int b);
  void measure_differences();
  double slack(int a, int b);
  void screen();

  int plans_;
  SelectionRules rules_;
  std::vector<int> remaining_;
  std::int64_t replications_ = 0;
  std::vector<std::int64_t> counts_;
  std::vector<double> sums_;
  std::vector<double> first_rows_;  // row by row, until the first screening
  // h² S²(a, b) / δ²: after so many replications the two are told apart by their means alone.
  std::vector<double> reaches_;
};

}  // namespace caseload::stats
