#include "cli/console.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "cli/stalled_reader_sink.hpp"
#include "sim/base/visible.hpp"

namespace caseload::cli {
namespace {

// What is said and nothing around it, visible.
class VisibleLines : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& line) override {
    const std::string text = visible_text({message.payload.data(), message.payload.size()}) + "\n";
    line.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<formatter> clone() const override { return std::make_unique<VisibleLines>(); }
};

void log_to(spdlog::sink_ptr sink, bool quiet) {
  auto logger = std::make_shared<spdlog::logger>("caseload", std::move(sink));
  logger->set_formatter(std::make_unique<VisibleLines>());
  logger->set_level(quiet ? spdlog::level::warn : spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace

Result<void> print(std::string_view result) {
  const std::string text = visible_text(result);
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (written && std::fflush(stdout) == 0) return {};
  return std::unexpected(
      Error{Error::Kind::BadInput,
            std::string{"the result cannot be written to stdout: "} + std::strerror(errno)});
}

void complain(std::string_view why) {
  const std::string text = visible_text(why);
  std::fwrite(text.data(), 1, text.size(), stderr);
  if (!text.ends_with('\n')) std::fputc('\n', stderr);
}

Exit refuse(const Error& error) {
  complain(error.text);
  return exit_for(error.kind);
}

std::unexpected<Error> bad_input(std::string text) {
  return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
}

void set_up_log(bool quiet) { log_to(std::make_shared<spdlog::sinks::stderr_sink_mt>(), quiet); }

void set_up_service_log(bool quiet) {
  log_to(std::make_shared<StalledReaderSink>(STDERR_FILENO), quiet);
}

bool errors_go_to_a_terminal() { return isatty(STDERR_FILENO) != 0; }

}  // namespace caseload::cli
