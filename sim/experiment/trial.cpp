#include "sim/experiment/trial.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/experiment/clinic_setup.hpp"
#include "sim/experiment/grown_panel.hpp"
#include "sim/experiment/month_end.hpp"
#include "sim/experiment/payment.hpp"
#include "sim/population/cohort.hpp"

namespace caseload::experiment {
namespace {

// Enrolled on the first day and not withdrawn before day 16.
bool eligible(const care::EnrolledPatient& patient, const Scenario& scenario, CalendarMonth month) {
  return patient.monitoring_from <= scenario.zone.midnight(month.first_day()) &&
         patient.left_at >= scenario.zone.midnight(month.first_day() + days{15});
}

void add(Count& count, bool happened, bool is_eligible) {
  count.everyone += happened ? 1 : 0;
  count.eligible += happened && is_eligible ? 1 : 0;
}

void count_enrolled(MonthOutcome& row, const PatientMonth& mine,
                    const care::EnrolledPatient& patient, bool is_eligible) {
  add(row.patients, true, is_eligible);
  add(row.live_contact, mine.credit.live_contact, is_eligible);
  for (std::size_t tier = 0; tier < kMinuteTiers.size(); ++tier) {
    const auto reaches = [&](SimDuration credited) {
      return mine.credit.live_contact && credited >= minutes{kMinuteTiers[tier]};
    };
    const bool reached = reaches(mine.credit.credited);
    const bool as_stated = reaches(mine.credited_as_stated);
    add(row.reached[tier], reached, is_eligible);
    add(row.reached_as_stated[tier], as_stated, is_eligible);
    add(row.by_longer_minutes[tier], reached && !as_stated, is_eligible);
  }
  const bool reached20 = mine.credit.live_contact && mine.credit.credited >= kBillingMinutes;
  add(row.high_acuity, patient.traits.high_acuity, is_eligible);
  add(row.high_acuity_reached20, patient.traits.high_acuity && reached20, is_eligible);
  if (!reached20) {
    const ShortfallReason cause = cause_of({.eligible = is_eligible,
                                            .rung = patient.rung,
                                            .live_contact = mine.credit.live_contact,
                                            .work_waiting = patient.work_waiting,
                                            .credited = mine.credit.credited,
                                            .worked = patient.worked});
    ++row.missed20[static_cast<std::size_t>(cause)];
  }
  row.credited += mine.credit.credited;
  row.second.ccm_patients += mine.second == population::SecondProgramme::Ccm ? 1 : 0;
  row.second.apcm_patients += mine.second == population::SecondProgramme::Apcm ? 1 : 0;
  row.second.ccm_credited += mine.ccm.credited;
  row.second.ccm_reached20 += mine.ccm.credited >= kBillingMinutes ? 1 : 0;
}

void count_claims(MonthOutcome& row, const PatientMonth& mine) {
  for (const auto& [period, reading_days, completed] : mine.periods) {
    if (!completed) {
      ++row.periods_after_leaving;
      continue;
    }
    ++row.periods_ended;
    row.days2 += reading_days >= 2 ? 1 : 0;
    row.days16 += reading_days >= 16 ? 1 : 0;
  }
  for (const rules::Claim& claim : mine.claims) row.codes[claim.code] += claim.units;
}

// Of the alerts of all patients: those of the fifth with the most.
std::int64_t from_top_fifth(std::vector<std::uint32_t> alerts) {
  std::ranges::sort(alerts, std::greater{});
  alerts.resize((alerts.size() + 4) / 5);
  return std::accumulate(alerts.begin(), alerts.end(), std::int64_t{0});
}

void count_patients(MonthOutcome& row, const care::Clinic& clinic, const Scenario& scenario,
                    CalendarMonth month, const RandomKey& random,
                    std::vector<PatientMonth>* record) {
  std::vector<std::uint32_t> alerts;
  bill_patients(clinic, scenario, month, [&](PatientMonth mine) {
    const care::EnrolledPatient& patient = clinic.patients()[mine.patient];
    if (mine.enrolled) {
      count_enrolled(row, mine, patient, eligible(patient, scenario, month));
      alerts.push_back(patient.alerts);
    }
    count_claims(row, mine);
    row.integrity.add(
        rules::billed_components(mine.claims, scenario.rules.for_day(month.end_day() - days{1})));
    count_payment(row, mine, patient.traits.condition, scenario, random);
    if (record != nullptr) record->push_back(std::move(mine));
  });
  row.alerts_top_fifth = from_top_fifth(std::move(alerts));
}

void count_on_call(MonthOutcome& row, const care::Worker& worker,
                   const care::Economics& economics) {
  const care::OnCall& terms = *worker.member->on_call;
  const care::OnCallMonth& mine = worker.on_call;
  row.on_call.on_call += mine.on_call;
  row.on_call.calls += mine.calls;
  row.on_call.worked += mine.worked;
  if (terms.vendor_line) {
    row.cost.on_call += terms.fee_per_patient_month * row.patients.everyone;
    return;
  }
  const double pay = to_minutes(mine.on_call) / 60 * static_cast<double>(terms.per_hour.value) +
                     mine.calls * static_cast<double>(terms.per_call.value);
  row.cost.on_call += Cents{std::llround(pay * economics.wage_load)};
}

// Wages run over scheduled hours, absences included, for the share that is RPM's, and over
// overtime, which RPM causes. A vendor's people cost a fee per patient instead, and people on call
// what readiness and calls are paid.
void count_staff(MonthOutcome& row, const care::Clinic& clinic, const Scenario& scenario,
                 const Plan& plan) {
  bool vendor = plan.vendor_calls;
  for (const care::Worker& worker : clinic.workers()) {
    const care::WorkerMinutes& m = worker.minutes;
    const care::StaffMember& who = *worker.member;
    row.staff.push_back({who.name, m.scheduled, m.absent, m.present, m.overtime, m.rpm, m.other,
                         m.breaks, m.idle, m.called_out});
    if (who.on_call) {
      count_on_call(row, worker, scenario.economics);
      continue;
    }
    vendor = vendor || who.vendor;
    if (who.vendor) continue;
    const double paid_hours = (to_minutes(m.for_rpm) + to_minutes(m.overtime)) / 60;
    row.cost.wages += Cents{std::llround(paid_hours * static_cast<double>(who.wage_per_hour.value) *
                                         scenario.economics.wage_load)};
  }
  if (vendor)
    row.cost.vendor += plan.vendor_fee.value_or(scenario.economics.vendor_per_patient_month) *
                       row.patients.everyone;
}

void count_other_cost(MonthOutcome& row, const care::Clinic& clinic, const Scenario& scenario,
                      CalendarMonth month) {
  row.cost.platform += scenario.economics.platform_per_patient_month * row.patients.everyone;
  row.cost.interpreter +=
      Cents{std::llround(to_minutes(row.languages.interpreter_minutes) *
                         static_cast<double>(scenario.economics.interpreter_per_minute.value))};
  row.cost.connectivity +=
      scenario.economics.connectivity_per_patient_month * row.patients.everyone;
  for (const care::EnrolledPatient& patient : clinic.patients()) {
    if (!patient.known || !patient.set_up_here || !month.contains(patient.traits.monitoring_from))
      continue;
    for (const auto& device : patient.devices)
      if (device != nullptr)
        row.cost.devices +=
            scenario.economics.device_price[static_cast<std::size_t>(device->kind())];
  }
}

// What must hold in every replication, whatever the parameters.
void check_bounds(const MonthOutcome& row) {
  const auto at20 = row.reached[kBillingTier].everyone;
  CASELOAD_CHECK(kBillingMinutes * at20 <= row.countable_worked,
                 "more patients at 20 minutes than minutes worked allow");
  CASELOAD_CHECK(at20 <= row.live_contact.everyone,
                 "a patient at 20 minutes without a live contact");
  CASELOAD_CHECK(row.credited <= row.countable_worked, "more minutes credited than worked");
  CASELOAD_CHECK(row.languages.interpreted <= row.languages.all &&
                     row.planned.by_primary <= row.planned.conversations,
                 "a part of the conversations is more than all of them");
  SimDuration on_rpm{};
  for (const StaffMinutes& m : row.staff) on_rpm += m.rpm;
  CASELOAD_CHECK(row.staff.empty() || row.languages.interpreter_minutes <= on_rpm,
                 "an interpreter spoke longer than anybody of the staff");
  CASELOAD_CHECK(row.second.ccm_credited <= row.second.ccm_worked,
                 "more minutes of CCM credited than worked");
  for (const StaffMinutes& m : row.staff) {
    CASELOAD_CHECK(m.scheduled == m.absent + m.present, "scheduled minutes do not add up");
    CASELOAD_CHECK(m.present + m.overtime + m.called_out == m.rpm + m.other + m.breaks + m.idle,
                   "present minutes do not add up");
  }
}

MonthOutcome trial(const Scenario& scenario, const population::Cohort& cohort,
                   const std::vector<population::PanelMember>* panel, const Plan& plan,
                   CalendarMonth month, const RandomKey& random, const TrialPorts& ports,
                   TrialRecord* record) {
  rules::AlertRules in_process(alert_rule_settings(scenario.care.alerts));
  care::ClinicSetup setup =
      clinic_setup(scenario, cohort, plan, month, simulation_start(scenario, month), random,
                   ports.sink != nullptr ? *ports.sink : in_process,
                   ports.source != nullptr ? *ports.source : in_process);
  setup.panel = panel;
  setup.on_the_way =
      !grows_before(scenario, scenario.zone.local_day(simulation_start(scenario, month)));
  setup.journal = record != nullptr ? record->journal : nullptr;
  setup.keep_everything = record != nullptr;
  care::Clinic clinic(std::move(setup));
  clinic.run();

  const care::MonthRecord& written = clinic.record();
  MonthOutcome row;
  static_cast<care::ClinicCounts&>(row) = written.counts();
  count_patients(row, clinic, scenario, month, random,
                 record != nullptr ? &record->patients : nullptr);
  row.urgent = written.touches().urgent();
  row.routine = written.touches().routine();
  row.open_by_day = written.open_by_day();
  row.open_since_start = written.open_since_start();
  if (!plan.unlimited) {
    count_staff(row, clinic, scenario, plan);
    row.week = written.week_of_hours();
  }
  count_other_cost(row, clinic, scenario, month);
  row.second.ccm_worked = row.worked[static_cast<std::size_t>(rules::Activity::CareManagement)];
  row.second.apcm_in_full = scenario.payment.apcm_per_patient_month * row.second.apcm_patients;
  row.sign_off = written.signatures().counts();
  Fingerprint fingerprint;
  fingerprint.add(clinic.simulation().fingerprint());
  fingerprint.add(written.deliveries().digest);
  row.fingerprint = fingerprint.value();
  check_bounds(row);

  if (record != nullptr) {
    record->log.assign(written.log().begin(), written.log().end());
    record->visits = written.visits();
    record->alerts = written.alerts();
    record->readings_distinct = written.deliveries().distinct;
    record->readings_duplicate = written.deliveries().duplicate;
    record->readings_digest = written.deliveries().digest;
  }
  return row;
}

}  // namespace

rules::AlertRuleSettings alert_rule_settings(const care::AlertModel& alerts) {
  return {.join_within = alerts.join_within,
          .silence_after = alerts.silence_after,
          .silence_repeat = alerts.silence_repeat,
          .known_for = alerts.known_for,
          .weight_gains = alerts.weight_gains};
}

SimTime simulation_start(const Scenario& scenario, CalendarMonth month) {
  const LocalDay warm = month.plus(-scenario.warmup_months).first_day();
  return scenario.zone.midnight(std::min(warm, month.first_day() - days{31}));
}

MonthOutcome run_trial(const Scenario& scenario, const Plan& plan, CalendarMonth month,
                       const RandomKey& random, const TrialPorts& ports, TrialRecord* record) {
  const population::Cohort cohort(scenario.population, clinic_traits(scenario.care));
  const LocalDay start = scenario.zone.local_day(simulation_start(scenario, month));
  std::vector<population::PanelMember> grown;
  if (grows_before(scenario, start))
    grown = grow_panel(cohort, care::OpeningHours(scenario.staff, scenario.zone, scenario.holidays),
                       random, start);
  return trial(scenario, cohort, grows_before(scenario, start) ? &grown : nullptr, plan, month,
               random, ports, record);
}

TrialSeries::TrialSeries(const Scenario& scenario)
    : scenario_(&scenario), cohort_(scenario.population, clinic_traits(scenario.care)) {}

MonthOutcome TrialSeries::run(const Plan& plan, CalendarMonth month, const RandomKey& random) {
  return trial(*scenario_, cohort_, panel_of(month, random), plan, month, random, {}, nullptr);
}

MonthOutcome TrialSeries::run(const Plan& plan, CalendarMonth month, const RandomKey& panel,
                              const RandomKey& random) {
  CASELOAD_CHECK(scenario_->population.patients <= kMostKept, "too large a panel to be kept");
  return trial(*scenario_, cohort_, panel_of(month, panel), plan, month, random, {}, nullptr);
}

const std::vector<population::PanelMember>* TrialSeries::panel_of(CalendarMonth month,
                                                                  const RandomKey& random) {
  const LocalDay start = scenario_->zone.local_day(simulation_start(*scenario_, month));
  const bool grows = grows_before(*scenario_, start);
  if (!grows && scenario_->population.patients > kMostKept) return nullptr;
  if (random_.seed != random.seed || random_.replication != random.replication) kept_.clear();
  random_ = random;
  const auto found = std::ranges::find(kept_, month, &Kept::month);
  if (found != kept_.end()) return &found->panel;
  if (!grows)
    return &kept_.emplace_back(month, population::draw_panel(cohort_, random, start)).panel;
  const care::OpeningHours opening(scenario_->staff, scenario_->zone, scenario_->holidays);
  return &kept_.emplace_back(month, grow_panel(cohort_, opening, random, start)).panel;
}

}  // namespace caseload::experiment
