#include "cli/interrupt.hpp"

#include <signal.h>

namespace caseload::cli {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

extern "C" void on_signal(int) { interrupted.store(true); }

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

}  // namespace

const std::atomic<bool>& interrupt_flag() {
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags =
      SA_RESTART | static_cast<int>(SA_RESETHAND);  // the next one has its usual effect
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupted;
}

StopSignals::StopSignals() {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void StopSignals::wait() {
  const sigset_t signals = stop_signals();
  int received = 0;
  while (sigwait(&signals, &received) != 0) continue;
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second one ends the process
}

}  // namespace caseload::cli
