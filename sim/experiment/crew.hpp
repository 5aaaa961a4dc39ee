#pragma once

// Numbered work over several threads.
//
// Numbers are handed out in order, so what has been finished when the work is stopped is nearly a
// prefix; nothing may depend on which thread did what. A check of ours that fails in a thread would
// end the process there: it is carried out to the caller instead, with what the work was.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"

namespace caseload::experiment {

struct Crew {
  int threads = 0;                    // this one among them; 0: as many as the machine has
  std::function<bool()> must_stop{};  // asked before each number, from any thread
};

// Calls work(0) … work(count − 1), each once and with nothing but what its number says; `work` is
// what `begin()` returned in the thread, so a thread may keep things from one number to the next.
// Throws CheckFailed with the failure of the lowest number that failed, and `name` of that number:
// "… (seed 1, plan "1 RN", month 2026-03, replication 7)".
template <class Begin, class Name>
void work_off(std::size_t count, const Crew& crew, Begin begin, Name name) {
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  std::mutex mutex;
  std::optional<std::pair<std::size_t, std::string>> failure;

  const auto serve = [&] {
    auto work = begin();
    for (;;) {
      if (failed || (crew.must_stop && crew.must_stop())) return;
      const std::size_t number = next++;
      if (number >= count) return;
      try {
        work(number);
      } catch (const std::exception& thrown) {
        const std::lock_guard lock(mutex);
        if (!failure || number < failure->first) failure = {number, thrown.what()};
        failed = true;
        return;
      }
    }
  };

  const std::size_t threads = crew.threads > 0 ? static_cast<std::size_t>(crew.threads)
                                               : std::thread::hardware_concurrency();
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(serve);
    serve();
  }
  if (failure) throw CheckFailed(failure->second + " (" + name(failure->first) + ")");
}

}  // namespace caseload::experiment
