#include "scenarios/fields/staff_fields.hpp"

#include "scenarios/fields/by_days.hpp"
#include "scenarios/fields/common_fields.hpp"

namespace caseload::scenarios {
namespace {

// A duration kept as whole minutes.
Value<int> duration_in_whole_minutes(SimDuration maximum) {
  Value<SimDuration> value = duration(SimDuration{0}, maximum);
  value.shape.expected =
      fmt::format("whole minutes from 0min to {}, such as 20min or 1h", spoken(maximum));
  return converted<int, SimDuration>(std::move(value), [](const SimDuration& given) -> Parsed<int> {
    if (given % caseload::minutes{1} != SimDuration{0})
      return std::unexpected("expected whole minutes");
    return static_cast<int>(given / caseload::minutes{1});
  });
}

// What a plan's people take up from the worklist by themselves; the rest follows from it.
Value<rules::Activity> activity() {
  std::vector<std::pair<std::string, rules::Activity>> choices;
  for (const rules::ActivityKind& kind : rules::kActivityTable)
    if (rules::taken_up_by_itself(kind.activity)) choices.emplace_back(kind.name, kind.activity);
  return one_of<rules::Activity>(std::move(choices));
}

Value<care::RampUp> ramp_up() {
  using R = care::RampUp;
  return object<R>(
      "how a new person's speed grows: {months: 3, from_speed: 0.6}",
      {field("months", &R::months, number_above(0, 24, "months"),
             "Until the own speed is reached."),
       field("from_speed", &R::from_speed, number(0.1, 1),
             "On the first day, as a share of the own speed; from there in a straight line.")});
}

Value<CoverFile> cover() {
  using C = CoverFile;
  return object<C>(
      "who works a person's hours when that person is away: {by: Fay, for: leave}",
      {field(
           "by", &C::by, located(text("the name of a person", "Fay")),
           "Somebody of staff, at that person's wage. In the plan: on hours that are free. Not in "
           "the plan: a float, who works only in somebody's place."),
       field("for", &C::sickness, one_of<bool>({{"leave", false}, {"any_absence", true}}),
             "leave: planned absence only. any_absence: sickness and a plan's outages too.")});
}

Value<OutageFile> outage() {
  using O = OutageFile;
  return object<O>("an outage: {from: 2026-02-02, weeks: 6}",
                   {field("from", &O::from, date(), "The first day away."),
                    field("weeks", &O::weeks, whole_number(1, 52, "weeks"), "For how long.")});
}

}  // namespace

Value<care::AtShiftEnd> at_shift_end() {
  using enum care::AtShiftEnd;
  return one_of<care::AtShiftEnd>(
      {{"finish", Finish}, {"hand_over", HandOver}, {"return_to_worklist", ReturnToWorklist}});
}

Value<StaffFile> staff_fields() {
  using S = StaffFile;
  using M = care::StaffMember;
  const auto model = [](auto member) {
    return [member](S& file) -> auto& { return std::invoke(member, file.model); };
  };
  return object<S>(
      "a person, or several alike",
      {field("name", &S::name, located(text("a name", "Ana")),
             "By which plans speak of this person."),
       optional(field(
           "count", &S::count, whole_number(1, 1000, "people"),
           "So many people alike, named \"Nurse 1\", \"Nurse 2\", … after a name of \"Nurse\".")),
       field_of<S>(
           "role", model(&M::role), role(),
           "Decides which work this person may do (tasks.*.roles) and whether the minutes count."),
       field("hours", &S::hours,
             by_days(shift(),
                     "hours by days, such as {mon-fri: \"08:00-16:30\", sat: \"09:00-12:00\"}", 0),
             "Working hours, practice time; those of a night end on the next day. Whoever works at "
             "night calls at night, unless `may` says otherwise. {}: none."),
       field("breaks", &S::breaks, list_of(located(clock_span("12:00-12:30")), 0),
             "Within the hours."),
       field_of<S>("rpm_share", model(&M::rpm_share), share(),
                   "Of each working hour, for RPM. Nobody can know this but the practice: there is "
                   "no default."),
       field_of<S>("wage_usd", model(&M::wage_per_hour), dollars(1'000),
                   "Per hour, before the wage load."),
       field_of<S>(
           "vendor", model(&M::vendor), flag(),
           "Employed by a vendor: costs the vendor's fee instead of a wage, and may do only "
           "what may names."),
       optional(field("supervised", &S::supervised, flag(),
                      "Works in the country and under the practice's general supervision: nobody "
                      "else's minutes count. To be said of a vendor's people; absent: true.")),
       optional(field_of<S>("may", model(&M::may), distinct(list_of(activity(), 1)),
                            "Only these kinds of work, whatever tasks.*.roles say: more than the "
                            "role, or less.")),
       optional(field("speaks", &S::speaks,
                      list_of(located(text("a language of panel.languages", "spanish")), 1),
                      "Languages besides the practice's first.")),
       optional(field("rpm_share_on", &S::rpm_share_on,
                      by_days(share(), "shares by days, such as {tue+fri: 0.5}", 1),
                      "Days on which rpm_share is another.")),
       optional(field("from", &S::from, month_or_date(),
                      "Employed from this day on; before, no work and no wage.")),
       optional(field("until", &S::until, located(month_or_date()),
                      "Employed up to and with this day, or the last of this month.")),
       optional(field("ramp_up", &S::ramp_up, located(ramp_up()),
                      "Of somebody new: counted from `from`.")),
       optional(field_of<S>("away", model(&M::away), list_of(dates(), 1),
                            "Planned leave with its dates, besides leave_weeks.")),
       optional(field("cover", &S::cover, cover(), "Who stands in; absent: nobody does.")),
       optional(field_of<S>("at_shift_end", model(&M::at_shift_end), at_shift_end(),
                            "Of this person; absent: as policy.at_shift_end says.")),
       field_of<S>("wind_down", model(&M::wind_down_minutes), duration_in_whole_minutes(hours{4}),
                   "In so many last minutes of a shift nothing is begun that is expected to take "
                   "longer than what is left. Urgent alerts and patients on the line always are."),
       field_of<S>("huddle", model(&M::huddle_minutes), duration_in_whole_minutes(hours{4}),
                   "At the start of the shift; not RPM."),
       field_of<S>("in_basket", model(&M::in_basket_minutes), duration_in_whole_minutes(hours{4}),
                   "At the end of the shift; not RPM."),
       field_of<S>("speed", model(&M::speed), number(0.25, 4), "Durations are divided by it."),
       field_of<S>("speed_sd", model(&M::speed_sd), number(0, 1),
                   "Lognormal SD of the own speed: how little is known about how fast this person "
                   "is; drawn once in each replication."),
       field_of<S>("leave_weeks", model(&M::leave_weeks), number(0, 26, "weeks a year"),
                   "Leave, in whole weeks at a time."),
       group<S>("sick", "absence in spells",
                {field_of<S>("share", model(&M::sick_share), number(0, 0.5), "Of working days."),
                 field_of<S>("spell_days", model(&M::sick_spell_days), number(1, 60, "days"),
                             "Mean length of a spell.")})});
}

Value<OnCallFile> on_call_fields() {
  using F = OnCallFile;
  const auto pay = [] { return located(dollars(10'000)); };
  return object<F>(
      "somebody on call: {name: Olga, role: rn, responds_in: 15min, usd_per_hour: 5}",
      {field("name", &F::name, located(text("a name", "Olga")),
             "By which plans speak of this person or line, among their staff."),
       field("role", &F::role, located(role()),
             "Decides what of urgent work may be done there and then (tasks.*.roles), and whether "
             "the minutes count."),
       optional(field("line", &F::vendor_line,
                      one_of<bool>({{"practice", false}, {"vendor", true}}),
                      "vendor: a bought line, for a fee. Absent: practice, one of its people.")),
       optional(field("hours", &F::hours,
                      by_days(watch(),
                              "hours by days, such as {mon-fri: \"16:30-08:00\", sat+sun: "
                              "\"08:00-08:00\"}",
                              1),
                      "When on call, holidays included. Absent: whenever nobody of the plan who "
                      "may triage is scheduled.")),
       field_of<F>(
           "responds_in", [](F& file) -> auto& { return file.model.responds_in; },
           duration(SimDuration{0}, hours{24}),
           "From being called to the first look at the alert."),
       optional(field("usd_per_hour", &F::per_hour, pay(),
                      "Of the practice's people: for each hour on call, before the wage load.")),
       optional(field("usd_per_call", &F::per_call, pay(),
                      "Of the practice's people: for each time called, before the wage load.")),
       optional(field("fee_usd_per_patient_month", &F::fee, pay(), "Of a vendor's line.")),
       optional(field("supervised", &F::supervised, located(flag()),
                      "Of a vendor's line: its people work in the country and under the practice's "
                      "general supervision, so that their minutes count. Absent: false."))});
}

Value<PlanFile> plan_fields() {
  return object<PlanFile>(
      "people who work together",
      {field("name", &PlanFile::name, located(text("a name", "1 RN")),
             "By which reports speak of this plan."),
       field("staff", &PlanFile::staff, list_of(located(text("the name of a person", "Ana")), 1),
             "Names of people. The name of an entry with a count means all of them, \"Nurse "
             "1..12\" its first twelve."),
       optional(field("out", &PlanFile::out,
                      map_of(outage(), "outages by name: {Ana: {from: 2026-02-02, weeks: 6}}", 1),
                      "Stress: who is missing, and when, on top of leave and sickness; paid as any "
                      "absence is. Everything else is as without this line.")),
       optional(field("kind", &PlanFile::vendor_calls,
                      one_of<bool>({{"own", false}, {"vendor_calls", true}}),
                      "vendor_calls: people of a vendor (staff with vendor: true) make the calls, "
                      "for a fee. Absent: own.")),
       optional(field("fee_usd_per_patient_month", &PlanFile::vendor_fee, located(dollars(10'000)),
                      "With kind: vendor_calls; absent: costs.vendor_usd_per_patient_month."))});
}

Value<RequirementFile> requirement_fields() {
  using R = RequirementFile;
  const auto file = object<R>(
      "{reach: min20, share: 0.55, in_months_of_100: 95} or {urgent_late_over: 60min, at_most: 2, "
      "in_months_of_100: 95}",
      {field("reach", &R::reach_minutes,
             one_of<int>({{"min10", 10}, {"min20", 20}, {"min40", 40}, {"min60", 60}}),
             "Patients with at least so many credited minutes and a live contact."),
       optional(
           field("share", &R::share, located(share()), "With reach: of the patients, at least.")),
       field("urgent_late_over", &R::urgent_late_over,
             located(duration(caseload::minutes{1}, caseload::hours{72})),
             "Urgent alerts first touched later than so many staffed minutes; the same as "
             "urgent_target."),
       optional(field("at_most", &R::at_most, located(whole_number(0, 1'000'000, "alerts")),
                      "With urgent_late_over: so many a month.")),
       optional(field("clock", &R::on_the_wall_clock,
                      located(one_of<bool>({{"staffed", false}, {"wall", true}})),
                      "With urgent_late_over. staffed: the clock runs while somebody who may "
                      "triage is scheduled, present or away: leave without cover is no excuse. "
                      "wall: always, nights and weekends too. Absent: "
                      "staffed.")),
       field("in_months_of_100", &R::in_months_of_100, number_above(0, 99.99),
             "How many months of 100 must hold it: 95 asks for 19 of 20.")},
      {{"reach", "urgent_late_over"}});
  return {file.shape, [read = file.read](const Node& node, Reader& reader, R& out) {
            const std::size_t errors_before = reader.errors();
            read(node, reader, out);
            out.place = node.place;
            out.path = reader.path();
            if (reader.errors() != errors_before) return;
            if (out.reach_minutes && !out.share)
              reader.error(node.place, "\"share\" is missing; reach needs a share between 0 and 1");
            if (out.reach_minutes && out.at_most)
              reader.error(out.at_most->place,
                           "at_most belongs to urgent_late_over; reach takes a share");
            if (out.reach_minutes && out.on_the_wall_clock)
              reader.error(out.on_the_wall_clock->place,
                           "clock belongs to urgent_late_over; reach takes a share");
            if (out.urgent_late_over && !out.at_most)
              reader.error(node.place,
                           "\"at_most\" is missing; urgent_late_over needs a number of alerts");
            if (out.urgent_late_over && out.share)
              reader.error(out.share->place,
                           "share belongs to reach; urgent_late_over takes at_most");
          }};
}

}  // namespace caseload::scenarios
