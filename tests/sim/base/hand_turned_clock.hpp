#pragma once

// A clock whose hands a test turns: an hour of waiting passes at once.

#include <atomic>

#include "sim/base/clock.hpp"

namespace caseload::testing {

class HandTurnedClock : public Clock {
 public:
  Moment now() const override { return Moment{Duration{hands_.load()}}; }
  // Whoever sleeps turns the hands, and is not kept.
  void sleep_until(Moment until) override {
    Duration::rep hands = hands_;
    while (hands < until.time_since_epoch().count() &&
           !hands_.compare_exchange_weak(hands, until.time_since_epoch().count()))
      continue;
  }
  void turn(Duration by) { hands_ += by.count(); }

 private:
  std::atomic<Duration::rep> hands_{0};
};

}  // namespace caseload::testing
