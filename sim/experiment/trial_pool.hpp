#pragma once

// The one pool of threads in which trials run: numbered work, each piece with nothing but what its
// number says.
//
// Numbers are handed out in order, so what has been finished when the work is stopped is nearly a
// prefix; nothing may depend on which thread did what. A check of ours that fails in a thread would
// end the process there: it is carried out to the caller instead, with what the work was. Where the
// platform has no threads (WebAssembly), the caller's own does everything.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#if !defined(__wasi__)
#include <mutex>
#include <thread>
#endif

#include "sim/base/check.hpp"

namespace caseload::experiment {

class TrialPool {
 public:
  // Threads: the caller's among them; 0: as many as the machine has. `must_stop` is asked before
  // each number, from any thread; empty: nobody stops it.
  explicit TrialPool(int threads, std::function<bool()> must_stop = {})
      : threads_(threads), must_stop_(std::move(must_stop)) {}

  // Calls keep(number, work(number)) for 0 … count − 1, each once; `work` is what `begin()`
  // returned in the thread, so a thread may have things from one number to the next; `keep` is
  // called by one thread at a time. Throws CheckFailed with the failure of the lowest number that
  // failed, and `name` of that number: "… (seed 1, plan "1 RN", month 2026-03, replication 7)".
  template <class Begin, class Keep, class Name>
  void run(std::size_t count, Begin begin, Keep keep, Name name) const {
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    Mutex mutex;
    std::optional<std::pair<std::size_t, std::string>> failure;

    const auto serve = [&] {
      auto work = begin();
      for (;;) {
        if (failed || (must_stop_ && must_stop_())) return;
        const std::size_t number = next++;
        if (number >= count) return;
        const auto finish = [&] {
          auto result = work(number);
          const Lock lock(mutex);
          keep(number, std::move(result));
        };
#if CASELOAD_EXCEPTIONS
        try {
          finish();
        } catch (const std::exception& thrown) {
          const Lock lock(mutex);
          if (!failure || number < failure->first) failure = {number, thrown.what()};
          failed = true;
          return;
        }
#else
        finish();
#endif
      }
    };
    serve_in_threads(count, serve);
    if (failure) fail(failure->second + " (" + name(failure->first) + ")");
  }

 private:
#if defined(__wasi__)
  struct Mutex {};
  struct Lock {
    explicit Lock(Mutex&) {}
  };
  template <class Serve>
  void serve_in_threads(std::size_t, const Serve& serve) const {
    serve();
  }
#else
  using Mutex = std::mutex;
  using Lock = std::lock_guard<std::mutex>;
  template <class Serve>
  void serve_in_threads(std::size_t count, const Serve& serve) const {
    const std::size_t threads =
        threads_ > 0 ? static_cast<std::size_t>(threads_) : std::thread::hardware_concurrency();
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(serve);
    serve();
  }
#endif

  [[maybe_unused]] int threads_;
  std::function<bool()> must_stop_;
};

}  // namespace caseload::experiment
