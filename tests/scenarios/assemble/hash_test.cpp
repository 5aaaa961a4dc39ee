#include "scenarios/assemble/hash.hpp"

#include <gtest/gtest.h>

#include <set>

#include "scenarios/load.hpp"

namespace caseload::scenarios {
namespace {

std::string hash_of(const std::string& text) {
  const auto loaded = parse_scenario(text, "any.yaml");
  EXPECT_TRUE(loaded) << loaded.error().text;
  return loaded ? loaded->scenario.hash : "";
}

constexpr const char* kHead = "schema_version: 1\ntimezone: America/New_York\nmonths: [2026-02]\n";
constexpr const char* kPanel =
    "panel: {patients: 40, conditions: {copd: {share: 0.5}, hypertension: {share: 0.5}}}\n";
constexpr const char* kStaff =
    "staff:\n  - {name: Ana, role: rn, rpm_share: 1.0}\n  - {name: Nora, role: np, rpm_share: "
    "0.1}\n";
constexpr const char* kPlans = "plans:\n  - {name: one, staff: [Ana, Nora]}\n";

std::string base() { return std::string(kHead) + kPanel + kStaff + kPlans; }

TEST(ScenarioHash, IsSixteenHexadecimalDigits) {
  EXPECT_EQ(hash_of(base()).size(), 16U);
  EXPECT_EQ(hash_of(base()).find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(ScenarioHash, DoesNotSeeHowAThingIsWritten) {
  const std::string reordered = std::string("# a comment\n") + kPlans + kStaff +
                                "panel:\n  conditions:\n    hypertension: {share: 0.50}\n    copd: "
                                "{share: 0.5}\n  patients: 40\n" +
                                kHead;

  EXPECT_EQ(hash_of(reordered), hash_of(base()));
  EXPECT_EQ(hash_of(base() + "urgent_target: 1h\npurpose: Something\n"),
            hash_of(base() + "urgent_target: 60min\n"));
  EXPECT_EQ(hash_of(base() + "logging: {logged_share: 0.93}\n"),
            hash_of(base()));  // the default, said aloud
}

// Every key that can change a result, once: none may be forgotten, and no two may look the same.
TEST(ScenarioHash, SeesEveryThingThatCanChangeAResult) {
  const std::vector<std::string> changes{
      "warmup_months: 3\n",
      "holidays: []\n",

      "urgent_target: 30min\n",
      "care_plan: {review: {every: 3d}}\n",
      "care_plan: {attempts_per_month: 5}\n",
      "care_plan: {patient_effect_sd: 0.3}\n",
      "care_plan: {review: {minutes: {constant: 1.2}}}\n",
      "care_plan: {low: {contacts: 2}}\n",
      "alerts: {handled_per_patient_month: 3}\n",
      "alerts: {escalate_share: 0.07}\n",
      "alerts: {silence_after: 72h}\n",
      "messages: {visit_minutes: 25}\n",
      "messages: {inbound_per_month: 0.3}\n",
      "tasks: {offer: {interruptible: true}}\n",
      "tasks: {offer: {roles: [rn]}}\n",
      "tasks: {voicemail: {minutes: {constant: 3}}}\n",
      "tasks: {voicemail: {minutes: {gamma: {mean: 3, cv: 0.5}}}}\n",
      "tasks: {voicemail: {minutes: {lognormal: {mean: 3, cv: 0.5}}}}\n",
      "tasks: {voicemail: {minutes: {exponential: 3}}}\n",
      "tasks: {voicemail: {minutes: {observed: [2, 4]}}}\n",
      "tasks: {voicemail: {minutes: {quantiles: [2, 4]}}}\n",
      "tasks: {triage: {when_interrupted: restart}}\n",
      "logging: {round_down_to: 1min}\n",
      "logging: {logged_share: 0.9}\n",
      "devices: {cuff: {resolution: 2}}\n",
      "devices: {delivery: {late_mean_hours: 9}}\n",
      "devices: {oximeter: {pulse: {artefact_sd: 16}}}\n",
      "devices: {scale: {bias_sd: 201}}\n",
      "devices: {glucometer: {noise_share: 0.08}}\n",
      "policy: {order: risk_first}\n",
      "policy: {order: readings_first}\n",
      "policy: {urgent: wait}\n",
      "policy: {reserve: 1}\n",
      "policy: {push_from_day: 25}\n",
      "costs: {wage_load: 1.4}\n",
      "costs: {device_usd: {oximeter: 61}}\n",
      "costs: {platform_usd_per_patient_month: 21}\n",
      "require: [{reach: min20, share: 0.5, in_months_of_100: 95}]\n",
      "require: [{reach: min20, share: 0.5, in_months_of_100: 90}]\n",
      "require: [{urgent_late_over: 60min, at_most: 1, in_months_of_100: 95}]\n"};
  std::set<std::string> seen{hash_of(base())};
  for (const std::string& change : changes)
    EXPECT_TRUE(seen.insert(hash_of(base() + change)).second) << change;

  const std::vector<std::pair<std::string, std::string>> replacements{
      {"America/New_York", "America/Chicago"},
      {"2026-02]", "2026-03]"},
      {"patients: 40", "patients: 41"},
      {"patients: 40", "patients: 40, fixed: true"},
      {"copd: {share: 0.5}", "copd: {share: 0.5, sessions_per_day: 2}"},
      {"copd: {share: 0.5}", "copd: {share: 0.5, devices: [cuff]}"},
      {"copd: {share: 0.5}", "copd: {share: 0.5, physiology: {evening_systolic: 0}}"},
      {"copd: {share: 0.5}", "copd: {share: 0.5, physiology: {spo2: {day_share: 0.4}}}"},
      {"patients: 40", "patients: 40, alert_frailty_shape: 2"},
      {"patients: 40", "patients: 40, reach: {call_back: {mean_hours: 4}}"},
      {"patients: 40", "patients: 40, reach: {better: []}"},
      {"patients: 40", "patients: 40, enrolment: {drop_out: {later_per_month: 0.06}}"},
      {"patients: 40", "patients: 40, adherence: {calibrate: {days16: 0.71}}"},
      {"rpm_share: 1.0", "rpm_share: 0.9"},
      {"rpm_share: 1.0", "rpm_share: 1.0, wage_usd: 46"},
      {"rpm_share: 1.0", "rpm_share: 1.0, huddle: 10min"},
      {"rpm_share: 1.0", "rpm_share: 1.0, wind_down: 10min"},
      {"rpm_share: 1.0", "rpm_share: 1.0, at_shift_end: hand_over"},
      {"rpm_share: 1.0", "rpm_share: 1.0, rpm_share_on: {fri: 0.5}"},
      {"rpm_share: 1.0", "rpm_share: 1.0, speed_sd: 0.1"},
      {"rpm_share: 1.0", "rpm_share: 1.0, from: 2026-01"},
      {"rpm_share: 1.0", "rpm_share: 1.0, away: [2026-02-16]"},
      {"rpm_share: 1.0", "rpm_share: 1.0, cover: {by: Nora, for: leave}"},
      {"rpm_share: 1.0", "rpm_share: 1.0, sick: {spell_days: 4}"},
      {"rpm_share: 1.0", "rpm_share: 1.0, breaks: []"},
      {"rpm_share: 1.0", "rpm_share: 1.0, hours: {mon-fri: \"08:00-16:45\"}"},
      {"name: one", "name: two"}};
  for (const auto& [from, to] : replacements) {
    std::string text = base();
    text.replace(text.find(from), from.size(), to);
    EXPECT_TRUE(seen.insert(hash_of(text)).second) << to;
  }
}

}  // namespace
}  // namespace caseload::scenarios
