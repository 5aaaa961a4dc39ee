#include "sim/care/clinic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload::care {
namespace {

// Those of the team who may look at an alert: while one of them is scheduled, the clinic is
// staffed.
std::vector<StaffMember> who_may_triage(const ClinicSetup& setup) {
  const std::vector<rules::Role>& roles =
      setup.care.tasks[static_cast<std::size_t>(rules::Activity::Triage)].roles;
  std::vector<StaffMember> people;
  std::ranges::copy_if(setup.team, std::back_inserter(people), [&](const StaffMember& member) {
    return may_do(member, rules::Activity::Triage, roles);
  });
  return people;
}

}  // namespace

Clinic::Clinic(ClinicSetup setup)
    : setup_(std::move(setup)),
      opening_(setup_.everyone, setup_.zone, setup_.holidays),
      triage_hours_(who_may_triage(setup_), setup_.zone, setup_.holidays,
                    OpeningHours::Counting::WhileEmployed),
      first_day_(setup_.zone.local_day(setup_.start)),
      month_first_day_(setup_.month.first_day()),
      month_end_day_(setup_.month.end_day()),
      month_start_(setup_.zone.midnight(month_first_day_)),
      month_end_(setup_.zone.midnight(month_end_day_)),
      measuring_days_(population().adherence, setup_.random),
      in_transit_(setup_.start, setup_.care.alerts.shown_every),
      touches_({setup_.care.urgent_target, setup_.care.routine_target}, setup_.zone, triage_hours_,
               month_end_),
      signatures_(setup_.month),
      week_(setup_.zone, month_start_, month_end_),
      simulation_(setup_.start) {
  CASELOAD_CHECK(setup_.initial_state != nullptr ? setup_.month.contains(first_day_)
                                                 : setup_.start <= month_start_,
                 "a run must begin before the month it observes, or take over what is under way");
  CASELOAD_CHECK(
      setup_.initial_state == nullptr ||
          (setup_.panel != nullptr && setup_.initial_state->size() == setup_.panel->size()),
      "what is under way is that of the panel");

  for (const population::Condition& condition : population().conditions) {
    bodies_.emplace_back(condition.physiology, setup_.random);
  }
  // Nobody listened before the first day: silence counts from here.
  setup_.source.advance(setup_.start);
  for (std::uint32_t i = 0; i < panel_size(); ++i) {
    if (setup_.panel != nullptr) {
      const auto& [patient, limits] = (*setup_.panel)[i];
      admit(patient, limits, setup_.zone.midnight(patient.monitoring_from), false);
    } else {
      const population::Patient patient =
          setup_.cohort.member(setup_.random, PatientId{i}, first_day_);
      admit(patient, setup_.cohort.limits(setup_.random, patient),
            setup_.zone.midnight(patient.monitoring_from), false);
    }
  }
  if (setup_.on_the_way && setup_.initial_state == nullptr) await_parcels();
  simulation_.spawn(keep_the_calendar(simulation_, *this), 0);
  simulation_.spawn(live_at_home(simulation_, *this), 0);
  simulation_.spawn(exchange_with_platform(simulation_, *this), 0);
  if (rank_moves(setup_.care.policy)) simulation_.spawn(rank_every_midnight(simulation_, *this), 0);
  assemble_team();
}

void Clinic::look_up_day(SimTime at) const {
  const LocalDay day = setup_.zone.local_day(at);
  asked_day_ = {day, setup_.zone.midnight(day), setup_.zone.midnight(day + days{1})};
}

void Clinic::run() {
  try {
    run_month();
  } catch (const CheckFailed& failure) {
    throw CheckFailed(fmt::format("{}, at simulated {}", failure.what(), iso(simulation_.now())));
  }
}

void Clinic::run_month() {
  simulation_.run_until(month_end_);
  const SimTime latest = month_end_ + days{7};
  // One refresh more, so that what was raised in the month's last minutes is known.
  simulation_.run_until(month_end_ + hours{2});
  while (touches_.urgent_waiting() && simulation_.now() < latest)
    simulation_.run_until(simulation_.now() + hours{1});
  if (setup_.care.sign_off.wanted)
    simulation_.run_until(std::max(simulation_.now(), sign_by(setup_.month.plus(1))));
  touches_.close();
  // Nothing falls due any more; the month's end needs the room.
  agenda_ = {};
}

}  // namespace caseload::care
