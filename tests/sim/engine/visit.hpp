#pragma once

// A resource and its customers, who write down what happens to them and at which microsecond.

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/resource.hpp"

namespace caseload::engine {

// "5s ann granted", in the order in which it happened.
class Diary {
 public:
  void note(SimTime at, const std::string& what) {
    const auto whole = at.time_since_epoch().count();
    lines_.push_back(whole % 1'000'000 == 0 ? fmt::format("{}s {}", whole / 1'000'000, what)
                                            : fmt::format("{}us {}", whole, what));
  }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  std::vector<std::string> lines_;
};

inline const char* name_of(Wake why) {
  switch (why) {
    case Wake::TimedOut:
      return "timed out";
    case Wake::Granted:
      return "granted";
    case Wake::Preempted:
      return "preempted";
    case Wake::ShiftEnded:
      return "sent home";
    case Wake::Cancelled:
      return "cancelled";
  }
  return "";
}

struct Visit {
  std::string name;
  SimDuration arrives;  // after the start
  SimDuration service;
  SimDuration patience = SimDuration::max();
  Rank rank = {};
};

// Takes as many turns as it needs, resuming where it was interrupted; leaves when cancelled.
inline Process visit(Simulation& simulation, Resource& resource, Diary& diary, Visit visit) {
  co_await simulation.until(SimTime{visit.arrives});
  Seat seat(resource, visit.rank);
  SimDuration rest = visit.service;
  for (;;) {
    const SimTime deadline =
        visit.patience == SimDuration::max() ? SimTime::max() : simulation.now() + visit.patience;
    const Wake seized = co_await seat.seize(deadline);
    diary.note(simulation.now(), visit.name + " " + name_of(seized));
    if (seized != Wake::Granted) co_return;
    const Wake held = co_await seat.hold(rest);
    diary.note(simulation.now(),
               visit.name + " " + (held == Wake::TimedOut ? "done" : name_of(held)));
    if (held == Wake::TimedOut || held == Wake::Cancelled) co_return;
    rest = seat.left();
  }
}

// So many nurses, whoever comes to them, and what is written down.
struct Clinic {
  explicit Clinic(std::int64_t nurses_at_work) : nurses(simulation, nurses_at_work) {}

  void comes(Visit who) { simulation.spawn(visit(simulation, nurses, diary, std::move(who)), 0); }
  void run() { simulation.run_until(SimTime{hours{1}}); }

  Diary diary;
  Simulation simulation{SimTime{}};
  Resource nurses;
};

}  // namespace caseload::engine
