// Rates that change with the hour: arrivals in waves, and a shift that ends.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/engine/resource.hpp"
#include "tests/sim/validation/draw.hpp"
#include "tests/sim/validation/replications.hpp"
#include "tests/sim/validation/theory.hpp"
#include "tests/sim/validation/verdict.hpp"

namespace caseload::validation {
namespace {

using namespace std::chrono_literals;

const SimTime kStart{};

using Rate = double (*)(double minute);

struct Day {
  Rate arrivals;  // per minute
  double most;    // no rate is greater
  Draw service;
  SimDuration shift = SimDuration::max();  // then `after_shift` servers are left
  std::int64_t servers = 1'000'000;        // as good as no limit
  std::int64_t after_shift = 0;
};

engine::Process caller(engine::Simulation&, engine::Resource& servers, SimDuration rest) {
  engine::Seat seat(servers);
  while (co_await seat.use(rest) == engine::Wake::ShiftEnded) rest = seat.left();
}

// Candidates at the greatest rate, of whom the right share comes (Lewis and Shedler 1979). Whether
// candidate n comes has an address of its own.
engine::Process callers(engine::Simulation& simulation, engine::Resource& servers, const Day& day,
                        RandomKey random) {
  DrawsAhead gaps(random, StreamId{"validation gap"}, Draw::exponential(1 / day.most));
  DrawsAhead comes(random, StreamId{"validation thinning"}, [](double u) { return u; });
  DrawsAhead services(random, StreamId{"validation service"}, day.service);
  for (std::uint32_t n = 0;; ++n) {
    co_await simulation.after(gaps.next());
    const SimDuration service = services.next();
    const double minute = to_minutes(simulation.now() - kStart);
    if (comes.next() * day.most < day.arrivals(minute))
      simulation.spawn(caller(simulation, servers, service), n);
  }
}

// Mean number present, waiting or served, in each window.
struct Window {
  SimDuration from, to;
  std::string name() const {
    return std::to_string(std::chrono::duration_cast<minutes>(from).count()) + " to " +
           std::to_string(std::chrono::duration_cast<minutes>(to).count()) + " min";
  }
};

std::vector<double> present(const Day& day, RandomKey random, const std::vector<Window>& windows) {
  engine::Simulation simulation(kStart);
  engine::Resource servers(simulation, day.servers);
  if (day.shift != SimDuration::max())
    servers.set_capacity_at(kStart + day.shift, day.after_shift, engine::AtShiftEnd::StopNow);
  simulation.spawn(callers(simulation, servers, day, random), 0);
  std::vector<double> means;
  for (const Window& window : windows) {
    simulation.run_until(kStart + window.from);
    const LevelReading waiting = servers.in_line().read(simulation.now());
    const LevelReading served = servers.busy().read(simulation.now());
    simulation.run_until(kStart + window.to);
    means.push_back((servers.in_line().read(simulation.now()) - waiting).mean() +
                    (servers.busy().read(simulation.now()) - served).mean());
  }
  expect_balance(simulation, servers);
  return means;
}

// Each value is a mean over `days` days, and there are kReplications of them.
std::vector<stats::Tally> over_days(const Day& day, std::uint32_t days,
                                    const std::vector<Window>& windows) {
  std::vector<stats::Tally> tallies(windows.size());
  for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
    std::vector<stats::Tally> means(windows.size());
    for (std::uint32_t n = 0; n < days; ++n) {
      const auto one =
          present(day, {.seed = kSeed, .replication = replication * days + n}, windows);
      for (std::size_t i = 0; i < windows.size(); ++i) means[i].add(one[i]);
    }
    for (std::size_t i = 0; i < windows.size(); ++i) tallies[i].add(means[i].mean());
  }
  return tallies;
}

// --- Servers without limit --------------------------------------------------------------------

double waves(double minute) {
  return minute < 0 ? 0 : 2 + 1.5 * std::sin(2 * std::numbers::pi * minute / 60);
}

TEST(Validation, MtGInfinity) {
  const Day day{.arrivals = waves, .most = 3.5, .service = Draw::gamma(10, std::sqrt(0.5))};
  Day longer = day;
  longer.service = day.service.times(1.05);
  const std::vector<Window> windows{{10min, 15min}, {20min, 25min}, {50min, 55min}, {80min, 85min}};
  // A gamma of shape 2: two exponential stages of 5 minutes.
  const auto survival = [](double s) { return std::exp(-s / 5) * (1 + s / 5); };
  const auto simulated = over_days(day, 160, windows), with_fault = over_days(longer, 160, windows);

  for (std::size_t i = 0; i < windows.size(); ++i) {
    // Over the window, by Simpson's rule.
    const double from = to_minutes(windows[i].from), to = to_minutes(windows[i].to);
    double sum = 0;
    for (int k = 0; k <= 10; ++k)
      sum += (k == 0 || k == 10 ? 1
              : k % 2 == 1      ? 4
                                : 2) *
             theory::mean_present(waves, survival, from + (to - from) * k / 10, 200);
    expect_agreement({.model = "M(t)/G/∞, a wave of arrivals each hour",
                      .quantity = "mean number present, " + windows[i].name(),
                      .theory = sum / 30,
                      .simulated = simulated[i],
                      .fault = "services 5 % longer",
                      .with_fault = with_fault[i]});
  }
}

// --- A shift that ends ------------------------------------------------------------------------

double morning(double minute) { return 2.5 + 1.5 * std::sin(std::numbers::pi * minute / 20); }

TEST(Validation, MtMctWithAShiftChange) {
  const Day day{.arrivals = morning,
                .most = 4,
                .service = Draw::exponential(1),
                .shift = 20min,
                .servers = 4,
                .after_shift = 2};
  Day slow = day;
  slow.service = day.service.times(1.05);
  Day late = day;
  late.shift = 21min;
  const std::vector<Window> windows{{5min, 10min}, {10min, 20min}, {20min, 30min}, {30min, 40min}};
  const auto simulated = over_days(day, 1500, windows);
  const auto when_slow = over_days(slow, 500, windows), when_late = over_days(late, 500, windows);

  int servers = 4;
  theory::BirthAndDeath line(
      200, [](double minute, int) { return morning(minute); },
      [&](double, int present) { return std::min(present, servers); });
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const double from = to_minutes(windows[i].from), to = to_minutes(windows[i].to);
    line.advance(from, 0.005);
    servers = windows[i].from >= day.shift ? 2 : 4;
    const double before = line.area();
    line.advance(to, 0.005);
    expect_agreement(
        {.model = "M(t)/M/c(t), four servers, two from minute 20",
         .quantity = "mean number present, " + windows[i].name(),
         .theory = (line.area() - before) / (to - from),
         .simulated = simulated[i],
         .fault = windows[i].to <= day.shift ? "services 5 % longer" : "shift ends a minute late",
         .with_fault = windows[i].to <= day.shift ? when_slow[i] : when_late[i]});
  }
}

}  // namespace
}  // namespace caseload::validation
