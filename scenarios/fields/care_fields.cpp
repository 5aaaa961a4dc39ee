#include "scenarios/fields/care_fields.hpp"

#include <cmath>

#include "scenarios/fields/common_fields.hpp"
#include "scenarios/fields/staff_fields.hpp"
#include "sim/care/model/policies.hpp"

namespace caseload::scenarios {
namespace {

// "week", "day", "never", or whole days: "3d".
Value<int> every() {
  Shape shape{.kind = Shape::Kind::Text,
              .expected = "day, week, never, or whole days such as 3d",
              .example = "week",
              .pattern = "^(day|week|never|[0-9]+d)$"};
  return parsed<int>(shape, [shape](std::string_view text) -> Parsed<int> {
    if (text == "never") return 0;
    if (text == "day") return 1;
    if (text == "week") return 7;
    const Parsed<SimDuration> value = parse_duration(text);
    if (!value || *value % days{1} != SimDuration{0} || *value < days{1} || *value > days{366})
      return std::unexpected(
          fmt::format("expected {}{}", shape.expected,
                      suggestion(text, std::vector<std::string>{"day", "week", "never"})));
    return static_cast<int>(*value / days{1});
  });
}

// Work that follows from other work (the note after a call) has no roles of its own: whoever did
// the call does it. How long a review takes stands in the care plan.
Field<care::TaskTable> task(rules::Activity activity, std::string description) {
  using T = care::TaskSettings;
  std::vector<Field<T>> fields;
  if (activity != rules::Activity::Review)
    fields.push_back(field("minutes", &T::minutes, minutes(), "How long it takes."));
  if (activity == rules::Activity::CheckIn)
    fields.back() = own_value_wanted(fields.back(), "how long is a planned call");
  if (rules::taken_up_by_itself(activity)) {
    fields.push_back(field("roles", &T::roles, distinct(list_of(role(), 1)),
                           "Who may do it, in order of preference."));
    fields.push_back(
        field("interruptible", &T::interruptible, flag(),
              "Whether an urgent alert may take the person away; the rest is done later."));
    fields.push_back(optional(field(
        "when_interrupted", &T::restarts, one_of<bool>({{"resume", false}, {"restart", true}}),
        "resume: what is left is done later. restart: all of it is. Absent: resume. What was "
        "worked counts as worked either way.")));
  }
  return field_of<care::TaskTable>(
      std::string{rules::name(activity)},
      [activity](care::TaskTable& table) -> T& {
        return table[static_cast<std::size_t>(activity)];
      },
      object<T>("minutes, roles, interruptible, when_interrupted", std::move(fields)),
      std::move(description));
}

// {kg: 2, within: 3d}
Value<rules::WeightGain> weight_gain() {
  struct GainFile {
    double kg = 0;
    SimDuration within{};
  };
  const auto file =
      object<GainFile>("a gain of weight that asks for attention",
                       {field("kg", &GainFile::kg, number_above(0, 50, "kg"), "So much or more."),
                        field("within", &GainFile::within, duration(hours{1}, days{30}),
                              "Above the lowest weight measured in this time before.")});
  return converted<rules::WeightGain, GainFile>(
      file, [](const GainFile& given) -> Parsed<rules::WeightGain> {
        return rules::WeightGain{static_cast<std::int32_t>(std::lround(given.kg * 1000)),
                                 given.within};
      });
}

}  // namespace

Value<CarePlanFile> care_plan_fields() {
  using P = CarePlanFile;
  const auto plan = [](auto member) {
    return [member](P& file) -> auto& { return std::invoke(member, file.model); };
  };
  using M = care::CarePlanModel;
  const auto file = object<P>(
      "who is owed which contacts and reviews",
      {group<P>(
           "low", "patients of low acuity",
           {field("share", &P::low_share, share(), "Of the panel; low and high sum to 1."),
            own_value_wanted(field_of<P>("contacts", plan(&M::contacts_low), whole_number(0, 8),
                                         "Planned check-ins per calendar month."),
                             "how many calls a month are planned for most patients")}),
       group<P>(
           "high", "patients of high acuity",
           {field_of<P>("share", plan(&M::high_acuity_share), share(), "Of the panel."),
            own_value_wanted(field_of<P>("contacts", plan(&M::contacts_high), whole_number(0, 8),
                                         "Planned check-ins per calendar month."),
                             "and how many for those of high acuity")}),
       group<P>("review", "the regular look at a patient's trends",
                {field_of<P>("every", plan(&M::review_every_days), every(), "How often."),
                 field("minutes", &P::review_minutes, minutes(), "How long one takes.")}),
       group<P>("care_management", "work for patients in CCM (panel.also)",
                {field_of<P>("times_a_month", plan(&M::care_management_times), whole_number(0, 7),
                             "Pieces of work, each as long as tasks.care_management says.")}),
       field_of<P>("first_due_by_share", plan(&M::first_due_by_share), share(),
                   "First check-ins fall due over this part of the month."),
       field_of<P>("by_appointment_share", plan(&M::by_appointment_share), share(),
                   "Of check-ins, arranged beforehand."),
       field_of<P>("appointment_kept_share", plan(&M::appointment_kept_share), share(),
                   "Of appointments."),
       field_of<P>("attempts_per_month", plan(&M::attempts_per_month), whole_number(1, 31),
                   "Calls placed per patient at most, on separate days."),
       field_of<P>("patient_effect_sd", plan(&M::patient_effect_sd), number(0, 2),
                   "Of the logarithm of a patient's talking times.")});
  return converted<P, P>(file, [](const P& given) -> Parsed<P> {
    const double sum = given.low_share + given.model.high_acuity_share;
    if (std::abs(sum - 1) > 1e-6)
      return std::unexpected(
          fmt::format("low.share and high.share sum to {:.6g}; expected 1", sum));
    return given;
  });
}

Value<AlertsFile> alert_fields() {
  using A = AlertsFile;
  using M = care::AlertModel;
  const auto model = [](auto member) {
    return [member](A& file) -> auto& { return std::invoke(member, file.model); };
  };
  return object<A>(
      "what makes somebody look",
      {own_value_wanted(
           field("handled_per_patient_month", &A::handled_per_patient_month, located(number(0, 60)),
                 "Alerts a person handles, over all kinds, silence included; the "
                 "patients' limits are set so that it comes out, those that the "
                 "platform closes left out: within 7 %, of few within a tenth of an "
                 "alert, or it is refused."),
           "how many alerts are looked at, per patient and month"),
       optional(
           field("silence_per_patient_month", &A::silence_per_patient_month, located(number(0, 10)),
                 "How many of these are silences that last until somebody takes up the call. "
                 "How many do follows from silence_after, silence_repeat and adherence, and is "
                 "computed: a statement that is not near it is refused.")),
       field_of<A>("urgent_share", model(&M::urgent_share), share(), "Of alerts from readings."),
       field_of<A>("join_within", model(&M::join_within), duration(hours{0}, days{7}),
                   "Repeated alerts of a device within this time are one."),
       field_of<A>("silence_after", model(&M::silence_after), duration(hours{0}, days{30}),
                   "Without a reading for so long, somebody asks; 0h: never."),
       field_of<A>("silence_repeat", model(&M::silence_repeat), duration(hours{0}, days{90}),
                   "At most one such alert in each block of this length since monitoring began; "
                   "0h: one per spell."),
       field_of<A>("known_for", model(&M::known_for), duration(hours{0}, days{90}),
                   "After an alert about a device's readings the platform closes further ones, "
                   "urgent ones excepted, for so long: counted, nobody's work. 0h: never."),
       field_of<A>("weight_gain", model(&M::weight_gains), list_of(weight_gain(), 0),
                   "Gains that alert though the weight is within its limits, on top of "
                   "handled_per_patient_month."),
       field_of<A>("shown_every", model(&M::shown_every),
                   duration(caseload::minutes{1}, caseload::hours{24}),
                   "New alerts reach the worklist at these ticks."),
       field_of<A>("call_share", model(&M::call_share), share(),
                   "Of triaged alerts, lead to a call."),
       field_of<A>("urgent_call_share", model(&M::urgent_call_share), share(), "Of urgent ones."),
       field_of<A>("escalate_share", model(&M::escalate_share), share(),
                   "Of triaged alerts, go to a provider.")});
}

Value<care::MessageModel> message_fields() {
  using M = care::MessageModel;
  return object<M>(
      "what patients ask for, and their visits",
      {field("inbound_per_month", &M::inbound_per_month, number(0, 30), "Calls from a patient."),
       field("device_trouble_per_month", &M::device_trouble_per_month, number(0, 30),
             "Per patient: a device or its connection has to be put right."),
       field("device_help_countable", &M::device_help_countable, share(),
             "Of those minutes: the rest is technical and never counts."),
       field("visits_per_month", &M::visits_per_month, number(0, 30),
             "E/M visits per patient, whose minutes never count."),
       field("visit_minutes", &M::visit_minutes, number_above(0, 240, "minutes"),
             "How long a visit takes.")});
}

Value<care::TaskTable> task_fields() {
  using enum rules::Activity;
  return object<care::TaskTable>(
      "the kinds of work",
      {task(Review, "The regular look at the trends; its minutes stand in care_plan.review."),
       task(Triage, "An alert is looked at and judged."),
       task(CheckIn, "The planned call of the care plan, talking."),
       task(AlertCall, "A call because of an alert, talking."),
       task(Outreach, "A call because of silence, talking."),
       task(InboundCall, "The patient called."),
       task(Note, "Documenting a contact, by whoever had it."),
       task(Attempt, "Rang, nobody answered."), task(Voicemail, "A message is left."),
       task(DeviceHelp, "A device or its connection is put right."),
       task(Escalation, "A case is prepared for the provider, by whoever triaged it."),
       task(Decision, "The provider decides."),
       task(SetUp, "Device set-up and education: paid by 99453, never counted."),
       task(Offer, "A patient is offered the programme."),
       task(SignOff,
            "The provider reads a patient's month and signs it (sign_off.wanted); whether its "
            "minutes count is said by the rule set."),
       task(CareManagement,
            "Coordinating care for a patient in CCM, mostly without the patient: never RPM's "
            "minutes.")});
}

Value<care::LoggingModel> logging_fields() {
  using M = care::LoggingModel;
  return object<M>(
      "how work reaches the log",
      {own_value_wanted(
           field("logged_share", &M::logged_share, share(), "Of pieces of work, reach the log."),
           "what share of the work reaches the log"),
       field("forgotten_timer_share", &M::forgotten_timer_share, share(),
             "Of entries, a timer that ran on: flagged; only the time worked is credited."),
       field("round_down_to", &M::round_down_to,
             duration(caseload::seconds{1}, caseload::minutes{15}),
             "Entries are rounded down to this.")});
}

Value<care::InterpreterModel> interpreter_fields() {
  using M = care::InterpreterModel;
  return object<M>(
      "how conversations go between people who do not speak one language",
      {field("stretch", &M::stretch, number(1, 3),
             "How much longer the conversation takes, as a factor. All of it is the staff's time, "
             "and counts as the conversation does."),
       field("connecting", &M::connecting, duration(caseload::minutes{0}, caseload::minutes{30}),
             "Before it, until all three can speak; never counted."),
       field("wait_days", &M::wait_days, whole_number(0, 31, "open days"),
             "A conversation that can wait is kept for whoever speaks the language, if one of the "
             "plan is there that day: on the day it falls due, and so many open days more. Then it "
             "is anybody's, with an interpreter. Urgent calls and patients on the line do not "
             "wait.")});
}

Value<care::PolicyChoice> policy_fields() {
  using M = care::PolicyChoice;
  std::vector<std::pair<std::string, care::Order>> orders;
  std::string sentences;
  for (const care::NamedPolicy& policy : care::kPolicies) {
    orders.emplace_back(policy.name, policy.order);
    sentences +=
        fmt::format("{}{}: {}.", sentences.empty() ? "" : " ", policy.name, policy.sentence);
  }
  return object<M>(
      "what is done first",
      {field("order", &M::order, one_of<care::Order>(std::move(orders)), std::move(sentences)),
       field("urgent", &M::urgent_preempts, one_of<bool>({{"preempt", true}, {"wait", false}}),
             "Whether an urgent alert interrupts interruptible work, or waits for its end."),
       field("assignment", &M::assignment,
             one_of<care::Assignment>(
                 {{"pool", care::Assignment::Pool}, {"primary", care::Assignment::Primary}}),
             "pool: planned contacts are everybody's who may make them. primary: each patient has "
             "one nurse among those of the plan, by their hours for RPM, of the patient's language "
             "first; "
             "planned contacts wait for her, or for whoever covers for her."),
       field(
           "primary_wait_days", &M::primary_wait_days, whole_number(0, 31, "open days"),
           "With primary: how long a planned contact waits while she is there: on the day it falls "
           "due, and so many open days more. Then, or when she is away, it is anybody's."),
       field("reserve", &M::reserve, whole_number(0, 1000, "people"),
             "So many people who may triage are kept free of calls that can wait: one is begun "
             "only while so many others are idle or at interruptible work. Every plan needs more "
             "of them than this."),
       field("push_from_day", &M::push_from_day, whole_number(0, 31),
             "From this day of the month on the order is closest_first; 0: never. "
             "Threshold-driven, for comparison only."),
       field_of<M>(
           "at_shift_end", [](M& policy) -> auto& { return policy.team.at_shift_end; },
           at_shift_end(),
           "finish: work in hand is ended, as overtime. hand_over: a colleague on duty goes on "
           "with "
           "what may be interrupted, as the next thing; with nobody there it is left as below. "
           "return_to_worklist: it waits for whoever comes. Conversations and urgent alerts are "
           "always finished.")});
}

Value<care::SignOffModel> sign_off_fields() {
  using M = care::SignOffModel;
  return object<M>(
      "the provider's signature under each patient's month",
      {own_value_wanted(field("wanted", &M::wanted, flag(),
                              "Whether it is work: for each patient whose log supports a code of "
                              "the month. false: "
                              "every month counts as signed in time, and takes nobody's."),
                        "does a practitioner sign each month, by which day"),
       field("by_day", &M::by_day, whole_number(1, care::kLastSignOffDay),
             "Of the next month, to its end; months signed later are held, not lost.")});
}

Value<care::Economics> cost_fields() {
  using M = care::Economics;
  std::vector<Field<M>> prices;
  for (const std::string& kind : device_kind().shape.choices) {
    const std::size_t index = prices.size();  // choices are in the order of DeviceKind
    prices.push_back(field_of<M>(
        kind, [index](M& costs) -> auto& { return costs.device_price[index]; }, dollars(10'000),
        fmt::format("A {}, delivered.", kind)));
  }
  return object<M>(
      "what the programme costs",
      {field("wage_load", &M::wage_load, number(1, 5),
             "Factor on wages: benefits and the employer's taxes."),
       field("platform_usd_per_patient_month", &M::platform_per_patient_month, dollars(10'000),
             "Software."),
       field("connectivity_usd_per_patient_month", &M::connectivity_per_patient_month,
             dollars(10'000), "The lines of a patient's devices."),
       field("interpreter_usd_per_minute", &M::interpreter_per_minute, dollars(100),
             "An interpreter on the telephone, from the moment one is called."),
       field("vendor_usd_per_patient_month", &M::vendor_per_patient_month, dollars(10'000),
             "The fee of a vendor whose people call the patients; of plans with such a person in "
             "it."),
       group<M>("device_usd", "what a device costs, once", std::move(prices))});
}

}  // namespace caseload::scenarios
