#pragma once

// The clinic: patients at home, work that falls due, and the people who do it.
//
// Work arises only from the care plan, an alert, a message, silence or enrolment; nothing here ever
// makes work to reach a threshold. The Clinic holds the state; the behaviours stand in files of
// their own:
//   home.cpp       the patient measures; readings travel to the platform
//   platform.cpp   readings are handed on, alerts come back and become work
//   care_plan.cpp  what a month owes each patient: contacts, reviews, messages, visits
//   joining.cpp    offers, set-up, the first day of monitoring, withdrawal
//   calls.cpp      what happens when a task is taken up: the steps, and what follows from them
//   due_work.cpp   how work arises, waits for its time, and is dropped
//   sign_off.cpp   the provider's signature under each patient's month
//   take_over.cpp  where a run begins in mid-month: what is under way
//   hiring.cpp     the plan's people: their shifts, cover, and whose work is what
//   shifts.cpp     a working day, and what becomes of work at its end
//   team.cpp       who takes what, pre-emption
//   whose_call.cpp whom a call waits for: a primary nurse, somebody who speaks the language
//   on_call.cpp    nights and weekends: who answers urgent alerts while nobody is on duty
//   unlimited.cpp  the same people, never busy: the ceiling of a plan
//   ledger entries and minutes are written in logbook.cpp

#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/stable_table.hpp"
#include "sim/care/agenda.hpp"
#include "sim/care/enrolled_patient.hpp"
#include "sim/care/first_touch.hpp"
#include "sim/care/in_transit.hpp"
#include "sim/care/journal.hpp"
#include "sim/care/observed_month.hpp"
#include "sim/care/opening_hours.hpp"
#include "sim/care/parameters.hpp"
#include "sim/care/patient_state.hpp"
#include "sim/care/primary_nurses.hpp"
#include "sim/care/sign_off.hpp"
#include "sim/care/week_watch.hpp"
#include "sim/care/worker.hpp"
#include "sim/care/worklist.hpp"
#include "sim/engine/intrusive_list.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/cohort.hpp"
#include "sim/population/panel.hpp"
#include "sim/population/physiology.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::care {

// What a clinic is made of. Everything referred to outlives it.
struct ClinicSetup {
  const population::Cohort& cohort;
  const CareModel& care;
  const ZoneTable& zone;
  const Holidays& holidays;
  const telemetry::DeviceFactory& make_device;
  const rules::RuleSet& rules;            // of the observed month: which activities and roles count
  std::span<const StaffMember> everyone;  // the scenario's people: when the practice is open
  std::vector<StaffMember> team;          // the plan's people
  bool unlimited = false;                 // the same people in the same hours, but never busy
  RandomKey random;
  SimTime start;
  CalendarMonth month;  // observed; what lies outside is not counted
  telemetry::ReadingSink& sink;
  telemetry::AlertSource& source;
  // Drawn before, with this cohort and luck, for the day of `start`; null: drawn here, one by one.
  const std::vector<population::PanelMember>* panel = nullptr;
  // Of each member of that panel, where `start` lies within the month; null: nothing is under way.
  const std::vector<PatientState>* initial_state = nullptr;
  // Whether who accepted an offer just before `start` is still to come: not where the panel has
  // them.
  bool on_the_way = true;
  Journal* journal = nullptr;
  bool keep_everything = false;  // the log and the alerts of the warm-up too
};

// What an entry of the log would have been at the duration that the scenario states: by somebody of
// speed 1, without an interpreter.
struct StatedDuration {
  std::uint32_t entry = 0;  // its place in the log
  SimDuration duration{};
};

// What is counted while the observed month passes.
struct ClinicCounts {
  std::int32_t alerts = 0, silence_alerts = 0, trend_alerts = 0;
  std::int32_t suppressed_alerts = 0;  // of these, by the rules
  std::int32_t silences_over = 0;      // of the silences, over before anybody took up the call
  std::int32_t attempts = 0, live_contacts = 0;
  std::int32_t patients_calls = 0;  // of the live contacts, calls that the patient began
  std::int32_t readings = 0;
  std::int32_t joined = 0, left = 0;
  HighAcuityContacts high_acuity;
  LanguageCalls languages;
  PlannedCalls planned;
  InboundCalls inbound;
  SimDuration countable_worked{};
  WorkByActivity worked{};
  std::uint64_t readings_distinct = 0, readings_duplicate = 0,
                readings_digest = 0;  // the whole run
};

struct DayAtHome;

class Clinic {
 public:
  explicit Clinic(ClinicSetup setup);

  // Runs to the end of the observed month, then on until every urgent alert of it has been touched,
  // seven days at most.
  void run();

