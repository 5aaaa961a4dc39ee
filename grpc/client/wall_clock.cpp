#include "grpc/client/wall_clock.hpp"

#include <chrono>
#include <thread>

namespace caseload::wire {

using std::chrono::steady_clock;

Clock::Moment WallClock::now() const {
  return Moment{std::chrono::duration_cast<Duration>(steady_clock::now().time_since_epoch())};
}

void WallClock::sleep_until(Moment until) {
  std::this_thread::sleep_until(steady_clock::time_point{
      std::chrono::duration_cast<steady_clock::duration>(until.time_since_epoch())});
}

Clock& wall_clock() {
  static WallClock clock;
  return clock;
}

}  // namespace caseload::wire
