#include "scenarios/fields/rule_set_fields.hpp"

#include <cmath>
#include <optional>

#include "scenarios/fields/common_fields.hpp"

namespace caseload::scenarios {
namespace {

using rules::RuleSet;

Value<rules::TimeTier> time_tier() {
  using T = rules::TimeTier;
  return object<T>(
      "one code per calendar month by credited minutes",
      {field("code", &T::code, code(), "The code."),
       field("at_least", &T::at_least, duration(caseload::minutes{1}, caseload::hours{24}),
             "Full credited minutes from which it is supported."),
       optional(field("below", &T::below, duration(caseload::minutes{1}, caseload::hours{24}),
                      "Minutes from which another code takes its place.")),
       field("needs_live_contact", &T::needs_live_contact, flag(),
             "Whether a live two-way contact in the month is needed.")});
}

Value<rules::TimeAddOn> add_on() {
  using A = rules::TimeAddOn;
  return object<A>(
      "further units on top of a base code",
      {field("code", &A::code, code(), "The code."),
       field("base", &A::base, code(), "The code it is added to."),
       field("after", &A::after, duration(caseload::minutes{1}, caseload::hours{24}),
             "The first unit needs these minutes and once `each` more."),
       field("each", &A::each, duration(caseload::minutes{1}, caseload::hours{24}),
             "Minutes per further unit."),
       field("max_units", &A::max_units, whole_number(1, 99), "Units a month at most.")});
}

Value<rules::DeviceTier> device_tier() {
  using T = rules::DeviceTier;
  const auto days = list_of(whole_number(1, 31, "days"), 2);
  return object<T>("one code per device period by days with readings",
                   {field("code", &T::code, code(), "The code."),
                    field_of<T>(
                        "days", [](T& tier) -> T& { return tier; },
                        Value<T>{days.shape,
                                 [read = days.read](const Node& node, Reader& reader, T& out) {
                                   std::vector<int> ends;
                                   const std::size_t errors_before = reader.errors();
                                   read(node, reader, ends);
                                   if (reader.errors() != errors_before) return;
                                   if (ends.size() != 2 || ends[0] > ends[1])
                                     return reader.error(
                                         node.place,
                                         "expected two ends in order, such as [16, 30]");
                                   out.days_min = ends[0];
                                   out.days_max = ends[1];
                                 }},
                        "Fewest and most days with readings, both included.")});
}

Value<rules::SetUpRule> set_up() {
  using R = rules::SetUpRule;
  return object<R>("set-up, once per episode of care",
                   {field("code", &R::code, code(), "The code."),
                    field("days", &R::days_min, whole_number(1, 31, "days"),
                          "Days with readings the period needs.")});
}

Value<rules::PractitionerRule> practitioner() {
  using R = rules::PractitionerRule;
  return object<R>("the practitioner's own time per device period",
                   {field("code", &R::code, code(), "The code."),
                    field("at_least", &R::at_least,
                          duration(caseload::minutes{1}, caseload::hours{24}), "Minutes.")});
}

Value<rules::Exclusion> exclusion() {
  using E = rules::Exclusion;
  return object<E>(
      "codes that give way to others",
      {field("codes", &E::codes, list_of(code(), 1), "Those that are refused …"),
       field("beside", &E::beside, list_of(code(), 1),
             "… where one of these is claimed for the same month or period, or for one "
             "that it touches.")});
}

Value<std::vector<rules::Need>> needs() {
  std::vector<std::pair<std::string, rules::Need>> words;
  for (int i = 0; i < rules::kNeeds; ++i) {
    const auto need = static_cast<rules::Need>(i);
    words.emplace_back(rules::name(need), need);
  }
  return list_of(one_of<rules::Need>(std::move(words)), 0);
}

// An object with one key per word of an enumeration, each read into an array at the word's place.
template <class Owner, class T, std::size_t N>
Value<Owner> by_word(const std::string& what, const std::array<std::string_view, N>& words,
                     std::array<T, N> Owner::* table, const Value<T>& value) {
  std::vector<Field<Owner>> fields;
  for (std::size_t i = 0; i < N; ++i)
    fields.push_back(field_of<Owner>(
        std::string(words[i]), [table, i](Owner& owner) -> T& { return (owner.*table)[i]; }, value,
        what));
  return object<Owner>(what, std::move(fields));
}

// A value that is put into the rules in a way of its own.
template <class T>
Value<RuleSetFile> stored(const Value<T>& value, std::function<void(const T&, RuleSet&)> store) {
  return {value.shape, [read = value.read, store = std::move(store)](
                           const Node& node, Reader& reader, RuleSetFile& out) {
            const std::size_t errors_before = reader.errors();
            T given{};
            read(node, reader, given);
            if (reader.errors() == errors_before) store(given, out.rules);
          }};
}

enum class Standing { Never, Counts, Practitioner };
struct RoleStandings {
  std::array<Standing, rules::kRoles> standing{};
};
struct ActivityStandings {
  std::array<bool, rules::kActivities> counts{};
};

template <class Enum, std::size_t N>
std::array<std::string_view, N> words_of() {
  std::array<std::string_view, N> words;
  for (std::size_t i = 0; i < N; ++i) words[i] = rules::name(static_cast<Enum>(i));
  return words;
}

Value<RoleStandings> roles() {
  using enum Standing;
  return by_word<RoleStandings, Standing>(
      "whether this role's minutes count; a practitioner's count for 99091 too",
      words_of<rules::Role, rules::kRoles>(), &RoleStandings::standing,
      one_of<Standing>({{"counts", Counts}, {"practitioner", Practitioner}, {"never", Never}}));
}

Value<ActivityStandings> activities() {
  return by_word<ActivityStandings, bool>("whether minutes of this kind of work count",
                                          words_of<rules::Activity, rules::kActivities>(),
                                          &ActivityStandings::counts, flag());
}

// An element of one of the rules' arrays.
template <class Element, std::size_t N, class Enum>
auto in_rules(std::array<Element, N> RuleSet::* table, Enum which) {
  return [table, which](RuleSetFile& file) -> Element& {
    return (file.rules.*table)[static_cast<std::size_t>(which)];
  };
}

// `member` of the rules inside the file.
template <class Target>
auto in_rules(Target RuleSet::* member) {
  return [member](RuleSetFile& file) -> Target& { return file.rules.*member; };
}

// Names of what a reading measures, all of which are this programme's, and of this system.
Field<RuleSetFile> kinds(const std::string& key, rules::ReadingKind whose, std::string about) {
  const auto names = distinct(list_of(text("a word such as blood_pressure", "blood_pressure"), 0));
  return optional(field_of<RuleSetFile>(
      key, std::identity{},
      Value<RuleSetFile>{
          names.shape,
          [read = names.read, whose](const Node& node, Reader& reader, RuleSetFile& out) {
            const std::size_t errors_before = reader.errors();
            std::vector<std::string> given;
            read(node, reader, given);
            if (reader.errors() != errors_before) return;
            for (std::size_t i = 0; i < given.size(); ++i)
              if (!out.rules.reading_kinds.emplace(given[i], whose).second)
                reader.error(node.items[i].place,
                             fmt::format("{} is said to be another's, too", given[i]));
          }},
      std::move(about)));
}

Field<RuleSetFile> self_reported(rules::Program program) {
  return optional(field_of<RuleSetFile>(
      "self_reported", in_rules(&RuleSet::self_reported, program), flag(),
      "Whether a reading that was typed by hand makes a day; no, where it is not said."));
}

Field<RuleSetFile> rtm_kinds() {
  using rules::Program::Rtm;
  const auto of = [](const std::string& key, std::optional<rules::RtmSystem> system) {
    return kinds(key, {Rtm, system}, "Kinds of readings.");
  };
  return optional(
      group<RuleSetFile>("reading_kinds", "readings that are RTM's, by their kind",
                         {of("respiratory", rules::RtmSystem::Respiratory),
                          of("musculoskeletal", rules::RtmSystem::Musculoskeletal),
                          of("cognitive_behavioural", rules::RtmSystem::CognitiveBehavioural),
                          of("any_system", std::nullopt)}));
}

Field<RuleSetFile> rtm() {
  using F = RuleSetFile;
  const auto device = [](const std::string& system, rules::RtmSystem which) {
    return field_of<F>(system, in_rules(&RuleSet::rtm_device_tiers, which),
                       list_of(device_tier(), 0), "Codes by days with readings.");
  };
  return group<F>(
      "rtm", "remote therapeutic monitoring: the same shapes, codes of its own",
      {field_of<F>("time_tiers", in_rules(&RuleSet::rtm_tiers), list_of(time_tier(), 1),
                   "Codes by its minutes."),
       field_of<F>("add_ons", in_rules(&RuleSet::rtm_add_ons), list_of(add_on(), 0),
                   "Further units."),
       optional(field_of<F>("set_up", in_rules(&RuleSet::rtm_set_up), set_up(),
                            "Set-up and education.")),
       group<F>("devices", "by what the device watches over",
                {device("respiratory", rules::RtmSystem::Respiratory),
                 device("musculoskeletal", rules::RtmSystem::Musculoskeletal),
                 device("cognitive_behavioural", rules::RtmSystem::CognitiveBehavioural)}),
       rtm_kinds(), self_reported(rules::Program::Rtm)});
}

// Units of relative value, as printed with two decimals, in hundredths.
Value<std::int32_t> hundredths() {
  return converted<std::int32_t, double>(number(0, 100), [](double units) -> Parsed<std::int32_t> {
    return static_cast<std::int32_t>(std::llround(units * 100));
  });
}

// Either the parts, which sum to the total, or the total alone.
Value<rules::RelativeValue> relative_value() {
  struct Given {
    std::optional<std::int32_t> total, work, practice_expense, malpractice;
  };
  const auto file = object<Given>(
      "units of relative value",
      {optional(field("total", &Given::total, hundredths(), "Where the parts are not known.")),
       optional(field("work", &Given::work, hundredths(), "The practitioner's work.")),
       optional(field("practice_expense", &Given::practice_expense, hundredths(),
                      "Staff, rooms, supplies.")),
       optional(field("malpractice", &Given::malpractice, hundredths(), "Insurance."))});
  return converted<rules::RelativeValue, Given>(
      file, [](const Given& given) -> Parsed<rules::RelativeValue> {
        const bool parts = given.work || given.practice_expense || given.malpractice;
        if (parts == given.total.has_value())
          return std::unexpected("expected either total, or its parts");
        if (!parts) return rules::RelativeValue{.total = *given.total, .parts = std::nullopt};
        const rules::RelativeValue::Parts of{.work = given.work.value_or(0),
                                             .practice_expense = given.practice_expense.value_or(0),
                                             .malpractice = given.malpractice.value_or(0)};
        return rules::RelativeValue{.total = of.work + of.practice_expense + of.malpractice,
                                    .parts = of};
      });
}

// Dollars with four decimals, in ten-thousandths.
Value<std::int64_t> factor() {
  return converted<std::int64_t, double>(
      number(1, 1000, "dollars"),
      [](double dollars) -> Parsed<std::int64_t> { return std::llround(dollars * 10'000); });
}

Field<RuleSetFile> conversion_factor() {
  using C = rules::ConversionFactor;
  return field_of<RuleSetFile>(
      "conversion_factor", in_rules(&RuleSet::conversion_factor),
      object<C>("dollars per unit of relative value",
                {field("standard", &C::standard, factor(), "For most practitioners."),
                 field("alternative_payment_model", &C::alternative_payment_model, factor(),
                       "For those in one.")}),
      "Dollars per unit of relative value.");
}

Field<RuleSetFile> needs_by_program() {
  using F = RuleSetFile;
  const auto of = [](rules::Program program, const std::string& about) {
    return field_of<F>(std::string(rules::name(program)), in_rules(&RuleSet::needs, program),
                       needs(), about);
  };
  return group<F>("needs", "what codes need besides minutes and days; what is unknown is said",
                  {of(rules::Program::Rpm, "Codes of remote physiologic monitoring."),
                   of(rules::Program::Ccm, "Codes of chronic care management."),
                   of(rules::Program::Rtm, "Codes of remote therapeutic monitoring.")});
}

// From a map of the file to one of the rules.
template <class T>
auto by_code(std::map<std::string, T> RuleSet::* table) {
  return [table](const std::vector<Named<T>>& given, RuleSet& rules) {
    for (const auto& [code, value] : given) (rules.*table)[code.value] = value;
  };
}

Value<RuleSetFile> make_fields() {
  using F = RuleSetFile;
  const auto unrated = list_of(code(), 0);
  const auto values = map_of(relative_value(), "a map from codes to units of relative value", 0);
  const auto rates = map_of(dollars(100'000), "a map from codes to dollars", 1);
  return object<F>(
      "a payer's rules",
      {field("schema_version", &F::schema_version, whole_number(1, 1),
             "The version of this file's shape."),
       field_of<F>("name", in_rules(&RuleSet::name),
                   text("a name such as medicare-2026", "medicare-2026"),
                   "By which scenarios ask for it."),
       group<F>("effective", "from the first day in force to the last",
                {field_of<F>("from", in_rules(&RuleSet::effective_from), date(), "The first day."),
                 field_of<F>("to", in_rules(&RuleSet::effective_to), date(), "The last day.")}),
       field_of<F>("source", in_rules(&RuleSet::source),
                   text("one line for reports", "CY2026 Physician Fee Schedule"),
                   "Where the rules come from."),
       field_of<F>("device_period", in_rules(&RuleSet::device_period),
                   one_of<rules::DevicePeriodKind>(
                       {{"rolling30", rules::DevicePeriodKind::Rolling30},
                        {"calendar_month", rules::DevicePeriodKind::CalendarMonth}}),
                   "The clock of the device codes."),
       field_of<F>("visit_exclusion", in_rules(&RuleSet::visit_exclusion),
                   one_of<rules::VisitExclusion>({{"minutes", rules::VisitExclusion::Minutes},
                                                  {"day", rules::VisitExclusion::Day}}),
                   "What an E/M visit takes out: its minutes, or its whole day."),
       field_of<F>("time_tiers", in_rules(&RuleSet::time_tiers), list_of(time_tier(), 1),
                   "Codes by minutes."),
       field_of<F>("add_ons", in_rules(&RuleSet::add_ons), list_of(add_on(), 0), "Further units."),
       field_of<F>("device_tiers", in_rules(&RuleSet::device_tiers), list_of(device_tier(), 1),
                   "Codes by days with readings."),
       kinds("reading_kinds", {rules::Program::Rpm, std::nullopt},
             "Readings that are RPM's, by their kind."),
       self_reported(rules::Program::Rpm),
       optional(
           field_of<F>("set_up", in_rules(&RuleSet::set_up), set_up(), "Set-up and education.")),
       optional(field_of<F>("practitioner", in_rules(&RuleSet::practitioner), practitioner(),
                            "The practitioner's own time.")),
       optional(field_of<F>("ccm_tiers", in_rules(&RuleSet::ccm_tiers), list_of(time_tier(), 0),
                            "Codes of chronic care management by its minutes.")),
       optional(field_of<F>("ccm_add_ons", in_rules(&RuleSet::ccm_add_ons), list_of(add_on(), 0),
                            "Its further units.")),
       optional(rtm()),
       field_of<F>("exclusions", in_rules(&RuleSet::exclusions), list_of(exclusion(), 0),
                   "Codes that give way to others, in the order in which they are applied."),
       needs_by_program(),
       field_of<F>("roles", std::identity{},
                   stored<RoleStandings>(roles(),
                                         [](const RoleStandings& given, RuleSet& rules) {
                                           for (std::size_t i = 0; i < rules::kRoles; ++i) {
                                             rules.role_counts[i] =
                                                 given.standing[i] != Standing::Never;
                                             rules.role_is_practitioner[i] =
                                                 given.standing[i] == Standing::Practitioner;
                                           }
                                         }),
                   "Whose minutes count."),
       field_of<F>("activities", std::identity{},
                   stored<ActivityStandings>(activities(),
                                             [](const ActivityStandings& given, RuleSet& rules) {
                                               rules.activity_counts = given.counts;
                                             }),
                   "Which kinds of work count."),
       field_of<F>("rates", std::identity{},
                   stored<std::vector<Named<Cents>>>(rates, by_code<Cents>(&RuleSet::rates)),
                   "Dollars per unit, national, non-facility."),
       optional(field_of<F>(
           "contractor_priced", std::identity{},
           stored<std::vector<std::string>>(
               unrated,
               [](const std::vector<std::string>& given,
                  RuleSet& rules) { rules.contractor_priced = {given.begin(), given.end()}; }),
           "Codes without a national rate: each contractor sets its own.")),
       optional(conversion_factor()),
       optional(field_of<F>("relative_values", std::identity{},
                            stored<std::vector<Named<rules::RelativeValue>>>(
                                values, by_code<rules::RelativeValue>(&RuleSet::relative_values)),
                            "By code, where they are known; with them fees can be a place's."))});
}

}  // namespace

const Value<RuleSetFile>& rule_set_fields() {
  static const Value<RuleSetFile> fields = make_fields();
  return fields;
}

}  // namespace caseload::scenarios
