#include "cli/stalled_reader_sink.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <string_view>
#include <utility>

namespace caseload::cli {
namespace {

constexpr std::chrono::milliseconds kLastPatience{500};

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;  // nobody will ever read it
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

struct StalledReaderSink::Waiting {
  const int descriptor;
  const std::size_t lines_max;
  std::mutex mutex{};
  std::condition_variable changed{};
  std::string text{};
  std::size_t lines = 0;
  std::size_t dropped = 0;
  bool closing = false;
  bool done = false;

  // On a thread of its own.
  void write() {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [this] { return closing || lines > 0; });
      if (lines == 0) break;
      std::string taken = std::exchange(text, {});
      if (dropped > 0)
        taken += fmt::format("{} lines of this log were dropped: nobody read it\n",
                             std::exchange(dropped, 0));
      lines = 0;
      lock.unlock();
      write_all(descriptor, taken);
      lock.lock();
    }
    done = true;
    changed.notify_all();
  }
};

StalledReaderSink::StalledReaderSink(int descriptor, std::size_t lines_max)
    : waiting_(std::make_shared<Waiting>(descriptor, lines_max)),
      writer_([waiting = waiting_] { waiting->write(); }) {}

StalledReaderSink::~StalledReaderSink() {
  std::unique_lock lock(waiting_->mutex);
  waiting_->closing = true;
  waiting_->changed.notify_all();
  const bool done =
      waiting_->changed.wait_for(lock, kLastPatience, [this] { return waiting_->done; });
  lock.unlock();
  if (done) {
    writer_.join();
  } else {
    writer_.detach();
  }
}

void StalledReaderSink::sink_it_(const spdlog::details::log_msg& message) {
  spdlog::memory_buf_t line;
  formatter_->format(message, line);
  const std::lock_guard lock(waiting_->mutex);
  if (waiting_->lines >= waiting_->lines_max) {
    ++waiting_->dropped;
    return;
  }
  waiting_->text.append(line.data(), line.size());
  ++waiting_->lines;
  waiting_->changed.notify_one();
}

}  // namespace caseload::cli
