#include "sim/experiment/as_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "sim/base/check.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/experiment/acuity_given.hpp"
#include "sim/experiment/clinic_setup.hpp"
#include "sim/experiment/month_end.hpp"
#include "sim/experiment/trial.hpp"
#include "sim/experiment/trial_pool.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::experiment {
namespace {

using Tiers = std::array<std::int32_t, kMinuteTiers.size()>;

// One plan under one replication's luck.
struct Ending {
  MonthEnd end;
  std::vector<std::array<bool, kMinuteTiers.size()>> reached;  // by patient
  std::int32_t periods = 0;
  std::uint64_t fingerprint = 0;
};

// Whose acuity is not known is judged by the planned contacts that were made.
void judge_acuity(std::vector<population::KnownPatient>& known, const PracticeState& state,
                  const care::CarePlanModel& plan) {
  const LocalDay first = state.month().first_day();
  std::vector<ContactsSoFar> contacts;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const LocalDay from = std::max(first, known[i].monitoring_from.value_or(first));
    contacts.push_back({.month_gone = static_cast<double>((state.day - from).count()) /
                                      static_cast<double>((state.month().end_day() - from).count()),
                        .made = state.initial_state[i].contacts_made});
  }
  const double made = made_when_due(plan, contacts);
  for (std::size_t i = 0; i < known.size(); ++i)
    known[i].high_acuity_chance = high_acuity_given(plan, contacts[i], made);
}

std::vector<population::PanelMember> panel_of(const population::Cohort& cohort, LocalDay day,
                                              const std::vector<population::KnownPatient>& known,
                                              const RandomKey& random) {
  std::vector<population::PanelMember> panel;
  for (std::uint32_t id = 0; id < known.size(); ++id) {
    const population::Patient patient = cohort.known_member(random, PatientId{id}, day, known[id]);
    panel.push_back({patient, cohort.limits(random, patient)});
  }
  return panel;
}

// At most one silence is alerted in each block of monitoring: whether the present block has had its
// own is drawn where nobody said so.
std::vector<care::PatientState> under_way_of(const Scenario& scenario, const PracticeState& state,
                                             const std::vector<population::PanelMember>& panel,
                                             const RandomKey& random) {
  std::vector<care::PatientState> all = state.initial_state;
  const care::AlertModel& alerts = scenario.care.alerts;
  const auto block = static_cast<int>(alerts.silence_repeat / days{1});
  const auto silent_days = static_cast<int>(alerts.silence_after / days{1});
  if (block == 0 || silent_days == 0) return all;
  const SimTime morning = scenario.zone.midnight(state.day);
  const population::AdherenceModel& adherence = scenario.population.adherence;
  const double outside_gaps = 1 - population::GapProcess::from(adherence).stationary();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].last_silence) continue;
    // Silent that morning: the clinic has that call waiting, and is not alerted again.
    if (all[i].last_reading && *all[i].last_reading + alerts.silence_after <= morning) {
      all[i].last_silence = morning - SimDuration{1};
      continue;
    }
    const population::Patient& patient = panel[i].patient;
    const int tenure = patient.tenure_days(state.day);
    if (tenure <= 0) continue;
    const double daily = outside_gaps * chance_to_measure(adherence, patient.adherence, tenure);
    const double u = random.stream(population::kPastSilence, number(patient.id)).at(0);
    if (u < population::chance_of_a_silence(daily, silent_days, tenure % block))
      all[i].last_silence = morning - SimDuration{1};
  }
  return all;
}

Ending live_on(const Scenario& scenario, const population::Cohort& cohort,
               const PracticeState& state, const std::vector<population::PanelMember>& panel,
               const std::vector<care::PatientState>& initial_state, const Plan& plan,
               const RandomKey& random) {
  const CalendarMonth month = state.month();
  rules::AlertRules in_process(alert_rule_settings(scenario.care.alerts));
  care::ClinicSetup setup =
      clinic_setup(scenario, cohort, plan, month, scenario.zone.midnight(state.day), random,
                   in_process, in_process);
  setup.panel = &panel;
  setup.initial_state = &initial_state;
  care::Clinic clinic(std::move(setup));
  for (std::uint32_t id = 0; id < initial_state.size(); ++id)
    in_process.remember(PatientId{id}, initial_state[id].last_reading,
                        initial_state[id].last_silence);
  clinic.run();

  Ending ending;
  ending.reached.resize(state.known.size());
  bill_patients(clinic, scenario, month, [&](const PatientMonth& mine) {
    if (number(mine.patient) >= state.known.size()) return;  // joined since
    for (std::size_t tier = 0; tier < kMinuteTiers.size(); ++tier) {
      const SimDuration step = minutes{kMinuteTiers[tier]};
      const bool reached = mine.credit.live_contact && mine.credit.credited >= step;
      ending.reached[number(mine.patient)][tier] = reached;
      ending.end.reached[tier] += reached ? 1 : 0;
      ending.end.by_longer_minutes[tier] += reached && mine.credited_as_stated < step ? 1 : 0;
    }
    for (const auto& [period, reading_days, _] : mine.periods) {
      if (period.last_day < state.day) continue;  // over, and its days not known
      ++ending.periods;
      ending.end.days2 += reading_days >= 2 ? 1 : 0;
      ending.end.days16 += reading_days >= 16 ? 1 : 0;
    }
  });
  Fingerprint fingerprint;
  fingerprint.add(clinic.simulation().fingerprint());
  fingerprint.add(clinic.record().deliveries().digest);
  ending.fingerprint = fingerprint.value();
  return ending;
}

