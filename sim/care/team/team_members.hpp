#pragma once

// The people of a plan: their shifts, who covers for whom, and which kinds of work are whose.

#include <deque>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/care/team/worker.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
class PracticeCalendar;

class TeamMembers {
 public:
  // Both outlive this.
  TeamMembers(const ClinicSetup& setup, const PracticeCalendar& calendar)
      : setup_(setup), calendar_(calendar) {}

  // Everybody of the plan, with the shifts of the run, and whose work is whose on its first day.
  void assemble(engine::Simulation& simulation);
  // Gives the shifts of absent people to those who cover for them. Who is named to stand in does so
  // for the first of the team first.
  void arrange_cover();
  // The scheduled minutes of the observed month.
  void count_scheduled();
  // Whether a kind of work is a person's own or somebody else's first, among the people employed on
  // this day; a float, who has no hours of his or her own, takes nobody's place.
  void divide_the_work(LocalDay today);
  // Days of the run on which somebody begins, or is there no more; in order.
  std::vector<LocalDay> days_of_change() const;
  // The first day on which nobody has a shift any more: eight days after the month.
  LocalDay end_day() const;

  std::deque<Worker>& all() { return workers_; }
  const std::deque<Worker>& all() const { return workers_; }
  auto begin() { return workers_.begin(); }
  auto end() { return workers_.end(); }
  auto begin() const { return workers_.begin(); }
  auto end() const { return workers_.end(); }
  std::size_t size() const { return workers_.size(); }

 private:
  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  std::deque<Worker> workers_;
};

}  // namespace caseload::care
