#pragma once

// One waiting line before equal servers, first come first served, built on the public engine as any
// user would: a process per customer, and a bell to call each one.
//
// Everything is counted in whole microseconds, so that conservation can be asserted to the last
// one:
//   arrived = served + gave up + in service + in line
//   ∫ customers in line dt = Σ waits          (Little 1961, exact once everybody has left)
//   ∫ busy servers dt      = Σ service times

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/distributions.hpp"
#include "sim/base/random.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/wakeable.hpp"

namespace caseload::sim {

// All means in minutes. No patience: customers wait for ever.
struct StationLoad {
  int servers = 1;
  double between_arrivals = 1;
  double service = 0.5;
  double patience = 0;
};

class Station {
 public:
  Station(Simulation& simulation, StationLoad load, Luck luck)
      : simulation_(simulation),
        load_(load),
        luck_(luck),
        free_(load.servers),
        changed_(simulation.now()) {}

  // The first `customers` of the load, one after the other.
  static Process arrivals(Simulation& simulation, Station& station, std::uint32_t customers) {
    for (std::uint32_t n = 0; n < customers; ++n) {
      co_await simulation.after(station.draw(Purpose{"gap"}, n, station.load_.between_arrivals));
      simulation.spawn(customer(simulation, station, n), n);
    }
  }

  std::int64_t arrived = 0;
  std::int64_t served = 0;
  std::int64_t gave_up = 0;
  std::vector<SimDuration>
      waits;                // of those who were served or gave up, in the order of leaving the line
  SimDuration waited{};     // Σ waits
  SimDuration worked{};     // Σ service times begun
  SimDuration line_area{};  // ∫ customers in line dt
  SimDuration busy_area{};  // ∫ busy servers dt

  std::int64_t in_line() const { return static_cast<std::int64_t>(line_.size()); }
  std::int64_t in_service() const { return load_.servers - free_; }

 private:
  static Process customer(Simulation& simulation, Station& station, std::uint32_t n) {
    const SimTime arrival = simulation.now();
    ++station.arrived;
    if (station.free_ > 0) {
      station.advance();
      --station.free_;
      station.note_wait(SimDuration{});
    } else {
      Wakeable bell(simulation);
      const Wake why = co_await station.join_line(bell, n);
      station.note_wait(simulation.now() - arrival);
      if (why == Wake::TimedOut) {
        station.leave_line(bell);
        co_return;
      }
    }
    const SimDuration service = station.draw(Purpose{"service"}, n, station.load_.service);
    station.worked += service;
    co_await simulation.after(service);
    ++station.served;
    station.hand_over();
  }

  Wakeable::Sleep join_line(Wakeable& bell, std::uint32_t n) {
    advance();
    line_.push_back(&bell);
    return bell.sleep_until(load_.patience > 0
                                ? simulation_.now() + draw(Purpose{"patience"}, n, load_.patience)
                                : SimTime::max());
  }

  void leave_line(Wakeable& bell) {
    advance();
    std::erase(line_, &bell);
    ++gave_up;
  }

  // The server goes to the first in line, or is free.
  void hand_over() {
    advance();
    if (line_.empty()) {
      ++free_;
      return;
    }
    Wakeable& next = *line_.front();
    line_.pop_front();
    CASELOAD_CHECK(next.wake(Wake::Granted), "the first in line was not waiting");
  }

  void note_wait(SimDuration wait) {
    waits.push_back(wait);
    waited += wait;
  }

  void advance() {
    const SimDuration passed = simulation_.now() - changed_;
    line_area += passed * in_line();
    busy_area += passed * in_service();
    changed_ = simulation_.now();
  }

  SimDuration draw(Purpose purpose, std::uint32_t customer, double mean_minutes) const {
    return from_minutes(exponential_quantile(luck_.stream(purpose, customer).at(0), mean_minutes));
  }

  Simulation& simulation_;
  StationLoad load_;
  Luck luck_;
  int free_;
  SimTime changed_;
  std::deque<Wakeable*> line_;
};

}  // namespace caseload::sim
