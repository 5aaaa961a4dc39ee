#pragma once

// One line on the terminal that says how far the work is and how long it will take; nothing where
// stderr is a file or a pipe.

#include <chrono>
#include <cstddef>

namespace caseload::cli {

class Progress {
 public:
  // Shows nothing where `quiet` or where nobody watches.
  explicit Progress(bool quiet);
  ~Progress();  // wipes the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // From one thread at a time.
  void show(std::size_t done, std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;
  bool visible_;
  Clock::time_point begun_;
  Clock::time_point shown_;
};

}  // namespace caseload::cli