  const StableTable<EnrolledPatient>& patients() const { return residents_; }
  const std::deque<Worker>& workers() const { return workers_; }  // the team, in its order
  // What concerns the observed month, with keep_everything the whole run; the log in order of end.
  const std::deque<rules::TimeEntry>& log() const { return log_; }
  // Of the entries that took longer or shorter, in the order of the log.
  const std::vector<StatedDuration>& stated_durations() const { return stated_durations_; }
  const std::vector<rules::Visit>& visits() const { return visits_; }
  const std::vector<telemetry::Alert>& alerts() const { return alerts_; }  // with keep_everything
  const FirstTouches& first_touches() const { return touches_; }
  const WeekOfHours& week() const { return week_.hours(); }
  const OpenByDay& open_by_day() const { return open_by_day_; }
  // Open work at the end of each day the practice was open, from the first day of the run on.
  const std::vector<std::int32_t>& open_since_start() const { return open_since_start_; }
  const ClinicCounts& counts() const { return counts_; }
  const SignOffs& signatures() const { return signatures_; }
  const OpeningHours& opening() const { return opening_; }
  const OpeningHours& triage_hours() const {
    return triage_hours_;
  }  // the clock "staffed minutes" run on
  // The day of the first bit of EnrolledPatient::reading_days.
  LocalDay counted_from() const { return month_first_day_ - days{kCountedBefore}; }
  const engine::Simulation& simulation() const { return simulation_; }
  const RandomKey& random() const { return setup_.random; }

 private:
  void run_month();

  // home.cpp
  friend engine::Process live_at_home(engine::Simulation& simulation, Clinic& clinic);
  void live_through(EnrolledPatient& resident, const DayAtHome& today);
  void measure(EnrolledPatient& resident, const telemetry::Vitals& truth, SimTime at);

  // platform.cpp
  friend engine::Process exchange_with_platform(engine::Simulation& simulation, Clinic& clinic);
  void hand_on(const std::vector<Delivery>& arrived);
  void take_alert(const telemetry::Alert& alert, bool silence_ended);

  // care_plan.cpp
  friend engine::Process keep_the_calendar(engine::Simulation& simulation, Clinic& clinic);
  void open_month(EnrolledPatient& resident, CalendarMonth month, LocalDay from);
  void plan_contacts(EnrolledPatient& resident, CalendarMonth month, LocalDay from);
  void plan_reviews(EnrolledPatient& resident, CalendarMonth month, LocalDay from);
  void plan_care_management(EnrolledPatient& resident, CalendarMonth month, LocalDay from);
  void plan_messages(EnrolledPatient& resident, CalendarMonth month, LocalDay from);
  int open_days(CalendarMonth month) const;
  void plan_offers(CalendarMonth month, LocalDay from);
  void close_month();
  void look_back(EnrolledPatient& resident);

  // joining.cpp
  void admit(const population::Patient& traits, const telemetry::Limits& limits,
             SimTime monitoring_from, bool set_up_here);
  static void begin_monitoring(void* clinic, std::uint64_t patient);
  void enrol(EnrolledPatient& resident);
  static void withdraw_event(void* clinic, std::uint64_t patient);
  void withdraw(EnrolledPatient& resident);
  void ship_devices(PatientId joiner);
  void await_parcels();
  bool has_a_place_for(const Task& offer);

  // sign_off.cpp
  bool supports_a_code(const EnrolledPatient& resident, CalendarMonth month) const;
  void owe_signature(const EnrolledPatient& resident, CalendarMonth month);
  void sign(const Task& task);
  SimTime sign_by(CalendarMonth month) const;

  // take_over.cpp
  const PatientState* initial_state(PatientId patient) const;
  bool is_silent(const PatientState& now) const;
  void take_over(EnrolledPatient& resident, const PatientState& now);
  void take_up_what_waits(EnrolledPatient& resident, const PatientState& now);

  // calls.cpp
  void plan_steps(TaskId id, const Worker& worker);
  void plan_other(const Task& task, Steps& steps, const EnrolledPatient* about,
                  const Worker& worker);
  void plan_call(Task& task, Steps& steps, EnrolledPatient& resident, const Worker& worker);
  double begin_conversation(Steps& steps, const Task& task, const Worker& worker);
  SimDuration length(rules::Activity activity, const Task& task, double factor) const;
  const DurationLaw& minutes_of(rules::Activity activity) const;
  void follow_up(TaskId id);
  void follow_up_unanswered(TaskId id);
  void follow_up_triage(const Task& task);

