#pragma once

// Gives the system back what large messages took. gRPC receives a message in slices of a few
// kilobytes; freed, they stay in the heap of the threads that received them (glibc's arenas), and a
// burst of 600 MB would be held for as long as the process lives.

#include <malloc.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace caseload::wire {

class MemoryReturn {
 public:
  // `ended`: how many calls have ended so far; asked from a thread of its own. Only when it has
  // grown is anything done.
  explicit MemoryReturn(std::function<std::uint64_t()> ended,
                        std::chrono::milliseconds every = std::chrono::seconds{5})
      : thread_([ended = std::move(ended), every](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any never;
          std::unique_lock lock(mutex);
          for (std::uint64_t seen = 0;;) {
            never.wait_for(lock, stop, every, [] { return false; });
            if (stop.stop_requested()) return;
            if (const std::uint64_t now = ended(); std::exchange(seen, now) != now)
              ::malloc_trim(0);
          }
        }) {}

 private:
  std::jthread thread_;
};

}  // namespace caseload::wire
