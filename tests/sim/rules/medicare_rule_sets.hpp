#pragma once

// The rule sets of scenarios/rules/*.yaml, built by hand: sim/ reads no files, and the loader's
// test compares what it read with these. Sources stand in the files.

#include "sim/rules/rule_set.hpp"

namespace caseload::sim::testing {

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
  rules.device_period = DevicePeriodKind::Rolling30;
  rules.visit_exclusion = VisitExclusion::Minutes;

  rules.role_counts.fill(true);
  rules.role_counts[static_cast<std::size_t>(Role::Clerk)] = false;
  rules.role_is_practitioner[static_cast<std::size_t>(Role::Np)] = true;
  rules.role_is_practitioner[static_cast<std::size_t>(Role::Md)] = true;
  rules.activity_counts.fill(true);
  for (const Activity never :
       {Activity::Attempt, Activity::Voicemail, Activity::SetUp, Activity::Offer}) {
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
  rules.exclusions = {{.codes = {"99091"}, .beside = {"99457"}}};
  rules.rates = {{"99453", {1973}}, {"99454", {4302}}, {"99457", {4787}}, {"99458", {3849}},
                 {"99091", {5200}}, {"99490", {6049}}, {"99439", {4593}}};
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
  rules.exclusions = {{.codes = {"99091"}, .beside = {"99457", "99470"}}};
  rules.rates = {{"99453", {2171}}, {"99454", {5211}}, {"99445", {5211}},
                 {"99457", {5177}}, {"99458", {4142}}, {"99470", {2605}},
                 {"99091", {5545}}, {"99490", {6613}}, {"99439", {4800}}};
  return rules;
}

}  // namespace caseload::sim::testing