  // due_work.cpp
  TaskId new_task(const Task& task);
  void start_later(TaskId id, SimTime due);
  void await_agenda();
  static void next_on_agenda(void* clinic, std::uint64_t);
  static void fall_due_event(void* clinic, std::uint64_t task_and_version);
  void fall_due(TaskId id);
  void enter(TaskId id);
  void list(TaskId id);
  void drop(TaskId id, std::string_view why);
  void silence_is_over(TaskId id);
  void release(TaskId id);
  Steps& new_steps(Task& task);
  void forget_steps(Task& task);
  EnrolledPatient* resident_of(const Task& task);
  std::int64_t rank_by_policy(const Task& task);
  int reading_days_so_far(const EnrolledPatient& resident) const;
  friend engine::Process rank_every_midnight(engine::Simulation& simulation, Clinic& clinic);
  void rank_anew(const EnrolledPatient& about);
  void count_missed_contact(const Task& task);

  // hiring.cpp
  void assemble_team();
  void arrange_cover(LocalDay end);
  void count_scheduled(Worker& worker);
  void divide_the_work(LocalDay today);
  std::vector<LocalDay> days_of_change(LocalDay end) const;
  friend engine::Process follow_the_team(engine::Simulation& simulation, Clinic& clinic,
                                         std::vector<LocalDay> changes);

  // shifts.cpp
  friend engine::Process work_shifts(engine::Simulation& simulation, Clinic& clinic,
                                     Worker& worker);
  void come_in(Worker& worker, const Shift& shift);
  void go_home(Worker& worker);
  SimTime put_down_at(const Worker& worker, TaskId id) const;
  void leave_behind(Worker& worker, TaskId id);
  void return_to_worklist(TaskId id);
  Worker* who_takes_over(const Task& task);
  bool still_waits(const Handed& handed) const;
  void spend(Worker& worker, SimDuration WorkerMinutes::* on, SimTime since);

  // team.cpp
  void sit_down(Worker& worker);
  void get_up(Worker& worker);
  void wake_up(Worker& idle);
  void dispatch(TaskId id);
  Worker* idle_for(const Task& task);
  Worker* first_idle(const Task& task, SkillQueue queue);
  bool may_take(const Worker& worker, const Task& task) const;
  bool fits(const Worker& worker, rules::Activity activity, Precedence band) const;
  bool kept_free(const Worker& worker, rules::Activity activity, Precedence band) const;
  void ask_the_idle_again();
  Worker* least_to_lose(rules::Activity activity);
  void may_be_called_away(Worker& worker, rules::Activity activity);
  void keep_from_being_called(Worker& worker);
  bool must_wait(TaskId id);
  SimTime retry_time(PatientId patient, LocalDay today) const;
  std::optional<Rank> first_ready(rules::Activity activity, SkillQueue queue = kEverybody);
  void prefer_own_queues(const Worker& worker, rules::Activity activity,
                         std::optional<Rank>& first);
  TaskId next_task(Worker& worker);
  TaskId next_handed(Worker& worker);
  void take_up(Worker& worker, TaskId id);
  void count_answer(const Task& call);
  const Step* current_step(TaskId id) const;
  void finish_step(Worker& worker, TaskId id, SimTime began);
  void begin_again_later(const Task& task);
  void put_down(Worker& worker, TaskId id);

  // whose_call.cpp
  population::LanguageId language_of(const Task& task) const;
  bool needs_interpreter(const Task& task, const Worker& worker) const;
  void choose_primary_nurses(LocalDay today);
  void open_queues();
  bool somebody_differs() const;
  void look_at_queues(LocalDay today);
  friend engine::Process change_queues_every_midnight(engine::Simulation& simulation,
                                                      Clinic& clinic);
  SkillQueue language_queue(population::LanguageId language) const { return language; }
  SkillQueue own_queue(std::size_t person) const {
    return static_cast<SkillQueue>(population().languages.size() + 1 + person);
  }
  SkillQueue primary_queue(const Task& task) const;
  bool may_wait(const Task& task, SkillQueue queue, int open_days) const;
  SkillQueue queue_of(const Task& task) const;
  Worker* idle_who_suits(const Task& task);

  // on_call.cpp
  friend engine::Process be_on_call(engine::Simulation& simulation, Clinic& clinic, Worker& worker,
                                    std::vector<std::pair<SimTime, SimTime>> spans);
  void put_on_call(LocalDay end);
  void call_out(const Task& task);
  TaskId next_urgent(const Worker& worker);
  void count_call(Worker& worker);
  void count_called_out(Worker& worker);
  void note_calls(const Worker& worker);

