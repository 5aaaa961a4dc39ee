#include "tests/grpc/child_backend.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace caseload::wire::testing {

ChildBackend::ChildBackend(std::string file) : file_(std::move(file)) { start(0); }

std::string ChildBackend::target() const { return fmt::format("127.0.0.1:{}", port_); }

void ChildBackend::start(int port) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  std::string program = WIRE_BACKEND_PROCESS;
  std::string listen = fmt::format("127.0.0.1:{}", port);
  const std::array<char*, 4> arguments{program.data(), listen.data(), file_.data(), nullptr};
  const int failed =
      ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  standard_input_ = in[1];

  std::string line;
  for (char letter = 0; !failed && ::read(out[0], &letter, 1) == 1 && letter != '\n';)
    line.push_back(letter);
  ::close(out[0]);
  if (line.empty()) throw std::runtime_error("the backend did not start");
  port_ = std::atoi(line.c_str());
}

void ChildBackend::kill() {
  if (pid_ < 0) return;
  signal(SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  ::close(standard_input_);
  pid_ = -1;
}

void ChildBackend::restart() { start(port_); }

}  // namespace caseload::wire::testing
