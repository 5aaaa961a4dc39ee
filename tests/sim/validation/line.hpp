#pragma once

// One waiting line before equal servers, on the public engine: a process per customer, who seizes a
// seat, holds it and leaves.
//
// Arrivals come in streams, each with its own rank, and every draw has the customer's address. Only
// those count who arrive in the window, so that the line has forgotten how it began; all are
// followed to their end. Every run is checked to the last microsecond before its figures are used.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/draws_ahead.hpp"
#include "sim/base/random.hpp"
#include "sim/engine/resource.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/sim/validation/draw.hpp"

namespace caseload::validation {

struct Stream {
  Draw gap;
  Draw service;
  std::optional<Draw> patience{};  // none: waits for ever
  engine::Rank rank{};
  bool lost_if_busy = false;       // does not wait
  bool starts_over = false;        // after an interruption, instead of resuming
  std::uint32_t loses_one_in = 0;  // a fault on purpose: this customer vanishes on arrival
};

struct LineModel {
  int servers = 1;
  std::vector<Stream> streams;
};

// Of the customers of one stream who arrived in the window.
struct StreamFigures {
  std::int64_t arrived = 0;
  std::int64_t lost = 0;
  std::int64_t gave_up = 0;
  SimDuration waited{};  // before they were first served, or gave up
  SimDuration stayed{};  // of those who were served
  // What they drew, to set against what is known of it.
  double services = 0;          // Σ service, min
  double squared_services = 0;  // Σ service², min²

  std::int64_t served() const { return arrived - lost - gave_up; }
  double mean_wait() const { return to_minutes(waited) / static_cast<double>(arrived - lost); }
  double mean_stay() const { return to_minutes(stayed) / static_cast<double>(served()); }
  double share_lost() const { return static_cast<double>(lost) / static_cast<double>(arrived); }
  double share_giving_up() const {
    return static_cast<double>(gave_up) / static_cast<double>(arrived);
  }
};

// What must hold in every run of any model, once everybody has left.
inline void expect_balance(const engine::Simulation& simulation, const engine::Resource& resource) {
  const engine::Resource::Counts& counts = resource.counts();
  EXPECT_EQ(counts.requested,
            counts.granted + counts.timed_out + counts.cancelled + resource.in_line().value());
  EXPECT_EQ(counts.granted,
            counts.released + counts.preempted + counts.shift_ended + resource.busy().value());
  EXPECT_EQ(resource.in_line().until(simulation.now()).area, resource.waited_until_now().count())
      << "Little's law, exactly";
}

class Line {
 public:
  Line(engine::Simulation& simulation, const LineModel& model, RandomKey random, SimTime opens,
       SimTime closes)
      : servers_(simulation, model.servers), random_(random), opens_(opens), closes_(closes) {
    figures_.resize(model.streams.size());
    for (std::size_t i = 0; i < model.streams.size(); ++i)
      simulation.spawn(arrivals(simulation, *this, model.streams[i], figures_[i],
                                static_cast<std::uint32_t>(i) << 28),
                       static_cast<std::uint32_t>(i));
  }

  const std::vector<StreamFigures>& figures() const { return figures_; }
  const engine::Resource& servers() const { return servers_; }
  SimDuration worked() const { return worked_; }  // Σ services begun and not begun again

 private:
  static engine::Process arrivals(engine::Simulation& simulation, Line& line, const Stream& stream,
                                  StreamFigures& figures, std::uint32_t first) {
    DrawsAhead gaps(line.random_, StreamId{"validation gap"}, stream.gap, first);
    DrawsAhead services(line.random_, StreamId{"validation service"}, stream.service, first);
    DrawsAhead patiences(line.random_, StreamId{"validation patience"},
                         stream.patience.value_or(Draw::constant(0)), first);
    for (std::uint32_t n = 1;; ++n) {
      co_await simulation.after(gaps.next());
      if (simulation.now() >= line.closes_) co_return;
      const SimDuration service = services.next();
      const SimTime deadline =
          stream.patience ? simulation.now() + patiences.next() : SimTime::max();
      if (stream.loses_one_in != 0 && n % stream.loses_one_in == 0) continue;
      simulation.spawn(customer(simulation, line, stream, figures, service, deadline),
                       first + n - 1);
    }
  }

  static engine::Process customer(engine::Simulation& simulation, Line& line, const Stream& stream,
                                  StreamFigures& figures, SimDuration service, SimTime deadline) {
    const SimTime arrival = simulation.now();
    const bool counts = arrival >= line.opens_;
    if (counts) {
      ++figures.arrived;
      figures.services += to_minutes(service);
      figures.squared_services += to_minutes(service) * to_minutes(service);
    }
    if (stream.lost_if_busy && line.servers_.free() == 0) {
      figures.lost += counts;
      co_return;
    }
    engine::Seat seat(line.servers_, stream.rank);
    const engine::Wake why = co_await seat.seize(deadline);
    if (counts) figures.waited += simulation.now() - arrival;
    if (why != engine::Wake::Granted) {
      figures.gave_up += counts;
      co_return;
    }
    line.worked_ += service;
    SimDuration rest = service;
    while (co_await seat.hold(rest) == engine::Wake::Preempted) {
      rest = stream.starts_over ? service : seat.left();
      (void)co_await seat.seize();
    }
    if (counts) figures.stayed += simulation.now() - arrival;
  }

  engine::Resource servers_;
  RandomKey random_;
  SimTime opens_, closes_;
  std::vector<StreamFigures> figures_;
  SimDuration worked_{};
};

struct RunLength {
  SimDuration warm_up;
  SimDuration window;
};

// One replication. Figures by stream.
inline std::vector<StreamFigures> run_line(const LineModel& model, RandomKey random,
                                           RunLength length) {
  const SimTime start{};
  const SimTime closes = start + length.warm_up + length.window;
  engine::Simulation simulation(start);
  Line line(simulation, model, random, start + length.warm_up, closes);
  simulation.run_until(closes);
  expect_balance(simulation, line.servers());
  while (simulation.events_pending() > 0) simulation.run_until(simulation.now() + hours{24});

  expect_balance(simulation, line.servers());
  EXPECT_EQ(simulation.processes_alive(), 0U);
  EXPECT_EQ(line.servers().in_line().value() + line.servers().busy().value(), 0);
  const bool none_starts_over =
      std::none_of(model.streams.begin(), model.streams.end(),
                   [](const Stream& stream) { return stream.starts_over; });
  if (none_starts_over)
    EXPECT_EQ(line.servers().busy().until(simulation.now()).area, line.worked().count());
  return line.figures();
}

}  // namespace caseload::validation
