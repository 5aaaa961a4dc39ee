#include "grpc/convert/rules.hpp"

#include <utility>
#include <vector>

#include "grpc/convert/enums.hpp"
#include "sim/base/calendar.hpp"

namespace caseload::wire {
namespace {

static_assert(v1::DEVICE_PERIOD_KIND_CALENDAR_MONTH ==
              static_cast<int>(rules::DevicePeriodKind::CalendarMonth) + 1);
static_assert(v1::VISIT_EXCLUSION_DAY == static_cast<int>(rules::VisitExclusion::Day) + 1);
static_assert(v1::NEED_SIGN_OFF == static_cast<int>(rules::Need::SignOff) + 1);
static_assert(v1::RTM_SYSTEM_COGNITIVE_BEHAVIOURAL ==
              static_cast<int>(rules::RtmSystem::CognitiveBehavioural) + 1);

void encode(const rules::TimeTier& tier, v1::TimeTier& out) {
  out.set_code(tier.code);
  out.set_at_least_us(tier.at_least.count());
  if (tier.below) out.set_below_us(tier.below->count());
  out.set_needs_live_contact(tier.needs_live_contact);
}

void encode(const rules::DeviceTier& tier, v1::DeviceTier& out) {
  out.set_code(tier.code);
  out.set_days_min(tier.days_min);
  out.set_days_max(tier.days_max);
}

void encode(const rules::SetUpRule& set_up, v1::SetUpRule& out) {
  out.set_code(set_up.code);
  out.set_days_min(set_up.days_min);
}

void encode(const rules::TimeAddOn& add_on, v1::TimeAddOn& out) {
  out.set_code(add_on.code);
  out.set_base(add_on.base);
  out.set_after_us(add_on.after.count());
  out.set_each_us(add_on.each.count());
  out.set_max_units(add_on.max_units);
}

std::string code(const std::string& text, Findings& findings) {
  findings.expect(!text.empty(), "code", "a billing code, e.g. 99457");
  return text;
}

rules::TimeTier decode(const v1::TimeTier& message, Findings& findings) {
  rules::TimeTier tier{.code = code(message.code(), findings),
                       .at_least = findings.duration(message.at_least_us(), "at_least_us"),
                       .below = std::nullopt,
                       .needs_live_contact = message.needs_live_contact()};
  if (message.has_below_us()) {
    tier.below = findings.duration(message.below_us(), "below_us");
    findings.expect(tier.at_least < *tier.below, "below_us", message.below_us(),
                    "more than at_least_us");
  }
  return tier;
}

rules::TimeAddOn decode(const v1::TimeAddOn& message, Findings& findings) {
  findings.expect(message.each_us() > 0, "each_us", message.each_us(), "more than 0");
  findings.expect(message.max_units() > 0, "max_units", message.max_units(), "1 or more");
  return {.code = code(message.code(), findings),
          .base = code(message.base(), findings),
          .after = findings.duration(message.after_us(), "after_us"),
          .each = findings.duration(message.each_us(), "each_us"),
          .max_units = message.max_units()};
}

rules::DeviceTier decode(const v1::DeviceTier& message, Findings& findings) {
  findings.expect(0 < message.days_min() && message.days_min() <= message.days_max(), "days_min",
                  message.days_min(), "1 to days_max");
  return {.code = code(message.code(), findings),
          .days_min = message.days_min(),
          .days_max = message.days_max()};
}

LocalDay day(const std::string& text, std::string_view field, Findings& findings) {
  const std::optional<LocalDay> parsed = parse_day(text);
  findings.expect(parsed.has_value(), field, text, "a day such as 2026-03-01");
  return parsed.value_or(LocalDay{});
}

rules::SetUpRule decode(const v1::SetUpRule& message, Findings& findings) {
  return {.code = code(message.code(), findings), .days_min = message.days_min()};
}

rules::Exclusion decode(const v1::Exclusion& message, Findings&) {
  return {.codes = {message.codes().begin(), message.codes().end()},
          .beside = {message.beside().begin(), message.beside().end()}};
}

template <class Message>
auto decode_all(const google::protobuf::RepeatedPtrField<Message>& messages, Findings& findings) {
  std::vector<decltype(decode(std::declval<const Message&>(), findings))> result;
  for (const Message& message : messages) result.push_back(decode(message, findings));
  return result;
}

void encode_rtm(const rules::RuleSet& rules, v1::RuleSet& out) {
  for (const rules::TimeTier& tier : rules.rtm_tiers) encode(tier, *out.add_rtm_tiers());
  for (const rules::TimeAddOn& add_on : rules.rtm_add_ons) encode(add_on, *out.add_rtm_add_ons());
  if (rules.rtm_set_up) encode(*rules.rtm_set_up, *out.mutable_rtm_set_up());
  for (int system = 0; system < rules::kRtmSystems; ++system) {
    v1::RtmDevice& theirs = *out.add_rtm_devices();
    theirs.set_system(encode_enum<v1::RtmSystem>(static_cast<rules::RtmSystem>(system)));
    for (const rules::DeviceTier& tier :
         rules.rtm_device_tiers.at(static_cast<std::size_t>(system)))
      encode(tier, *theirs.add_tiers());
  }
}

void decode_rtm(const v1::RuleSet& message, rules::RuleSet& rules, Findings& findings) {
  rules.rtm_tiers = decode_all(message.rtm_tiers(), findings);
  rules.rtm_add_ons = decode_all(message.rtm_add_ons(), findings);
  if (message.has_rtm_set_up()) rules.rtm_set_up = decode(message.rtm_set_up(), findings);
  for (const v1::RtmDevice& theirs : message.rtm_devices()) {
    const auto system = decode_enum<rules::RtmSystem>(theirs.system(), rules::kRtmSystems,
                                                      "rtm_devices.system", findings);
    rules.rtm_device_tiers.at(static_cast<std::size_t>(system)) =
        decode_all(theirs.tiers(), findings);
  }
}

void encode_readings(const rules::RuleSet& rules, v1::RuleSet& out) {
  for (const auto& [kind, whose] : rules.reading_kinds) {
    v1::ReadingKind& theirs = *out.add_reading_kinds();
    theirs.set_kind(kind);
    theirs.set_program(encode_enum<v1::Program>(whose.program));
    if (whose.system) theirs.set_system(encode_enum<v1::RtmSystem>(*whose.system));
  }
  for (int program = 0; program < rules::kPrograms; ++program)
    if (rules.self_reported.at(static_cast<std::size_t>(program)))
      out.add_self_reported(encode_enum<v1::Program>(static_cast<rules::Program>(program)));
}

void decode_readings(const v1::RuleSet& message, rules::RuleSet& rules, Findings& findings) {
  const auto program = [&](int theirs, std::string_view field) {
    return decode_enum<rules::Program>(theirs, rules::kPrograms, field, findings);
  };
  for (const v1::ReadingKind& theirs : message.reading_kinds()) {
    rules::ReadingKind& ours = rules.reading_kinds[theirs.kind()];
    ours.program = program(theirs.program(), "reading_kinds.program");
    if (theirs.has_system())
      ours.system = decode_enum<rules::RtmSystem>(theirs.system(), rules::kRtmSystems,
                                                  "reading_kinds.system", findings);
  }
  for (const int theirs : message.self_reported())
    rules.self_reported.at(static_cast<std::size_t>(program(theirs, "self_reported"))) = true;
}

void encode_conditions(const rules::RuleSet& rules, v1::RuleSet& out) {
  for (const rules::Exclusion& exclusion : rules.exclusions) {
    v1::Exclusion& theirs = *out.add_exclusions();
    theirs.mutable_codes()->Assign(exclusion.codes.begin(), exclusion.codes.end());
    theirs.mutable_beside()->Assign(exclusion.beside.begin(), exclusion.beside.end());
  }
  for (int program = 0; program < rules::kPrograms; ++program) {
    v1::Needs& theirs = *out.add_needs();
    theirs.set_program(encode_enum<v1::Program>(static_cast<rules::Program>(program)));
    for (const rules::Need need : rules.needs.at(static_cast<std::size_t>(program)))
      theirs.add_needs(encode_enum<v1::Need>(need));
  }
  for (const std::string& unrated : rules.contractor_priced) out.add_contractor_priced(unrated);
}

void encode_fees(const rules::RuleSet& rules, v1::RuleSet& out) {
  for (const auto& [rated, value] : rules.relative_values) {
    v1::RelativeValue& theirs = *out.add_relative_values();
    theirs.set_code(rated);
    theirs.set_total(value.total);
    if (!value.parts) continue;
    theirs.mutable_parts()->set_work(value.parts->work);
    theirs.mutable_parts()->set_practice_expense(value.parts->practice_expense);
    theirs.mutable_parts()->set_malpractice(value.parts->malpractice);
  }
  v1::ConversionFactor& factor = *out.mutable_conversion_factor();
  factor.set_standard(rules.conversion_factor.standard);
  factor.set_alternative_payment_model(rules.conversion_factor.alternative_payment_model);
}

void decode_fees(const v1::RuleSet& message, rules::RuleSet& rules, Findings& findings) {
  for (const v1::RelativeValue& theirs : message.relative_values()) {
    rules::RelativeValue& value = rules.relative_values[code(theirs.code(), findings)];
    value.total = theirs.total();
    if (!theirs.has_parts()) continue;
    value.parts = {.work = theirs.parts().work(),
                   .practice_expense = theirs.parts().practice_expense(),
                   .malpractice = theirs.parts().malpractice()};
  }
  rules.conversion_factor = {
      .standard = message.conversion_factor().standard(),
      .alternative_payment_model = message.conversion_factor().alternative_payment_model()};
}

void decode_conditions(const v1::RuleSet& message, rules::RuleSet& rules, Findings& findings) {
  rules.exclusions = decode_all(message.exclusions(), findings);
  for (const v1::Needs& theirs : message.needs()) {
    const auto program =
        decode_enum<rules::Program>(theirs.program(), rules::kPrograms, "needs.program", findings);
    for (const int need : theirs.needs())
      rules.needs.at(static_cast<std::size_t>(program))
          .push_back(decode_enum<rules::Need>(need, rules::kNeeds, "needs.needs", findings));
  }
  rules.contractor_priced = {message.contractor_priced().begin(),
                             message.contractor_priced().end()};
}

}  // namespace

void encode(const rules::RuleSet& rules, v1::RuleSet& out) {
  out.Clear();
  out.set_name(rules.name);
  out.set_effective_from(iso(rules.effective_from));
  out.set_effective_to(iso(rules.effective_to));
  for (const rules::TimeTier& tier : rules.time_tiers) encode(tier, *out.add_time_tiers());
  for (const rules::TimeAddOn& add_on : rules.add_ons) encode(add_on, *out.add_add_ons());
  for (const rules::DeviceTier& tier : rules.device_tiers) encode(tier, *out.add_device_tiers());
  if (rules.set_up) encode(*rules.set_up, *out.mutable_set_up());
  if (rules.practitioner) {
    v1::PractitionerRule& theirs = *out.mutable_practitioner();
    theirs.set_code(rules.practitioner->code);
    theirs.set_at_least_us(rules.practitioner->at_least.count());
  }
  for (const rules::TimeTier& tier : rules.ccm_tiers) encode(tier, *out.add_ccm_tiers());
  for (const rules::TimeAddOn& add_on : rules.ccm_add_ons) encode(add_on, *out.add_ccm_add_ons());
  encode_rtm(rules, out);
  encode_readings(rules, out);
  encode_conditions(rules, out);
  encode_fees(rules, out);
  out.set_device_period(encode_enum<v1::DevicePeriodKind>(rules.device_period));
  out.set_visit_exclusion(encode_enum<v1::VisitExclusion>(rules.visit_exclusion));
  for (int role = 0; role < rules::kRoles; ++role) {
    const auto index = static_cast<std::size_t>(role);
    const auto theirs = encode_enum<v1::Role>(static_cast<rules::Role>(role));
    if (rules.role_counts.at(index)) out.add_counting_roles(theirs);
    if (rules.role_is_practitioner.at(index)) out.add_practitioner_roles(theirs);
  }
  for (int activity = 0; activity < rules::kActivities; ++activity) {
    if (!rules.activity_counts.at(static_cast<std::size_t>(activity))) continue;
    out.add_counting_activities(encode_enum<v1::Activity>(static_cast<rules::Activity>(activity)));
  }
  for (const auto& [rated, cents] : rules.rates) {
    v1::Rate& rate = *out.add_rates();
    rate.set_code(rated);
    rate.set_cents(cents.value);
  }
  out.set_source(rules.source);
}

Result<rules::RuleSet> decode(const v1::RuleSet& message) {
  Findings findings;
  rules::RuleSet rules;
  rules.name = message.name();
  findings.expect(!rules.name.empty(), "name", "the rule set's name");
  rules.effective_from = day(message.effective_from(), "effective_from", findings);
  rules.effective_to = day(message.effective_to(), "effective_to", findings);
  findings.expect(rules.effective_from <= rules.effective_to, "effective_to",
                  message.effective_to(), "a day not before effective_from");
  rules.time_tiers = decode_all(message.time_tiers(), findings);
  rules.add_ons = decode_all(message.add_ons(), findings);
  rules.device_tiers = decode_all(message.device_tiers(), findings);
  if (message.has_set_up()) rules.set_up = decode(message.set_up(), findings);
  if (message.has_practitioner()) {
    const v1::PractitionerRule& theirs = message.practitioner();
    rules.practitioner =
        rules::PractitionerRule{.code = code(theirs.code(), findings),
                                .at_least = findings.duration(theirs.at_least_us(), "at_least_us")};
  }
  rules.ccm_tiers = decode_all(message.ccm_tiers(), findings);
  rules.ccm_add_ons = decode_all(message.ccm_add_ons(), findings);
  decode_rtm(message, rules, findings);
  decode_readings(message, rules, findings);
  decode_conditions(message, rules, findings);
  decode_fees(message, rules, findings);
  rules.device_period =
      decode_enum<rules::DevicePeriodKind>(message.device_period(), 2, "device_period", findings);
  rules.visit_exclusion =
      decode_enum<rules::VisitExclusion>(message.visit_exclusion(), 2, "visit_exclusion", findings);
  for (const int role : message.counting_roles()) {
    const auto ours = decode_enum<rules::Role>(role, rules::kRoles, "counting_roles", findings);
    rules.role_counts.at(static_cast<std::size_t>(ours)) = true;
  }
  for (const int role : message.practitioner_roles()) {
    const auto ours = decode_enum<rules::Role>(role, rules::kRoles, "practitioner_roles", findings);
    rules.role_is_practitioner.at(static_cast<std::size_t>(ours)) = true;
  }
  for (const int activity : message.counting_activities()) {
    const auto ours =
        decode_enum<rules::Activity>(activity, rules::kActivities, "counting_activities", findings);
    rules.activity_counts.at(static_cast<std::size_t>(ours)) = true;
  }
  for (const v1::Rate& rate : message.rates())
    rules.rates[code(rate.code(), findings)] = Cents{rate.cents()};
  rules.source = message.source();
  return findings.conclude(std::move(rules));
}

}  // namespace caseload::wire
