#include "scenarios/fields/staff_fields.hpp"

#include "scenarios/fields/common_fields.hpp"

namespace caseload::scenarios {
namespace {

// A duration kept as whole minutes.
Value<int> duration_in_whole_minutes(sim::SimDuration maximum) {
  return converted<int, sim::SimDuration>(duration(sim::SimDuration{0}, maximum),
                                          [](const sim::SimDuration& given) -> Parsed<int> {
                                            if (given % sim::minutes{1} != sim::SimDuration{0})
                                              return std::unexpected("expected whole minutes");
                                            return static_cast<int>(given / sim::minutes{1});
                                          });
}

}  // namespace

Value<StaffFile> staff_fields() {
  using S = StaffFile;
  using M = sim::StaffMember;
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
             map_of(clock_span(),
                    "hours by days, such as {mon-fri: \"08:00-16:30\", sat: \"09:00-12:00\"}", 0),
             "Working hours, practice time. {}: none."),
       field("breaks", &S::breaks, list_of(located(clock_span()), 0), "Within the hours."),
       field_of<S>("rpm_share", model(&M::rpm_share), share(),
                   "Of each working hour, for RPM. Nobody can know this but the practice: there is "
                   "no default."),
       field_of<S>("wage_usd", model(&M::wage_per_hour), dollars(1'000),
                   "Per hour, before the wage load."),
       field_of<S>("vendor", model(&M::vendor), flag(),
                   "Employed by a vendor: costs the vendor's fee instead of a wage."),
       field_of<S>("huddle", model(&M::huddle_minutes), duration_in_whole_minutes(sim::hours{4}),
                   "At the start of the shift; not RPM."),
       field_of<S>("in_basket", model(&M::in_basket_minutes),
                   duration_in_whole_minutes(sim::hours{4}), "At the end of the shift; not RPM."),
       field_of<S>("speed", model(&M::speed), number(0.25, 4), "Durations are divided by it."),
       field_of<S>("leave_weeks", model(&M::leave_weeks), number(0, 26, "weeks a year"),
                   "Leave, in whole weeks at a time."),
       group<S>("sick", "absence in spells",
                {field_of<S>("share", model(&M::sick_share), number(0, 0.5), "Of working days."),
                 field_of<S>("spell_days", model(&M::sick_spell_days), number(1, 60, "days"),
                             "Mean length of a spell.")})});
}

Value<PlanFile> plan_fields() {
  return object<PlanFile>(
      "people who work together",
      {field("name", &PlanFile::name, located(text("a name", "1 RN")),
             "By which reports speak of this plan."),
       field("staff", &PlanFile::staff, list_of(located(text("the name of a person", "Ana")), 1),
             "Names of people. The name of an entry with a count means all of them, \"Nurse "
             "1..12\" its first twelve.")});
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
             located(duration(sim::minutes{1}, sim::hours{72})),
             "Urgent alerts first touched later than so many staffed minutes; the same as "
             "urgent_target."),
       optional(field("at_most", &R::at_most, located(whole_number(0, 1'000'000, "alerts")),
                      "With urgent_late_over: so many a month.")),
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
            if (out.urgent_late_over && !out.at_most)
              reader.error(node.place,
                           "\"at_most\" is missing; urgent_late_over needs a number of alerts");
            if (out.urgent_late_over && out.share)
              reader.error(out.share->place,
                           "share belongs to reach; urgent_late_over takes at_most");
          }};
}

}  // namespace caseload::scenarios
