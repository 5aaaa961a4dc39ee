#pragma once

// Ctrl-C asks; a second one insists.
//
// The first SIGINT or SIGTERM raises a flag that long work looks at, so that what is finished can
// still be reported. The second ends the process at once, as if nobody had been listening.

#include <atomic>

namespace caseload::cli {

// Starts listening; the flag lives as long as the process. To be called before threads are started.
const std::atomic<bool>& interrupt_flag();

// For a server: holds the signals back from every thread started after it, until somebody waits for
// one.
class StopSignals {
 public:
  StopSignals();
  void wait();  // until SIGINT or SIGTERM
};

}  // namespace caseload::cli
