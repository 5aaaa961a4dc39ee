#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "scenarios/load.hpp"
#include "sim/population/calibrate_adherence.hpp"
#include "tests/scenarios/golden.hpp"

namespace caseload::scenarios {
namespace {

using namespace std::chrono_literals;
using rules::Activity;

constexpr const char* kSmall = R"(schema_version: 1
timezone: America/New_York
months: [2026-02]
panel: {patients: 40}
staff:
  - {name: Ana, role: rn, rpm_share: 1.0}
  - {name: Nora, role: np, rpm_share: 0.1}
plans:
  - {name: one nurse, staff: [Ana, Nora]}
)";

LoadedScenario loaded(const std::string& more = "", std::string from = "",
                      const std::string& to = "") {
  std::string text = kSmall;
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  auto result = parse_scenario(text + more, "small.yaml");
  EXPECT_TRUE(result) << result.error().text;
  return result ? *result : LoadedScenario{};
}

const DefaultUsed* used(const LoadedScenario& loaded, const std::string& path) {
  const auto found = std::ranges::find(loaded.defaults, path, &DefaultUsed::path);
  return found == loaded.defaults.end() ? nullptr : &*found;
}

TEST(LoadScenario, MainStreetClinicIsTheClinicOfTheDefaults) {
  const auto result = load_library_scenario("main_street_clinic");
  ASSERT_TRUE(result) << result.error().text;
  const experiment::Scenario& s = result->scenario;

  EXPECT_EQ(s.name, "main_street_clinic");
  EXPECT_EQ(s.population.patients, 320);
  ASSERT_EQ(s.months.size(), 3U);
  EXPECT_EQ(s.months[2].name(), "2026-11");
  EXPECT_EQ(s.warmup_months, 2);
  ASSERT_EQ(s.plans.size(), 5U);
  EXPECT_EQ(s.plans[1].name, "1 RN + ½ MA");
  EXPECT_EQ(s.plans[4].staff.size(), 4U);
  EXPECT_EQ(s.care.plan.contacts_high, 2);
  EXPECT_NEAR(s.care.alerts.reading_alerts_per_month, 2.1, 0.1);  // 2.5, less the silences
  EXPECT_EQ(s.care.alerts.silence_after, 48h);
  EXPECT_DOUBLE_EQ(s.care.tasks[static_cast<std::size_t>(Activity::CheckIn)].minutes.mean_minutes(),
                   12);
  EXPECT_DOUBLE_EQ(s.care.tasks[static_cast<std::size_t>(Activity::Review)].minutes.mean_minutes(),
                   1.2);
  EXPECT_EQ(s.economics.device_price[0].value, 6900);
  EXPECT_EQ(s.staff[0].wage_per_hour.value, 4500);
  EXPECT_EQ(s.staff[4].rpm_share, 0.10);
  EXPECT_EQ(std::get<experiment::UrgentRequirement>(s.require[1]).at_most, 2);
  EXPECT_EQ(s.rules.for_day(LocalDay{std::chrono::year{2025} / 12 / 31}).name, "medicare-2025");
  EXPECT_EQ(s.rules.for_day(s.months[0].first_day()).name, "medicare-2026");
  EXPECT_TRUE(s.make_device);
}

TEST(LoadScenario, EveryDefaultIsToldWithItsBasis) {
  const LoadedScenario small = loaded();

  const DefaultUsed* logged = used(small, "logging.logged_share");
  ASSERT_NE(logged, nullptr);
  EXPECT_EQ(logged->value_text, "0.93");
  EXPECT_EQ(logged->basis, "assumed");
  EXPECT_TRUE(logged->own_value_wanted);
  for (const DefaultUsed& d : small.defaults) EXPECT_FALSE(d.basis.empty()) << d.path;
}

TEST(LoadScenario, WhatIsGivenIsNoDefault) {
  const LoadedScenario small = loaded("logging: {logged_share: 0.8}\n");

  EXPECT_EQ(small.scenario.care.logging.logged_share, 0.8);
  EXPECT_EQ(small.scenario.care.logging.forgotten_timer_share, 0.03);
  EXPECT_EQ(used(small, "logging.logged_share"), nullptr);
  EXPECT_NE(used(small, "logging.forgotten_timer_share"), nullptr);
}

TEST(LoadScenario, WordsAreReadInAnyCase) {
  const LoadedScenario small =
      loaded("rules: Medicare\nholidays: US-Federal\n", "{name: Ana, role: rn, rpm_share: 1.0}",
             "{name: Ana, role: RN, rpm_share: 1.0}");

  EXPECT_EQ(small.scenario.staff[0].role, rules::Role::Rn);
  EXPECT_EQ(small.scenario.staff[0].wage_per_hour.value, 4500);  // of its role's defaults
  EXPECT_FALSE(small.scenario.holidays.days().empty());
}

TEST(LoadScenario, ATimeZoneWithoutDaylightSavingIsWarnedOf) {
  const LoadedScenario small = loaded("", "America/New_York", "EST");

  ASSERT_EQ(small.warnings.size(), 1U);
  EXPECT_THAT(small.warnings[0],
              ::testing::StartsWith("small.yaml:2:11: timezone: warning: \"EST\" keeps the same "
                                    "offset all year, without daylight saving; expected the name "
                                    "of a place, such as America/New_York\n"));
  EXPECT_TRUE(loaded().warnings.empty());
}

TEST(LoadScenario, AHolidayOnAWeekendClosesBothDays) {
  const Holidays holidays = loaded().scenario.holidays;

  EXPECT_TRUE(holidays.contains(*parse_day("2026-07-03")));
  EXPECT_TRUE(holidays.contains(*parse_day("2026-07-04")));
}

TEST(LoadScenario, TheLastRuleSetIsCarriedForwardOnRequest) {
  const LoadedScenario small =
      loaded("rules_carry_forward: 2027\n", "months: [2026-02]", "months: [2026-12, 2027-01]");
  const rules::RuleBook& rules = small.scenario.rules;
  const auto day = [](const char* text) { return *parse_day(text); };

  EXPECT_EQ(rules.for_day(day("2026-12-31")).name, "medicare-2026");
  EXPECT_EQ(rules.for_day(day("2027-01-01")).name, "medicare-2026 (carried forward)");
  EXPECT_EQ(rules.for_day(day("2027-01-01")).rates, rules.for_day(day("2026-12-31")).rates);
  EXPECT_FALSE(rules.carried_forward(day("2026-12-31")));
  EXPECT_TRUE(rules.carried_forward(day("2027-12-31")));
  EXPECT_EQ(rules.find(day("2028-01-01")), nullptr);
  EXPECT_TRUE(small.warnings.empty());
}

TEST(LoadScenario, ACarriedRuleSetIsThereForMonthsOfTheCommandLineToo) {
  const LoadedScenario small = loaded("rules_carry_forward: 2027\n");

  EXPECT_NE(small.scenario.rules.find(*parse_day("2027-06-01")), nullptr);
  EXPECT_NE(small.scenario.hash, loaded().scenario.hash);
}

TEST(LoadScenario, NothingIsCarriedOverPublishedRules) {
  const LoadedScenario small = loaded("rules_carry_forward: 2026\n");

  EXPECT_FALSE(small.scenario.rules.published_to);
  ASSERT_EQ(small.warnings.size(), 1U);
  EXPECT_THAT(small.warnings[0], ::testing::HasSubstr("nothing is carried forward"));
  EXPECT_EQ(small.scenario.hash, loaded().scenario.hash);
}

TEST(LoadScenario, AKnownConditionBringsItsDevicesAndVitalSigns) {
  const LoadedScenario small = loaded("", "{patients: 40}",
                                      "{patients: 40, conditions: {copd: {share: 0.4}, "
                                      "heart_failure: {share: 0.6, sessions_per_day: 2}}}");
  const auto& conditions = small.scenario.population.conditions;

  ASSERT_EQ(conditions.size(), 2U);
  EXPECT_EQ(conditions[0].name, "copd");
  EXPECT_EQ(conditions[0].devices, std::vector{telemetry::DeviceKind::Oximeter});
  EXPECT_EQ(conditions[0].physiology.spo2_percent.mean, 92.1);
  EXPECT_EQ(conditions[1].sessions_per_day, 2);
  EXPECT_EQ(conditions[1].physiology.systolic_mmhg.mean, 131.5);
}

TEST(LoadScenario, AConditionOfOnesOwnTakesWhatItDoesNotSay) {
  const LoadedScenario small = loaded(
      "", "{patients: 40}",
      "{patients: 40, conditions: {pregnancy: {share: 1, physiology: {systolic: {mean: 118}}}}}");
  const population::Condition& own = small.scenario.population.conditions.at(0);

  EXPECT_EQ(own.devices, std::vector{telemetry::DeviceKind::Cuff});
  EXPECT_EQ(own.physiology.systolic_mmhg.mean, 118);
  EXPECT_EQ(own.physiology.systolic_mmhg.between_sd, 14.1);
}

TEST(LoadScenario, AdherenceIsGivenOrCalibrated) {
  const LoadedScenario calibrated = loaded();
  const LoadedScenario given =
      loaded("", "{patients: 40}", "{patients: 40, adherence: {beta: {mean: 0.736, sd: 0.25}}}");

  const population::AdherenceModel& model = calibrated.scenario.population.adherence;
  const auto reached =
      population::device_day_shares(model, calibrated.scenario.population.enrolment);
  EXPECT_NEAR(reached.days16, 0.70, 0.005);
  EXPECT_NEAR(given.scenario.population.adherence.daily.alpha, 1.55, 0.01);
  EXPECT_EQ(given.scenario.population.adherence.gaps_per_month, 0.5);
}

TEST(LoadScenario, AWageFollowsFromTheRole) {
  const LoadedScenario small = loaded();

  EXPECT_EQ(small.scenario.staff[0].wage_per_hour.value, 4500);
  EXPECT_EQ(small.scenario.staff[1].wage_per_hour.value, 6202);
}

TEST(LoadScenario, ABreakThatWasNotAskedForIsLeftOutWhereNoShiftHoldsIt) {
  const LoadedScenario small =
      loaded("", "rpm_share: 1.0", "rpm_share: 1.0, hours: {mon-fri: \"08:00-12:00\"}");

  EXPECT_EQ(small.scenario.staff[0].breaks, (std::vector<care::ClockSpan>{{600, 615}}));
  EXPECT_EQ(small.scenario.staff[0].hours[0], std::nullopt);
  EXPECT_EQ(small.scenario.staff[0].hours[5], (care::ClockSpan{480, 720}));
}

TEST(LoadScenario, SomebodyMayWorkNoHours) {
  const LoadedScenario small =
      loaded("  - {name: both, staff: [Ana, Nora, Max]}\n", "  - {name: Nora",
             "  - {name: Max, role: ma, rpm_share: 1, hours: {}}\n  - {name: Nora");

  EXPECT_EQ(small.scenario.plans[1].staff.size(), 3U);
}

TEST(LoadScenario, ACountMakesPeopleAlike) {
  const LoadedScenario small = loaded(
      "  - {name: twelve, staff: [Nurse 1..12, Nora]}\n  - {name: last, staff: [Nurse 40, Nora]}\n",
      "name: Ana, role: rn",
      "name: Ana, role: rn, rpm_share: 1}\n  - {name: Nurse, count: 40, role: rn");
  const experiment::Scenario& s = small.scenario;

  ASSERT_EQ(s.staff.size(), 42U);
  EXPECT_EQ(s.staff[1].name, "Nurse 1");
  EXPECT_EQ(s.staff[40].name, "Nurse 40");
  EXPECT_EQ(s.plans[1].staff.size(), 13U);
  EXPECT_EQ(s.plans[2].staff, (std::vector<std::size_t>{40, 41}));
}

TEST(LoadScenario, WorkThatFollowsIsDoneByWhoeverDidWhatWentBefore) {
  const care::TaskTable& tasks = loaded().scenario.care.tasks;
  const auto roles = [&](Activity activity) {
    return tasks[static_cast<std::size_t>(activity)].roles;
  };

  EXPECT_EQ(roles(Activity::Escalation), roles(Activity::Triage));
  EXPECT_EQ(roles(Activity::Note),
            (std::vector{rules::Role::Rn, rules::Role::Lpn, rules::Role::Ma, rules::Role::Np}));
}

TEST(LoadScenario, OnlyWorkThatArisesNeedsSomebody) {
  const LoadedScenario small = loaded("alerts: {escalate_share: 0}\n", "[Ana, Nora]", "[Ana]");

  EXPECT_EQ(small.scenario.plans[0].staff.size(), 1U);
}

TEST(LoadScenario, MonthsAreAListOneMonthOrAYear) {
  const auto months = [](const std::string& given) {
    std::string names;
    for (const CalendarMonth month : loaded("", "[2026-02]", given).scenario.months)
      names += month.name() + " ";
    return names;
  };

  EXPECT_EQ(months("[2026-11, 2026-02]"), "2026-11 2026-02 ");
  EXPECT_EQ(months("2026-03"), "2026-03 ");
  EXPECT_EQ(months("2026"),
            "2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 "
            "2026-11 2026-12 ");
}

TEST(LoadScenario, AYearWithoutRulesIsRefusedMonthByMonth) {
  std::string text = kSmall;
  text.replace(text.find("[2026-02]"), 9, "2031");
  const auto result = parse_scenario(text, "small.yaml");

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().text, testing::HasSubstr("is in force in 2031-01"));
}