// A replication is one piece of work, with all its plans: they share their panel. What a thread has
// found is kept by the number of the replication, so nothing depends on the order.
class Forecasts {
 public:
  Forecasts(const Scenario& scenario, const PracticeState& state, const RunOptions& options,
            AsOf& as_of)
      : scenario_(scenario),
        state_(state),
        options_(options),
        as_of_(as_of),
        cohort_(scenario_.population, clinic_traits(scenario_.care)),
        fingerprints_(static_cast<std::size_t>(options.replications)),
        finished_(static_cast<std::size_t>(options.replications)),
        known_(state.known) {
    judge_acuity(known_, state, scenario_.care.plan);
  }

  void work_through() {
    TrialPool(options_.threads,
              [this] { return options_.stop != nullptr && options_.stop->load(); })
        .run(
            finished_.size(),
            [this] { return [this](std::size_t place) { return work(key_of(place)); }; },
            [this](std::size_t place, std::vector<Ending> endings) {
              keep(std::move(endings), place);
            },
            [this](std::size_t place) {
              return fmt::format("seed {}, as of {}, replication {}", options_.seed,
                                 iso(state_.day), key_of(place).replication);
            });
  }

  // The replications before the first that is missing; what lies behind it is dropped.
  void close() {
    const auto missing = std::ranges::find(finished_, false);
    const auto whole = static_cast<std::size_t>(missing - finished_.begin());
    as_of_.replications = static_cast<int>(whole);
    as_of_.partial = whole < finished_.size();
    Fingerprint fingerprint;
    for (std::size_t i = 0; i < whole; ++i) fingerprint.add(fingerprints_[i]);
    as_of_.fingerprint = fingerprint.value();
    for (std::size_t plan = 0; plan < as_of_.plans.size(); ++plan) {
      PlanEnds& ends = as_of_.plans[plan];
      ends.reached.assign(state_.known.size(), Tiers{});
      for (std::size_t i = 0; i < whole; ++i) {
        const Ending& ending = endings_[i][plan];
        ends.ends.push_back(ending.end);
        for (std::size_t patient = 0; patient < ends.reached.size(); ++patient)
          for (std::size_t tier = 0; tier < kMinuteTiers.size(); ++tier)
            ends.reached[patient][tier] += ending.reached[patient][tier] ? 1 : 0;
        as_of_.periods_ending = ending.periods;
      }
    }
  }

 private:
  RandomKey key_of(std::size_t place) const {
    return {options_.seed, options_.first_replication + static_cast<std::uint32_t>(place)};
  }

  std::vector<Ending> work(const RandomKey& random) const {
    const std::vector<population::PanelMember> panel =
        panel_of(cohort_, state_.day, known_, random);
    const std::vector<care::PatientState> initial_state =
        under_way_of(scenario_, state_, panel, random);
    std::vector<Ending> endings;
    for (const PlanEnds& plan : as_of_.plans)
      endings.push_back(
          live_on(scenario_, cohort_, state_, panel, initial_state, plan.plan, random));
    return endings;
  }

  void keep(std::vector<Ending> endings, std::size_t replication) {
    Fingerprint fingerprint;
    for (const Ending& ending : endings) fingerprint.add(ending.fingerprint);
    if (endings_.size() <= replication) endings_.resize(replication + 1);
    endings_[replication] = std::move(endings);
    fingerprints_[replication] = fingerprint.value();
    finished_[replication] = true;
    if (options_.progress) options_.progress(++done_, finished_.size());
  }

  Scenario scenario_;  // with the practice's own number of patients
  const PracticeState& state_;
  const RunOptions& options_;
  AsOf& as_of_;
  population::Cohort cohort_;
  std::vector<std::vector<Ending>> endings_;  // [replication][plan]
  std::vector<std::uint64_t> fingerprints_;
  std::vector<char> finished_;
  std::vector<population::KnownPatient> known_;
  std::size_t done_ = 0;
};

void count_what_is_done(AsOf& as_of, const PracticeState& state) {
  for (const care::PatientState& now : state.initial_state) {
    as_of.live_already += now.live_contact ? 1 : 0;
    for (std::size_t tier = 0; tier < kMinuteTiers.size(); ++tier)
      as_of.reached_already[tier] +=
          now.live_contact && now.credited >= minutes{kMinuteTiers[tier]} ? 1 : 0;
  }
}

}  // namespace

AsOf run_as_of(const Scenario& scenario, const PracticeState& state, const std::vector<Plan>& plans,
               const RunOptions& options) {
  CASELOAD_CHECK(!plans.empty() && options.replications > 0 && !state.known.empty() &&
                     state.known.size() == state.initial_state.size(),
                 "a forecast needs plans, replications and the state of the same patients");
  AsOf as_of{.day = state.day, .patients = state.known.size(), .plans = {}, .seed = options.seed};
  for (const Plan& plan : plans) as_of.plans.push_back({.plan = plan, .ends = {}, .reached = {}});
  count_what_is_done(as_of, state);

  Scenario own = scenario;
  own.population.patients = static_cast<int>(state.known.size());
  Forecasts forecasts(own, state, options, as_of);
  forecasts.work_through();
  forecasts.close();
  return as_of;
}

}  // namespace caseload::experiment
