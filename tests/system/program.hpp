#pragma once

// The built caseload, run as a user runs it: arguments in, exit code and both outputs back.

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace caseload::system_test {

struct Ended {
  int exit_code = -1;  // as a shell would say it: 128 + the signal where one ended it
  std::string out;
  std::string err;
};

// A running caseload. Killed at the end if it still runs.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number);
  // What it has written to stdout so far.
  std::string out_so_far() const;
  // Until stdout holds `text`; false where that takes longer than 30 s or the program ends first.
  bool says(const std::string& text);
  bool running();
  Ended wait();

 private:
  std::filesystem::path out_;
  std::filesystem::path err_;
  pid_t process_ = -1;
  int status_ = 0;
  bool ended_ = false;
};

Ended caseload(std::vector<std::string> arguments);

// An empty directory of this test's own, removed at the end.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::filesystem::path path(const std::string& name) const { return directory_ / name; }
  std::filesystem::path write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path directory_;
};

std::string read(const std::filesystem::path& file);

}  // namespace caseload::system_test
