#include "sim/care/tasks/agenda.hpp"

#include <gtest/gtest.h>

namespace caseload::care {
namespace {

SimTime at(int minute) { return SimTime{minutes{minute}}; }

std::vector<TaskId> read_until(Agenda& agenda, SimTime end) {
  std::vector<TaskId> tasks;
  for (; agenda.first() != nullptr && agenda.first()->due < end; agenda.take_first()) {
    tasks.push_back(agenda.first()->task);
  }
  return tasks;
}

TEST(Agenda, IsReadInTheOrderOfTimeThenPatientThenTask) {
  Agenda agenda;
  agenda.plan({at(9), 1, 10});
  agenda.plan({at(3), 7, 11});
  agenda.plan({at(3), 2, 13});
  agenda.plan({at(3), 2, 12});
  agenda.put_in_order();

  EXPECT_EQ(read_until(agenda, SimTime::max()), (std::vector<TaskId>{12, 13, 11, 10}));
  EXPECT_EQ(agenda.first(), nullptr);
}

TEST(Agenda, WhatIsLeftOfAMonthStandsInTheNextInItsPlace) {
  Agenda agenda;
  agenda.plan({at(1), 1, 10});
  agenda.plan({at(50), 2, 11});
  agenda.put_in_order();
  EXPECT_EQ(read_until(agenda, at(40)), std::vector<TaskId>{10});

  agenda.forget_the_past();
  agenda.plan({at(60), 3, 12});
  agenda.plan({at(45), 4, 13});
  agenda.put_in_order();

  EXPECT_EQ(read_until(agenda, SimTime::max()), (std::vector<TaskId>{13, 11, 12}));
}

TEST(Agenda, TellsWhatStandsSoManyPlacesAhead) {
  Agenda agenda;
  for (TaskId task = 0; task < 3; ++task) agenda.plan({at(static_cast<int>(task)), 1, task});
  agenda.put_in_order();

  EXPECT_EQ(agenda.ahead(2)->task, 2U);
  EXPECT_EQ(agenda.ahead(3), nullptr);
}

}  // namespace
}  // namespace caseload::care
