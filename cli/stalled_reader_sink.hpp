#pragma once

// A log on stderr for a process that serves: nobody who stopped reading it (a full pipe, a paused
// terminal) can stop the service. Lines wait for the reader up to a bound; then the newest are
// dropped, and how many is said once it reads again.

#include <spdlog/sinks/base_sink.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace caseload::cli {

class StalledReaderSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  // `descriptor` outlives the process's log.
  explicit StalledReaderSink(int descriptor, std::size_t lines_max = 10'000);
  // Gives a reader half a second to take what is left.
  ~StalledReaderSink() override;

 private:
  struct Waiting;

  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override {}  // lines leave by themselves

  std::shared_ptr<Waiting> waiting_;  // with the thread, which may be stuck in a write
  std::thread writer_;
};

}  // namespace caseload::cli
