#include "sim/care/clinic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/care/team/team.hpp"
#include "sim/care/team/unlimited_team.hpp"

namespace caseload::care {
namespace {

// Month after month: what it owes each patient is planned, and at its end the month is closed.
engine::Process keep_the_calendar(engine::Simulation& simulation, const PracticeCalendar& calendar,
                                  TaskBook& book, CarePlan& care_plan, EnrolmentDesk& enrolment) {
  CalendarMonth month = month_of(calendar.first_day());
  LocalDay from = calendar.first_day();
  for (;;) {
    book.begin_planning();
    enrolment.plan_offers(month, from);
    care_plan.open_month(month, from);
    book.end_planning();
    month = month.plus(1);
    from = month.first_day();
    co_await simulation.until(calendar.midnight(from));
    care_plan.close_month();
  }
}

}  // namespace

Clinic::Clinic(ClinicSetup setup)
    : setup_(std::move(setup)),
      calendar_(setup_),
      places_(setup_.population().enrolment.at_most),
      record_(setup_, calendar_),
      in_transit_(setup_.start, setup_.care.alerts.shown_every),
      book_(setup_, calendar_, simulation_, patients_, places_, record_),
      initial_state_(setup_, calendar_, simulation_, book_, record_),
      sign_off_(setup_, calendar_, simulation_, book_, record_),
      care_plan_(setup_, calendar_, simulation_, patients_, book_, record_, initial_state_,
                 sign_off_),
      at_home_(setup_, calendar_, patients_, in_transit_, record_),
      enrolment_(setup_, calendar_, simulation_, patients_, places_, at_home_, book_, care_plan_,
                 initial_state_, record_),
      platform_(setup_, calendar_, simulation_, patients_, book_, record_),
      members_(setup_, calendar_),
      routing_(setup_, calendar_, simulation_, patients_, members_),
      attempts_(setup_, calendar_, simulation_, patients_, book_),
      workflow_(setup_, calendar_, simulation_, patients_, book_, attempts_, routing_, at_home_,
                enrolment_, sign_off_, record_),
      hand_(setup_, simulation_, patients_, book_, workflow_, record_),
      team_(make_team()),
      simulation_(setup_.start) {
  CASELOAD_CHECK(setup_.initial_state != nullptr ? setup_.month.contains(calendar_.first_day())
                                                 : setup_.start <= calendar_.month_start(),
                 "a run must begin before the month it observes, or take over what is under way");
  CASELOAD_CHECK(
      setup_.initial_state == nullptr ||
          (setup_.panel != nullptr && setup_.initial_state->size() == setup_.panel->size()),
      "what is under way is that of the panel");

  book_.serve_with(*team_);
  // Nobody listened before the first day: silence counts from here.
  setup_.source.advance(setup_.start);
  enrolment_.admit_panel();
  if (setup_.on_the_way && setup_.initial_state == nullptr) enrolment_.await_parcels();
  simulation_.spawn(keep_the_calendar(simulation_, calendar_, book_, care_plan_, enrolment_), 0);
  simulation_.spawn(live_at_home(simulation_, at_home_, calendar_, book_, record_), 0);
  simulation_.spawn(exchange_with_platform(simulation_, in_transit_, platform_), 0);
  if (rank_moves(setup_.care.policy))
    simulation_.spawn(rank_every_midnight(simulation_, book_, calendar_), 0);
  members_.assemble(simulation_);
  team_->begin();
}

std::unique_ptr<CareTeam> Clinic::make_team() {
  if (setup_.unlimited)
    return std::make_unique<UnlimitedTeam>(setup_, calendar_, simulation_, patients_, members_,
                                           routing_, book_, attempts_, hand_, record_);
  return std::make_unique<Team>(setup_, calendar_, simulation_, members_, routing_, book_,
                                attempts_, hand_, record_);
}

void Clinic::run() {
#if CASELOAD_EXCEPTIONS
  try {
    run_month();
  } catch (const CheckFailed& failure) {
    throw CheckFailed(fmt::format("{}, at simulated {}", failure.what(), iso(simulation_.now())));
  }
#else
  run_month();
#endif
}

void Clinic::run_month() {
  simulation_.run_until(calendar_.month_end());
  const SimTime latest = calendar_.month_end() + days{7};
  // One refresh more, so that what was raised in the month's last minutes is known.
  simulation_.run_until(calendar_.month_end() + hours{2});
  while (record_.touches().urgent_waiting() && simulation_.now() < latest)
    simulation_.run_until(simulation_.now() + hours{1});
  if (setup_.care.sign_off.wanted)
    simulation_.run_until(std::max(simulation_.now(), sign_off_.sign_by(setup_.month.plus(1))));
  record_.touches().close();
  // The month's end needs the room.
  book_.close();
}

}  // namespace caseload::care
