// One clerk, a customer every 75 seconds, a minute of work for each: how long do they wait?
#include <cstdio>

#include "sim/base/draws_ahead.hpp"
#include "sim/base/exponential.hpp"
#include "sim/engine/resource.hpp"
#include "sim/engine/simulation.hpp"

using namespace caseload;
using namespace caseload::engine;

Process customer(Simulation&, Resource& clerk, SimDuration service) {
  Seat seat(clerk);
  co_await seat.use(service);
}

Process arrivals(Simulation& simulation, Resource& clerk, RandomKey random) {
  DrawsAhead gaps(random, StreamId{"gap"}, Exponential(1.25));
  DrawsAhead services(random, StreamId{"service"}, Exponential(1.0));
  for (std::uint32_t number = 0;; ++number) {
    co_await simulation.after(gaps.next());
    simulation.spawn(customer(simulation, clerk, services.next()), number);
  }
}

int main() {
  Simulation simulation(SimTime{});
  Resource clerk(simulation, 1);
  simulation.spawn(arrivals(simulation, clerk, {.seed = 1}), 0);
  simulation.run_until(SimTime{days{3650}});
  const double waits = to_minutes(clerk.counts().waited);
  const double served = static_cast<double>(clerk.counts().granted);
  std::printf("%.0f served, %.3f minutes in line; theory says 4.000\n", served, waits / served);
}