TEST(LoadScenario, HolidaysAreARuleOrDatesOrBoth) {
  const auto day = [](int m, int d) { return LocalDay{std::chrono::year{2026} / m / d}; };
  const Holidays both = loaded("holidays: [us-federal, 2026-02-13]\n").scenario.holidays;
  const Holidays none = loaded("holidays: []\n").scenario.holidays;

  EXPECT_TRUE(both.contains(day(2, 13)) && both.contains(day(2, 16)) && both.contains(day(1, 1)));
  EXPECT_TRUE(none.days().empty());
}

TEST(LoadScenario, TheWarmUpBeforeANamedRuleSetUsesTheOneOfItsDays) {
  const rules::RuleBook book = loaded("rules: medicare-2026\n").scenario.rules;

  EXPECT_EQ(book.for_day(LocalDay{std::chrono::year{2025} / 12 / 1}).name, "medicare-2025");
  EXPECT_EQ(book.for_day(LocalDay{std::chrono::year{2026} / 2 / 28}).name, "medicare-2026");
}

TEST(LoadScenario, ARuleFileOfOnesOwnIsFoundBesideTheScenario) {
  const auto folder =
      std::filesystem::path(testing::TempDir()) / ("own_rules_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::string rules = file_text(source_dir() / "scenarios/rules/medicare_2026.yaml");
  rules.replace(rules.find("name: medicare-2026"), 19, "name: our-payer");
  std::ofstream(folder / "our_payer.yaml") << rules;
  std::ofstream(folder / "clinic.yaml") << kSmall << "rules: our_payer.yaml\n";

  const auto result = load_scenario(folder / "clinic.yaml");

  ASSERT_TRUE(result) << result.error().text;
  EXPECT_EQ(result->scenario.rules.for_day(result->scenario.months[0].first_day()).name,
            "our-payer");
  std::filesystem::remove_all(folder);
}

TEST(LoadScenario, AFileIsReadLikeItsText) {
  const auto file = load_scenario(source_dir() / "scenarios/library/main_street_clinic.yaml");
  const auto library = load_library_scenario("main_street_clinic");

  ASSERT_TRUE(file && library);
  EXPECT_EQ(file->scenario.hash, library->scenario.hash);
  EXPECT_EQ(file->defaults, library->defaults);
}

TEST(LoadScenario, TheLibraryKnowsItsNames) {
  EXPECT_THAT(
      library_scenarios(),
      testing::ElementsAre("bilingual_clinic", "chronic_care_clinic", "growing_programme",
                           "heart_failure_programme", "main_street_clinic", "regional_network"));
  EXPECT_EQ(load_library_scenario("main_stret_clinic").error().text,
            "no scenario of the library is called \"main_stret_clinic\"; did you mean "
            "\"main_street_clinic\"?; there are: "
            "bilingual_clinic, chronic_care_clinic, growing_programme, heart_failure_programme, "
            "main_street_clinic, regional_network");
}

TEST(LoadScenario, ADirectoryIsRefused) {
  EXPECT_THAT(load_scenario(source_dir()).error().text,
              testing::EndsWith("is a directory, not a file"));
}

TEST(LoadScenario, NobodySignsAndNobodyIsOnCallUnlessAsked) {
  const experiment::Scenario s = loaded().scenario;

  EXPECT_FALSE(s.care.sign_off.wanted);
  EXPECT_TRUE(std::ranges::none_of(
      s.staff, [](const care::StaffMember& person) { return person.on_call.has_value(); }));
  EXPECT_FALSE(s.plans[0].vendor_calls);
}

TEST(LoadScenario, PeopleOnCallAndLinesStandBehindTheStaff) {
  const experiment::Scenario s = loaded(R"(on_call:
  - {name: Olga, role: rn, responds_in: 15min, usd_per_hour: 5, usd_per_call: 40, hours: {sat: "08:00-08:00", mon-fri: "16:30-08:00"}}
  - {name: Line, role: rn, line: vendor, responds_in: 10min, fee_usd_per_patient_month: 3.50}
)",
                                        "staff: [Ana, Nora]", "staff: [Ana, Nora, Olga, Line]")
                                     .scenario;

  ASSERT_EQ(s.staff.size(), 4U);
  EXPECT_EQ(s.plans[0].staff, (std::vector<std::size_t>{0, 1, 2, 3}));
  const care::StaffMember& olga = s.staff[2];
  ASSERT_TRUE(olga.on_call);
  EXPECT_FALSE(olga.has_hours());
  EXPECT_TRUE(olga.supervised);
  EXPECT_EQ(olga.on_call->hours[6], (care::ClockSpan{8 * 60, 32 * 60}));
  EXPECT_EQ(olga.on_call->hours[1], (care::ClockSpan{16 * 60 + 30, 32 * 60}));
  EXPECT_EQ(olga.on_call->per_call, Cents{4000});
  const care::StaffMember& line = s.staff[3];
  ASSERT_TRUE(line.on_call);
  EXPECT_TRUE(line.on_call->vendor_line);
  EXPECT_FALSE(line.supervised);  // not said: not counted
  EXPECT_EQ(line.on_call->fee_per_patient_month, Cents{350});
}

TEST(LoadScenario, APlanMayBeAVendorsForAFeeOfItsOwn) {
  const experiment::Scenario s =
      loaded(
          R"(  - {name: vendor, kind: vendor_calls, fee_usd_per_patient_month: 48, staff: [Vic, Ana, Nora]}
)",
          "  - {name: Nora,",
          "  - {name: Vic, role: ma, rpm_share: 0.5, vendor: true, supervised: false, may: "
          "[check_in]}\n  - {name: Nora,")
          .scenario;

  EXPECT_FALSE(s.plans[0].vendor_calls);
  EXPECT_TRUE(s.plans[1].vendor_calls);
  EXPECT_EQ(s.plans[1].vendor_fee, Cents{4800});
  EXPECT_FALSE(s.staff[1].supervised);
}

TEST(LoadScenario, UrgentAlertsMayBeAskedForOnTheWallClock) {
  const experiment::Scenario s = loaded(R"(require:
  - {urgent_late_over: 60min, at_most: 2, clock: wall, in_months_of_100: 95}
)")
                                     .scenario;

  EXPECT_TRUE(std::get<experiment::UrgentRequirement>(s.require[0]).on_the_wall_clock);
}

}  // namespace
}  // namespace caseload::scenarios
