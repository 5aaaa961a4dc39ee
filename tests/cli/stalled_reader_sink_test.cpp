#include "cli/stalled_reader_sink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/logger.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <thread>

namespace caseload::cli {
namespace {

using ::testing::HasSubstr;

// A pipe, of which the kernel keeps 64 kB for a reader who does not come.
struct Pipe {
  Pipe() { EXPECT_EQ(::pipe(ends.data()), 0); }
  ~Pipe() {
    for (const int end : ends)
      if (end >= 0) ::close(end);
  }
  std::string read_all() {
    std::string text;
    std::array<char, 4096> some;
    for (ssize_t count; (count = ::read(ends[0], some.data(), some.size())) > 0;)
      text.append(some.data(), static_cast<std::size_t>(count));
    return text;
  }
  void close_writing() {
    ::close(ends[1]);
    ends[1] = -1;
  }

  std::array<int, 2> ends{-1, -1};
};

TEST(StalledReaderSink, WritesWhatIsLoggedInOrder) {
  Pipe pipe;
  {
    spdlog::logger log("test", std::make_shared<StalledReaderSink>(pipe.ends[1]));
    log.set_pattern("%v");
    for (int line = 0; line < 100; ++line) log.info("line {}", line);
  }
  pipe.close_writing();
  const std::string text = pipe.read_all();
  EXPECT_TRUE(text.starts_with("line 0\nline 1\n")) << text;
  EXPECT_TRUE(text.ends_with("line 99\n")) << text;
}

TEST(StalledReaderSink, StopsNobodyWhenNobodyReadsAndSaysLaterWhatIsMissing) {
  Pipe pipe;
  auto log = std::make_unique<spdlog::logger>(
      "test", std::make_shared<StalledReaderSink>(pipe.ends[1], 1'000));
  log->set_pattern("%v");
  const std::string line(200, 'x');
  for (int count = 0; count < 20'000; ++count) log->info(line);  // would wait for ever
  std::string text;
  std::thread reader([&] { text = pipe.read_all(); });
  log->info("the reader is back");
  log.reset();
  pipe.close_writing();
  reader.join();
  EXPECT_THAT(text, HasSubstr("lines of this log were dropped: nobody read it"));
  EXPECT_LT(text.size(), 2'000 * (line.size() + 1) + 100'000);
}

}  // namespace
}  // namespace caseload::cli
