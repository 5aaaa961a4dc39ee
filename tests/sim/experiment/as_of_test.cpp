#include "sim/experiment/as_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "sim/experiment/ceiling.hpp"
#include "sim/experiment/trial.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using std::chrono::year;
using testing::small_clinic;

LocalDay march(unsigned day) { return LocalDay{year{2026} / 3 / day}; }

// So many patients alike: on the 18th, 12 of 17 days with readings, nobody rung yet.
PracticeState state_of(std::size_t patients, LocalDay day = march(18)) {
  PracticeState state{.day = day, .known = {}, .initial_state = {}};
  population::KnownPatient known;
  known.high_acuity = false;
  known.monitoring_from = day - days{77};
  known.period_from = day - days{17};
  known.reading_days = 12;
  care::PatientState now;
  now.period_from = known.period_from;
  now.reading_days = 12;
  state.known.assign(patients, known);
  state.initial_state.assign(patients, now);
  return state;
}

AsOf forecast(const PracticeState& state, const std::vector<Plan>& plans, int replications = 20,
              int threads = 1) {
  RunOptions options;
  options.seed = 3;
  options.replications = replications;
  options.threads = threads;
  return run_as_of(small_clinic(), state, plans, options);
}

double mean_reached(const PlanEnds& plan, std::size_t tier) {
  double sum = 0;
  for (const MonthEnd& end : plan.ends) sum += end.reached[tier];
  return sum / static_cast<double>(plan.ends.size());
}

const Plan kNobody{.name = "nobody", .staff = {}};
const Plan kTwoNurses{.name = "2 RN", .staff = {0, 1, 4}};

TEST(AsOf, WhatHasBeenCreditedStaysCredited) {
  PracticeState state = state_of(40);
  for (std::size_t i = 0; i < 10; ++i)
    state.initial_state[i] = {.credited = minutes{22},
                              .live_contact = true,
                              .contacts_made = 1,
                              .period_from = march(1),
                              .reading_days = 12};
  state.initial_state[10].credited = minutes{45};  // but nobody has talked to this one

  const AsOf as_of = forecast(state, {kNobody}, 5);

  EXPECT_EQ(as_of.reached_already, (std::array<std::int32_t, 4>{10, 10, 0, 0}));
  EXPECT_EQ(as_of.live_already, 10);
  for (const MonthEnd& end : as_of.plans[0].ends) EXPECT_EQ(end.reached[1], 10);
  EXPECT_EQ(as_of.plans[0].reached[0][1], 5);
  EXPECT_EQ(as_of.plans[0].reached[10][1], 0) << "minutes without a live contact";
}

TEST(AsOf, TheRestOfTheMonthAddsToIt) {
  const AsOf as_of = forecast(state_of(60), {kNobody, kTwoNurses, unlimited_plan(small_clinic())});

  EXPECT_EQ(mean_reached(as_of.plans[0], 0), 0);
  EXPECT_GT(mean_reached(as_of.plans[1], 0), 40);
  EXPECT_GT(mean_reached(as_of.plans[1], 1), 5);
  EXPECT_NEAR(mean_reached(as_of.plans[2], 1), mean_reached(as_of.plans[1], 1), 6);
}

TEST(AsOf, ACallThatHasBeenMadeIsNotMadeAgain) {
  PracticeState made = state_of(60);
  for (care::PatientState& now : made.initial_state) {
    now.live_contact = true;
    now.contacts_made = 1;
    now.attempts = 1;
  }
  const double after = mean_reached(forecast(made, {kTwoNurses}).plans[0], 1);
  const double before = mean_reached(forecast(state_of(60), {kTwoNurses}).plans[0], 1);

  EXPECT_LT(after, before / 2) << "no planned contact is left, so fewer minutes come";
}

