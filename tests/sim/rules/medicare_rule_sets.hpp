#pragma once

// The rule sets of scenarios/rules/*.yaml, built by hand: sim/ reads no files, and the loader's
// test compares what it read with these. Sources stand in the files.

#include "sim/rules/rule_set.hpp"

namespace caseload::rules::testing {

// Device and set-up codes are practice expense alone; of the others the total is known.
inline RelativeValue expense_only(std::int32_t hundredths) {
  return {
      .total = hundredths,
      .parts = RelativeValue::Parts{.work = 0, .practice_expense = hundredths, .malpractice = 0}};
}
inline RelativeValue total_only(std::int32_t hundredths) {
  return {.total = hundredths, .parts = std::nullopt};
}

inline RuleSet medicare_common() {
  using namespace std::chrono_literals;
  RuleSet rules;
  rules.add_ons = {
      {.code = "99458", .base = "99457", .after = 20min, .each = 20min, .max_units = 2}};
  rules.ccm_tiers = {
      {.code = "99490", .at_least = 20min, .below = std::nullopt, .needs_live_contact = false}};
  rules.ccm_add_ons = {
      {.code = "99439", .base = "99490", .after = 20min, .each = 20min, .max_units = 2}};
  const auto needs_of = [&](Program program) -> std::vector<Need>& {
    return rules.needs[static_cast<std::size_t>(program)];
  };
  needs_of(Program::Rpm) = {Need::Enrolment,   Need::Order,       Need::Consent,
                            Need::Established, Need::OnePractice, Need::SignOff};
  needs_of(Program::Rtm) = {Need::Enrolment, Need::Order, Need::Consent, Need::OnePractice,
                            Need::SignOff};
  needs_of(Program::Ccm) = {Need::Enrolment, Need::Consent, Need::OnePractice, Need::SignOff};
  rules.rtm_add_ons = {
      {.code = "98981", .base = "98980", .after = 20min, .each = 20min, .max_units = 2}};
  rules.device_period = DevicePeriodKind::Rolling30;
  rules.visit_exclusion = VisitExclusion::Minutes;

  rules.self_reported[static_cast<std::size_t>(Program::Rtm)] = true;
  rules.role_counts.fill(true);
  rules.role_counts[static_cast<std::size_t>(Role::Clerk)] = false;
  rules.role_is_practitioner[static_cast<std::size_t>(Role::Np)] = true;
  rules.role_is_practitioner[static_cast<std::size_t>(Role::Md)] = true;
  rules.activity_counts.fill(true);
  for (const Activity never : {Activity::Attempt, Activity::Voicemail, Activity::SetUp,
                               Activity::Offer, Activity::SignOff}) {
    rules.activity_counts[static_cast<std::size_t>(never)] = false;
  }
  return rules;
}

inline RuleSet medicare_2025() {
  using namespace std::chrono;
  RuleSet rules = medicare_common();
  rules.name = "medicare-2025";
  rules.effective_from = LocalDay{year{2025} / January / 1};
  rules.effective_to = LocalDay{year{2025} / December / 31};
  rules.source =
      "CY2025 Physician Fee Schedule, national, non-facility; see the notes beside each number";
  rules.time_tiers = {{.code = "99457",
                       .at_least = minutes{20},
                       .below = std::nullopt,
                       .needs_live_contact = true}};
  rules.device_tiers = {{.code = "99454", .days_min = 16, .days_max = 30}};
  rules.set_up = SetUpRule{.code = "99453", .days_min = 16};
  rules.practitioner = PractitionerRule{.code = "99091", .at_least = minutes{30}};
  rules.exclusions = {{.codes = {"99091"}, .beside = {"99457"}},
                      {.codes = {"98975", "98976", "98977", "98978", "98980", "98981"},
                       .beside = {"99453", "99454", "99457", "99458"}}};
  rules.rtm_tiers = {{.code = "98980",
                      .at_least = minutes{20},
                      .below = std::nullopt,
                      .needs_live_contact = true}};
  rules.rtm_set_up = SetUpRule{.code = "98975", .days_min = 16};
  rules.rtm_device_tiers = {{{{.code = "98976", .days_min = 16, .days_max = 30}},
                             {{.code = "98977", .days_min = 16, .days_max = 30}},
                             {{.code = "98978", .days_min = 16, .days_max = 30}}}};
  rules.contractor_priced = {"98978"};
  rules.conversion_factor = {.standard = 323'465, .alternative_payment_model = 323'465};
  rules.relative_values = {{"99453", expense_only(61)},
                           {"99454", expense_only(133)},
                           {"99457", total_only(148)},
                           {"99458", total_only(119)}};
  rules.rates = {{"99453", {1973}}, {"99454", {4302}}, {"99457", {4787}}, {"99458", {3849}},
                 {"99091", {5200}}, {"99490", {6049}}, {"99439", {4593}}, {"98975", {1973}},
                 {"98976", {4302}}, {"98977", {4302}}, {"98980", {5014}}, {"98981", {3914}}};
  return rules;
}

inline RuleSet medicare_2026() {
  using namespace std::chrono;
  RuleSet rules = medicare_common();
  rules.name = "medicare-2026";
  rules.effective_from = LocalDay{year{2026} / January / 1};
  rules.effective_to = LocalDay{year{2026} / December / 31};
  rules.source =
      "CY2026 Physician Fee Schedule, national, non-facility; see the notes beside each number";
  rules.time_tiers = {
      {.code = "99470", .at_least = minutes{10}, .below = minutes{20}, .needs_live_contact = true},
      {.code = "99457",
       .at_least = minutes{20},
       .below = std::nullopt,
       .needs_live_contact = true}};
  rules.device_tiers = {{.code = "99445", .days_min = 2, .days_max = 15},
                        {.code = "99454", .days_min = 16, .days_max = 30}};
  rules.set_up = SetUpRule{.code = "99453", .days_min = 2};
  rules.practitioner = PractitionerRule{.code = "99091", .at_least = minutes{30}};
  rules.exclusions = {{.codes = {"99091"}, .beside = {"99457", "99470"}},
                      {.codes = {"98975", "98984", "98976", "98985", "98977", "98986", "98978",
                                 "98979", "98980", "98981"},
                       .beside = {"99453", "99445", "99454", "99470", "99457", "99458"}}};
  rules.rtm_tiers = {
      {.code = "98979", .at_least = minutes{10}, .below = minutes{20}, .needs_live_contact = true},
      {.code = "98980",
       .at_least = minutes{20},
       .below = std::nullopt,
       .needs_live_contact = true}};
  rules.rtm_set_up = SetUpRule{.code = "98975", .days_min = 2};
  const auto short_and_long = [](const char* brief, const char* full) {
    return std::vector<DeviceTier>{{.code = brief, .days_min = 2, .days_max = 15},
                                   {.code = full, .days_min = 16, .days_max = 30}};
  };
  rules.rtm_device_tiers = {short_and_long("98984", "98976"), short_and_long("98985", "98977"),
                            short_and_long("98986", "98978")};
  rules.contractor_priced = {"98978", "98986"};
  rules.conversion_factor = {.standard = 334'009, .alternative_payment_model = 335'675};
  rules.relative_values = {{"99453", expense_only(65)},  {"99454", expense_only(156)},
                           {"99445", expense_only(156)}, {"99457", total_only(155)},
                           {"99458", total_only(124)},   {"99470", total_only(78)},
                           {"99091", total_only(166)},   {"99490", total_only(198)}};
  rules.rates = {{"99453", {2171}}, {"99454", {5211}}, {"99445", {5211}}, {"99457", {5177}},
                 {"99458", {4142}}, {"99470", {2605}}, {"99091", {5545}}, {"99490", {6613}},
                 {"99439", {4800}}, {"98975", {2171}}, {"98976", {5211}}, {"98984", {5211}},
                 {"98977", {4008}}, {"98985", {4008}}, {"98980", {5400}}, {"98981", {4100}},
                 {"98979", {2600}}};
  return rules;
}

}  // namespace caseload::rules::testing
