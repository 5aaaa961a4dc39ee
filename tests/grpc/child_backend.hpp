#pragma once

// Starts backend_process.cpp, and ends it the hard way.

#include <sys/types.h>

#include <csignal>
#include <string>

namespace caseload::wire::testing {

class ChildBackend {
 public:
  // Returns once it listens. Throws std::runtime_error where it does not.
  explicit ChildBackend(std::string file);
  ~ChildBackend() { kill(); }
  ChildBackend(const ChildBackend&) = delete;
  ChildBackend& operator=(const ChildBackend&) = delete;

  std::string target() const;
  void signal(int number) const { ::kill(pid_, number); }
  void kill();     // kill -9; waits until it is gone
  void restart();  // on the same file and port; after kill()

 private:
  void start(int port);

  std::string file_;
  int port_ = 0;
  pid_t pid_ = -1;
  int standard_input_ = -1;  // open for as long as it shall run
};

}  // namespace caseload::wire::testing