TEST(AsOf, DaysWithReadingsRunOnFromWhatWasThere) {
  // The period began on the 1st and ends on the 30th.
  PracticeState enough = state_of(50);
  PracticeState few = state_of(50);
  for (std::size_t i = 0; i < 50; ++i) {
    enough.known[i].reading_days = enough.initial_state[i].reading_days = 16;
    few.known[i].reading_days = few.initial_state[i].reading_days = 1;
  }
  const AsOf sure = forecast(enough, {kNobody}, 5);
  const AsOf unsure = forecast(few, {kNobody}, 5);

  EXPECT_EQ(sure.periods_ending, 50);
  for (const MonthEnd& end : sure.plans[0].ends) EXPECT_EQ(end.days16, 50);
  for (const MonthEnd& end : unsure.plans[0].ends) {
    EXPECT_EQ(end.days16, 0) << "one day of 17, and 13 are left";
    EXPECT_GT(end.days2, 10);
    EXPECT_LT(end.days2, 50);
  }
}

TEST(AsOf, APeriodThatEndsLaterIsNotJudged) {
  PracticeState state = state_of(10);
  for (std::size_t i = 0; i < 10; ++i) {
    state.known[i].period_from = state.initial_state[i].period_from = march(10);
    state.known[i].monitoring_from = march(10);
    state.known[i].reading_days = state.initial_state[i].reading_days = 8;
  }
  EXPECT_EQ(forecast(state, {kNobody}, 2).periods_ending, 0);
}

TEST(AsOf, SilenceIsCountedFromTheLastReading) {
  PracticeState silent = state_of(60);
  const Scenario scenario = small_clinic();
  for (std::size_t i = 0; i < 60; ++i) {
    silent.known[i].live_contact = silent.initial_state[i].live_contact = true;
    silent.initial_state[i].contacts_made = 1;
    silent.initial_state[i].last_reading = scenario.zone.midnight(march(14));
  }
  PracticeState heard = silent;
  for (care::PatientState& now : heard.initial_state)
    now.last_reading = scenario.zone.midnight(march(18));
  const double with_outreach = mean_reached(forecast(silent, {kTwoNurses}, 40).plans[0], 0);
  const double without = mean_reached(forecast(heard, {kTwoNurses}, 40).plans[0], 0);

  EXPECT_GT(with_outreach, without + 0.5) << "each silence is a call, and calls are minutes";
}

TEST(AsOf, WorkThatWaitsIsDone) {
  PracticeState state = state_of(30, march(31));  // a Tuesday, the last day
  for (care::PatientState& now : state.initial_state) {
    now.credited = minutes{9};
    now.live_contact = true;
    now.contacts_made = 1;
  }
  const double nothing_waits = mean_reached(forecast(state, {kTwoNurses}, 10).plans[0], 0);
  for (care::PatientState& now : state.initial_state) {
    now.alerts_open = 2;
    now.review_due = true;
  }
  const double much_waits = mean_reached(forecast(state, {kTwoNurses}, 10).plans[0], 0);

  EXPECT_GT(much_waits, nothing_waits + 15);
}

TEST(AsOf, ThreadsChangeNothing) {
  const AsOf alone = forecast(state_of(30), {kNobody, kTwoNurses}, 12, 1);
  const AsOf four = forecast(state_of(30), {kNobody, kTwoNurses}, 12, 4);

  EXPECT_EQ(alone.fingerprint, four.fingerprint);
  EXPECT_EQ(alone.plans[1].reached, four.plans[1].reached);
}

TEST(AsOf, AnImpossibleStateIsAMistakeOfOurs) {
  PracticeState state = state_of(3);
  state.initial_state[1].credited = hours{24} * 18;
  EXPECT_THROW(forecast(state, {kNobody}, 1), CheckFailed);
}

// The platform of a whole month: the rules of this process, and who was heard on which day.
class Listening : public telemetry::ReadingSink, public telemetry::AlertSource {
 public:
  explicit Listening(const Scenario& scenario)
      : zone_(scenario.zone), rules_(alert_rule_settings(scenario.care.alerts)) {}

  void enrol(const telemetry::Enrolment& enrolment) override { rules_.enrol(enrolment); }
  void withdraw(PatientId patient, SimTime at) override { rules_.withdraw(patient, at); }
  void accept(const telemetry::Reading& reading) override {
    days_[reading.patient].insert(zone_.local_day(reading.taken_at));
    rules_.accept(reading);
  }
  std::vector<telemetry::Alert> advance(SimTime watermark) override {
    return rules_.advance(watermark);
  }

