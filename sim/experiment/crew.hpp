#pragma once

// Several threads at one board of work.

#include <algorithm>
#include <thread>
#include <vector>

#include "sim/base/check.hpp"

namespace caseload::sim {

// Calls `board.work()`, which takes trials until there is none, in `threads` threads, this one
// among them; 0: as many as the machine has. Throws CheckFailed with what `board.failure()` then
// says, if it says anything.
template <class Board>
void work_off(Board& board, int threads) {
  const unsigned wanted =
      threads > 0 ? static_cast<unsigned>(threads) : std::thread::hardware_concurrency();
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < std::max(wanted, 1U); ++i)
      others.emplace_back([&board] { board.work(); });
    board.work();
  }
  if (!board.failure().empty()) throw CheckFailed(board.failure());
}

}  // namespace caseload::sim
