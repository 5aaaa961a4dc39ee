#include "tests/system/program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace caseload::system_test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

fs::path temporary(const char* what) {
  std::string name =
      (fs::temp_directory_path() / (std::string{"caseload-"} + what + "-XXXXXX")).string();
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) throw std::runtime_error("no temporary file");
  close(descriptor);
  return name;
}

}  // namespace

Program::Program(std::vector<std::string> arguments)
    : out_(temporary("out")), err_(temporary("err")) {
  std::string binary = CASELOAD_BINARY;
  std::vector<char*> argv{binary.data()};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);

  process_ = fork();
  if (process_ < 0) throw std::runtime_error("no process");
  if (process_ == 0) {
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    dup2(open(out_.c_str(), O_WRONLY | O_TRUNC), STDOUT_FILENO);
    dup2(open(err_.c_str(), O_WRONLY | O_TRUNC), STDERR_FILENO);
    if (chdir("/") != 0)
      _exit(126);  // away from the source tree, where files would win over the library
    execv(binary.c_str(), argv.data());
    _exit(127);
  }
}

Program::~Program() {
  if (running()) {
    kill(process_, SIGKILL);
    waitpid(process_, &status_, 0);
  }
  std::error_code ignored;
  fs::remove(out_, ignored);
  fs::remove(err_, ignored);
}

void Program::signal(int number) { kill(process_, number); }

std::string Program::out_so_far() const { return read(out_); }

bool Program::says(const std::string& text) {
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (std::chrono::steady_clock::now() < deadline) {
    if (out_so_far().find(text) != std::string::npos) return true;
    if (!running()) return false;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

bool Program::running() {
  if (!ended_ && waitpid(process_, &status_, WNOHANG) == process_) ended_ = true;
  return !ended_;
}

Ended Program::wait() {
  if (!ended_) waitpid(process_, &status_, 0);
  ended_ = true;
  const int code = WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
  return {code, read(out_), read(err_)};
}

Ended caseload(std::vector<std::string> arguments) { return Program{std::move(arguments)}.wait(); }

Scratch::Scratch() {
  std::string name = (fs::temp_directory_path() / "caseload-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
  directory_ = name;
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

fs::path Scratch::write(const std::string& name, const std::string& text) const {
  std::ofstream{path(name), std::ios::binary} << text;
  return path(name);
}

std::string read(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace caseload::system_test
