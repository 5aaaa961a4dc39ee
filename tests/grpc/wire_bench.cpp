// How long a window takes, with its round trip and its durable commit: `wire_bench [windows]
// [readings] [full|normal] [pause_ms]`.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <vector>

#include "grpc/backend/backend.hpp"
#include "grpc/client/backend_link.hpp"
#include "tests/grpc/traffic.hpp"

int main(int count, char** arguments) {
  using namespace caseload;
  using Clock = std::chrono::steady_clock;
  const int windows = count > 1 ? std::atoi(arguments[1]) : 5500;
  const int readings = count > 2 ? std::atoi(arguments[2]) : 8;
  const bool full = count <= 3 || std::string_view(arguments[3]) == "full";
  const std::chrono::milliseconds pause{count > 4 ? std::atoi(arguments[4]) : 0};

  const auto backend = wire::Backend::start(
      {.listen = "127.0.0.1:0", .store = {.path = {}, .synchronous_full = full}});
  if (!backend) return fmt::print("{}\n", backend.error().text), 1;
  wire::Registration registered = wire::testing::registration("bench");
  registered.alerts = {};  // the tests' own are made to alert often
  const auto link = wire::BackendLink::open({.target = (*backend)->address()}, registered);
  if (!link) return fmt::print("{}\n", link.error().text), 1;

  const wire::testing::Traffic traffic(
      {.patients = 320, .windows = windows, .readings_per_window = readings});
  std::vector<double> microseconds;
  std::size_t alerts = 0;
  const Clock::time_point start = Clock::now();
  for (int window = 0; window < windows; ++window) {
    traffic.hand_in(window, **link);
    const Clock::time_point asked = Clock::now();
    alerts += (*link)->advance(traffic.watermark(window)).size();
    microseconds.push_back(std::chrono::duration<double, std::micro>(Clock::now() - asked).count());
    std::this_thread::sleep_for(pause);
  }
  const double total = std::chrono::duration<double>(Clock::now() - start).count();
  std::ranges::sort(microseconds);
  const auto quantile = [&](double share) {
    return microseconds[static_cast<std::size_t>(share * (windows - 1))];
  };
  fmt::print(
      "windows {} readings {} alerts {} seconds {:.2f} window_us mean {:.0f} p50 {:.0f} p99 {:.0f} "
      "max {:.0f}\n",
      windows, (*link)->counts().readings, alerts, total, total / windows * 1e6, quantile(0.5),
      quantile(0.99), quantile(1));
  return 0;
}
