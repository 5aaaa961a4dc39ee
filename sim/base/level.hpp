#pragma once

// How high something stood over time: people in a line, nurses busy, messages unread.
//
// Exact: the area under the level is an integer, level × microseconds, in 128 bits. A window is
// opened and closed by taking a reading at a clock time and subtracting, so a warm-up never resets
// anything, and windows of several replications add up in any order to the same number.
//
//   Level line(simulation.now());
//   line.add(simulation.now(), +1);
//   const LevelReading open = line.read(end_of_warmup);      // when the clock shows it
//   const double mean = (line.read(end) - open).mean();

#include <algorithm>
#include <cstdint>

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"

namespace caseload {

__extension__ using LevelArea = __int128;  // level × microseconds

// What a level did in one window of time, or in several together.
struct LevelWindow {
  LevelArea area = 0;
  SimDuration length{};  // of all windows together

  // Weighted by time. Requires: length > 0.
  double mean() const {
    CASELOAD_CHECK(length > SimDuration{}, "a window without length has no mean");
    return static_cast<double>(area) / static_cast<double>(length.count());
  }
  LevelWindow& merge(const LevelWindow& other) {
    area += other.area;
    length += other.length;
    return *this;
  }
};

// The area under a level from its start to a moment.
struct LevelReading {
  SimTime at;
  LevelArea area = 0;
};

// Requires: two readings of one level, `close` not before `open`.
inline LevelWindow operator-(const LevelReading& close, const LevelReading& open) {
  CASELOAD_CHECK(close.at >= open.at, "a window closes after it opens");
  return {close.area - open.area, close.at - open.at};
}

class Level {
 public:
  explicit Level(SimTime start, std::int64_t value = 0)
      : value_(value), highest_(value), start_(start), changed_(start) {}

  std::int64_t value() const { return value_; }
  // The highest value so far, however briefly it stood.
  std::int64_t highest() const { return highest_; }

  // Requires: `at` not before the last change.
  void set(SimTime at, std::int64_t value) {
    area_ = area_until(at);
    changed_ = at;
    value_ = value;
    highest_ = std::max(highest_, value);
  }
  void add(SimTime at, std::int64_t change) {
    area_ = area_until(at);
    changed_ = at;
    value_ += change;
    if (value_ > highest_) highest_ = value_;
  }

  // Requires: `at` not before the last change.
  LevelReading read(SimTime at) const { return {at, area_until(at)}; }
  // From the start to `at`.
  LevelWindow until(SimTime at) const { return read(at) - LevelReading{start_, 0}; }

 private:
  LevelArea area_until(SimTime at) const {
    CASELOAD_CHECK(at >= changed_, "a level's past cannot be changed or read");
    return area_ + LevelArea{value_} * (at - changed_).count();
  }

  std::int64_t value_;
  std::int64_t highest_;
  SimTime start_;
  SimTime changed_;
  LevelArea area_ = 0;
};

}  // namespace caseload
