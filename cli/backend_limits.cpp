#include "cli/backend_limits.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "scenarios/text/quantities.hpp"

namespace caseload::cli {
namespace {

using std::chrono::milliseconds;

constexpr const char* kGroup = "Limits, so that no number of callers takes it down";

template <class Number>
void count(CLI::App& command, const char* name, Number& limit, int from, int to, const char* help) {
  command.add_option(name, limit, help)
      ->check(CLI::Range(from, to))
      ->capture_default_str()
      ->group(kGroup);
}

void megabytes(CLI::App& command, const char* name, std::size_t& bytes, int to, const char* help) {
  command
      .add_option_function<std::size_t>(
          name, [&bytes](std::size_t given) { bytes = given << 20; }, help)
      ->check(CLI::Range(1, to))
      ->default_str(std::to_string(bytes >> 20))
      ->type_name("MB")
      ->group(kGroup);
}

void duration(CLI::App& command, const char* name, milliseconds& time, const char* help) {
  command
      .add_option_function<std::string>(
          name,
          [&time, name](const std::string& given) {
            const auto parsed = scenarios::parse_duration(given);
            if (!parsed) throw CLI::ValidationError(name, given + ": " + parsed.error());
            const auto rounded = std::chrono::ceil<milliseconds>(*parsed);
            if (rounded < milliseconds{1} || rounded > std::chrono::hours{240})
              throw CLI::ValidationError(name, given + ": expected up to ten days, above nothing");
            time = rounded;
          },
          help)
      ->default_str(fmt::format("{}s", time.count() / 1000))
      ->type_name("DURATION")
      ->group(kGroup);
}

}  // namespace

void add_limits(CLI::App& command, wire::BackendLimits& limits) {
  count(command, "--connections", limits.accept.connections_max, 1, 1'000'000,
        "Open at once; more are turned away");
  count(command, "--streams", limits.streams.streams_max, 1, 1'000'000,
        "Runs that send at once; more are told to come back");
  count(command, "--calls-per-connection", limits.calls_per_connection, 1, 100'000,
        "At once; more wait their turn");
  count(command, "--questions", limits.questions_waiting_max, 1, 1'000'000,
        "Totals, pages and claims that wait for an answer; more are told to come back");
  megabytes(command, "--message-mb", limits.message_bytes_max, 1024, "The largest message");
  megabytes(command, "--memory-mb", limits.memory_bytes_max, 1'000'000,
            "For what is being received and sent, of all callers together");
  megabytes(command, "--runs-in-memory", limits.live_bytes, 1'000'000,
            "For the runs that sent something last; one that does not fit is read from the file\n"
            "again when its next window comes");
  count(command, "--descriptors-reserved", limits.accept.descriptors_reserved, 0, 1'000'000,
        "Of the process's limit (ulimit -n), kept for its own files");
  duration(command, "--handshake-within", limits.handshake,
           "From a connection to the first frame of HTTP/2");
  duration(command, "--first-message-within", limits.streams.first_message,
           "From a stream's beginning to the name of its run");
  duration(command, "--next-message-within", limits.streams.next_message,
           "From an answer to the next whole message of a stream");
  duration(command, "--answer-taken-within", limits.streams.taking_answer,
           "For a caller to take an answer");
  duration(command, "--idle-after", limits.connection_idle,
           "A connection without a call is closed");
  duration(command, "--keepalive", limits.keepalive,
           "A quiet connection is asked whether anybody is there");
}

}  // namespace caseload::cli