  // unlimited.cpp
  friend engine::Process serve_at_once(engine::Simulation& simulation, Clinic& clinic,
                                       Worker& worker, TaskId id);
  friend engine::Process open_the_doors(engine::Simulation& simulation, Clinic& clinic,
                                        std::vector<SimTime> openings);
  void open_without_limit();
  bool covered(rules::Activity activity, SimTime at) const;
  Worker& who_logs_most(const Task& task);
  Worker& look_for_who_logs_most(const Task& task, LocalDay today);
  Worker& another_of(const Worker& person);
  bool attended(const Task& task);
  void serve_or_park(TaskId id);
  void serve_parked(PatientId patient);
  void serve(TaskId id);
  bool wait_for_best_hour(TaskId id);

  // logbook.cpp
  bool observed(SimTime at) const { return month_start_ <= at && at < month_end_; }
  SimDuration in_month(SimTime from, SimTime to) const;
  void write_entry(const Worker& worker, const Task& task, const Step& step, SimTime from,
                   SimTime to);
  void note(PatientId about, JournalLine line);
  bool followed(PatientId about) const {
    return setup_.journal != nullptr && setup_.journal->follows(about);
  }

  RandomStream random(StreamId stream_id, PatientId patient) const {
    return setup_.random.stream(stream_id, number(patient));
  }
  EnrolledPatient& resident(PatientId patient) { return residents_[number(patient)]; }
  // The local day of an instant; quick while one day is asked for again and again.
  LocalDay day_of(SimTime at) const {
    if (at < asked_day_.from || asked_day_.to <= at) look_up_day(at);
    return asked_day_.day;
  }
  void look_up_day(SimTime at) const;
  const population::PopulationModel& population() const { return setup_.cohort.model(); }
  std::uint32_t panel_size() const {  // on the first day
    return static_cast<std::uint32_t>(setup_.panel != nullptr ? setup_.panel->size()
                                                              : population().patients);
  }

  ClinicSetup setup_;
  OpeningHours opening_;
  OpeningHours triage_hours_;
  LocalDay first_day_;
  LocalDay month_first_day_, month_end_day_;
  SimTime month_start_, month_end_;
  struct {
    LocalDay day;
    SimTime from, to;
  } mutable asked_day_;
  population::MeasuringDays measuring_days_;
  std::vector<population::Physiology> bodies_;  // by condition

  StableTable<EnrolledPatient> residents_;
  std::deque<Worker> workers_;
  std::array<engine::IntrusiveList<Worker>, rules::kRoles> idle_;  // longest idle first
  std::vector<Worker*> on_call_;                                   // in the team's order
  engine::IntrusiveList<Worker> interruptible_;  // in the order in which their steps began
  // Under `unlimited`: when each kind of work is covered; as many of each person as there is work
  // at once, and who of them is free, by person; who logs most time today, by kind and language.
  std::array<std::vector<OpeningHours::Span>, rules::kActivities> covered_;
  std::deque<Worker> never_busy_;
  std::vector<std::vector<Worker*>> free_;
  struct {
    LocalDay day;
    std::vector<Worker*> by_kind;
  } most_today_;
  std::vector<std::pair<PatientId, Handed>> parked_;  // until somebody has done with the patient
  StableTable<Task> tasks_;
  TaskId free_task_ = kNobody;  // Task::ordinal names the next
  std::vector<Steps> steps_;    // of tasks that have been taken up
  std::vector<std::uint32_t> free_steps_;
  Agenda agenda_;
  bool planning_ = false;  // a whole month: what falls due goes onto the agenda
  engine::EventHandle agenda_event_;
  Worklist worklist_;
  PrimaryNurses primary_nurses_;
  // Some calls wait for certain people. By queue and kind of work, who of the team looks at a queue
  // and may do it: all of them, and those who are there today.
  bool queues_open_ = false;
  struct LookingAt {
    std::array<std::uint16_t, rules::kActivities> anybody{}, today{};
  };
  std::vector<LookingAt> looking_at_;
  InTransit in_transit_;
  std::uint32_t offers_made_ = 0;
  std::uint32_t joiners_ = 0;  // offers that are, or will be, accepted
  // Where enrolment is limited: patients there, and people who accepted and are not yet monitored.
  int enrolled_ = 0, on_the_way_ = 0;

  std::deque<rules::TimeEntry> log_;
  std::vector<StatedDuration> stated_durations_;
  std::vector<rules::Visit> visits_;
  std::vector<telemetry::Alert> alerts_;
  FirstTouches touches_;
  SignOffs signatures_;
  WeekWatch week_;
  OpenByDay open_by_day_{};
  std::vector<std::int32_t> open_since_start_;
  ClinicCounts counts_;

  engine::Simulation simulation_;  // last: its frames refer to everything above
};

}  // namespace caseload::care