  int days_with_readings(PatientId patient, LocalDay from, LocalDay to) const {
    const auto found = days_.find(patient);
    if (found == days_.end()) return 0;
    return static_cast<int>(
        std::distance(found->second.lower_bound(from), found->second.lower_bound(to)));
  }

 private:
  const ZoneTable& zone_;
  rules::AlertRules rules_;
  std::map<PatientId, std::set<LocalDay>> days_;
};

// What a platform knows of a simulated month's patients on one of its mornings: minutes, contacts,
// calls and alerts as far as they were logged, and days with readings; not who is of high acuity,
// and not what work is open.
struct KnownOnTheMorning {
  PracticeState state;
  std::vector<bool> reaches20;  // at the month's end, by patient of the state
};
KnownOnTheMorning known_on(LocalDay day, const Scenario& scenario, const TrialRecord& record,
                           const Listening& platform) {
  const LocalDay first = month_of(day).first_day();
  const SimTime month_start = scenario.zone.midnight(first);
  const SimTime morning = scenario.zone.midnight(day);
  KnownOnTheMorning known{.state = {.day = day, .known = {}, .initial_state = {}}, .reaches20 = {}};
  std::map<PatientId, std::size_t> place;
  for (const PatientMonth& mine : record.patients) {
    if (mine.monitoring_from >= day || mine.left_at <= morning) continue;
    place[mine.patient] = known.state.known.size();
    population::KnownPatient patient;
    patient.monitoring_from = mine.monitoring_from;
    patient.period_from =
        mine.monitoring_from + days{((day - mine.monitoring_from).count() - 1) / 30 * 30};
    patient.reading_days = platform.days_with_readings(mine.patient, patient.period_from, day);
    patient.attempts = patient.alerts = 0;
    known.state.known.push_back(patient);
    known.state.initial_state.push_back(
        {.period_from = patient.period_from, .reading_days = patient.reading_days});
    known.reaches20.push_back(mine.credit.live_contact && mine.credit.credited >= minutes{20});
  }
  for (const rules::TimeEntry& entry : record.log) {
    if (entry.end > morning || entry.start < month_start || !place.contains(entry.patient))
      continue;
    const std::size_t i = place[entry.patient];
    care::PatientState& now = known.state.initial_state[i];
    if (entry.countable &&
        scenario.rules.for_day(day).activity_counts[static_cast<std::size_t>(entry.activity)])
      now.credited += entry.end - entry.start;
    now.live_contact |= entry.live;
    now.contacts_made += entry.live && entry.activity == rules::Activity::CheckIn ? 1 : 0;
    now.attempts += entry.live || entry.activity == rules::Activity::Attempt ? 1 : 0;
    known.state.known[i].live_contact = now.live_contact;
    known.state.known[i].attempts = now.attempts;
  }
  for (const telemetry::Alert& alert : record.alerts)
    if (alert.kind == telemetry::AlertKind::Reading && place.contains(alert.patient) &&
        month_start <= alert.raised_at && alert.raised_at < morning)
      ++*known.state.known[place[alert.patient]].alerts;
  return known;
}

// A month lived through as a whole, told to the forecast as it stood on the 18th, ends as it ended.
TEST(AsOf, FromTheMiddleOfASimulatedMonthItEndsLikeThatMonth) {
  const Scenario scenario = small_clinic();
  double whole = 0, resumed = 0, patients = 0;
  for (std::uint32_t r = 0; r < 24; ++r) {
    Listening platform(scenario);
    TrialRecord record;
    run_trial(scenario, kTwoNurses, scenario.months[0], {.seed = 17, .replication = r},
              {&platform, &platform}, &record);
    const KnownOnTheMorning known = known_on(march(18), scenario, record, platform);

    RunOptions options;
    options.seed = 1000 + r;
    options.replications = 3;
    options.threads = 1;
    const AsOf as_of = run_as_of(scenario, known.state, {kTwoNurses}, options);

    patients += static_cast<double>(known.reaches20.size());
    whole += static_cast<double>(std::ranges::count(known.reaches20, true));
    resumed += mean_reached(as_of.plans[0], 1);
  }

  EXPECT_NEAR(resumed / patients, whole / patients, 0.02);
}

}  // namespace
}  // namespace caseload::experiment
