#pragma once

// One line on the terminal that says how far the work is and how long it will take; nothing where
// stderr is a file or a pipe.

#include <chrono>
#include <cstddef>
#include <string_view>

namespace caseload::cli {

class Progress {
 public:
  // Shows nothing where `quiet` or where nobody watches.
  explicit Progress(bool quiet);
  ~Progress();  // wipes the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // From one thread at a time.
  void show(std::size_t done, std::size_t total);  // months simulated
  void say(std::string_view words);

 private:
  using Clock = std::chrono::steady_clock;
  bool due();  // not so soon after the last line that nobody could read it

  bool visible_;
  Clock::time_point begun_;
  Clock::time_point shown_;
};

}  // namespace caseload::cli
