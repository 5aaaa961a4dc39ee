// Everything that crosses the wire comes out as it went in.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grpc/convert/claims.hpp"
#include "grpc/convert/documentation.hpp"
#include "grpc/convert/registration.hpp"
#include "grpc/convert/rules.hpp"
#include "grpc/convert/telemetry.hpp"
#include "grpc/convert/work.hpp"
#include "tests/grpc/traffic.hpp"

namespace caseload::wire::testing {
namespace {

using ::testing::HasSubstr;

const SimTime kNoon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{12}};

// Through the bytes, as it is over the wire.
template <class Message, class Value>
auto there_and_back(const Value& value) {
  Message message;
  encode(value, message);
  Message received;
  EXPECT_TRUE(received.ParseFromString(message.SerializeAsString()));
  return decode(received);
}

TEST(Conversions, AReadingOfEachKind) {
  const std::vector<telemetry::Measurement> measurements{
      telemetry::BloodPressure{131, 82, 70}, telemetry::Weight{80'100}, telemetry::Glucose{105},
      telemetry::Oximetry{96, 71}};
  for (const telemetry::Measurement& measurement : measurements) {
    const telemetry::Reading reading{PatientId{3}, DeviceId{7},        12,
                                     kNoon,        kNoon + seconds{9}, measurement};

    const auto back = there_and_back<v1::Reading>(reading);

    ASSERT_TRUE(back) << back.error().text;
    EXPECT_EQ(*back, reading);
  }
}

TEST(Conversions, AnEnrolmentWithEveryLimit) {
  const telemetry::SignalLimits limits{.review = {.low = 1, .high = 2},
                                       .urgent = {.low = -3, .high = 0}};
  telemetry::Enrolment enrolment{
      .patient = PatientId{3},
      .monitoring_from = kNoon,
      .limits = {limits, {}, limits, {.review = {}, .urgent = {.low = 70}}, limits, limits},
      .devices = {DeviceId{1}, DeviceId{2}, DeviceId{3}, DeviceId{4}},
      .device_kinds = {telemetry::DeviceKind::Cuff, telemetry::DeviceKind::Scale,
                       telemetry::DeviceKind::Glucometer, telemetry::DeviceKind::Oximeter}};
  enrolment.limits.diastolic_mmhg.review.high = 95;

  const auto back = there_and_back<v1::Enrolment>(enrolment);

  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(back->patient, enrolment.patient);
  EXPECT_EQ(back->monitoring_from, enrolment.monitoring_from);
  EXPECT_EQ(back->limits, enrolment.limits);
  EXPECT_EQ(back->devices, enrolment.devices);
  EXPECT_EQ(back->device_kinds, enrolment.device_kinds);
}

TEST(Conversions, AWithdrawal) {
  const Withdrawal withdrawal{.patient = PatientId{9}, .at = kNoon};
  EXPECT_EQ(there_and_back<v1::Withdrawal>(withdrawal).value(), withdrawal);
}

TEST(Conversions, AnAlertOfEachKindAndLevel) {
  using enum telemetry::AlertKind;
  for (const telemetry::AlertKind kind : {Reading, Silence, Trend}) {
    for (const telemetry::AlertLevel level :
         {telemetry::AlertLevel::Review, telemetry::AlertLevel::Urgent}) {
      for (const bool suppressed : {false, true}) {
        const telemetry::Alert alert{kNoon, PatientId{1}, DeviceId{2}, 3, kind, level, suppressed};
        EXPECT_EQ(there_and_back<v1::Alert>(alert).value(), alert);
      }
    }
  }
}

TEST(Conversions, AnAlertOfNoLevelIsRefused) {
  const telemetry::Alert alert{.raised_at = kNoon, .level = telemetry::AlertLevel::None};
  EXPECT_THAT(there_and_back<v1::Alert>(alert).error().text,
              HasSubstr("level is 0; expected 1 or 2"));
}

TEST(Conversions, TimeOfEachRoleActivityAndProgram) {
  for (int index = 0; index < rules::kActivities; ++index) {
    const rules::TimeEntry entry{.patient = PatientId{1},
                                 .staff = StaffId{2},
                                 .role = static_cast<rules::Role>(index % rules::kRoles),
                                 .activity = static_cast<rules::Activity>(index),
                                 .program = static_cast<rules::Program>(index % rules::kPrograms),
                                 .live = index % 2 == 0,
                                 .countable = index % 3 == 0,
                                 .flagged = index % 5 == 0,
                                 .start = kNoon,
                                 .end = kNoon + SimDuration{1}};
    const auto back = there_and_back<v1::TimeEntry>(entry);
    ASSERT_TRUE(back) << back.error().text;
    const auto fields = [](const rules::TimeEntry& e) {
      return std::tuple{e.patient, e.staff,     e.role,    e.activity, e.program,
                        e.live,    e.countable, e.flagged, e.start,    e.end};
    };
    EXPECT_EQ(fields(*back), fields(entry));
  }
}

TEST(Conversions, AVisit) {
  const rules::Visit visit{PatientId{4}, kNoon, kNoon + minutes{20}};
  const auto back = there_and_back<v1::Visit>(visit);
  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(std::tuple(back->patient, back->start, back->end),
            std::tuple(visit.patient, visit.start, visit.end));
}

TEST(Conversions, UnknownWordsAreRefusedByField) {
  v1::TimeEntry entry;
  encode(rules::TimeEntry{.start = kNoon, .end = kNoon}, entry);
  entry.set_role(static_cast<v1::Role>(99));
  EXPECT_EQ(decode(entry).error().text, "role is 99; expected 1 to 7");
  entry.set_role(v1::ROLE_UNSPECIFIED);
  EXPECT_EQ(decode(entry).error().text, "role is 0; expected 1 to 7");
}

TEST(Conversions, ARegistrationWithItsRuleSets) {
  Registration sent = registration("run 1");
  sent.rules.sets.back().device_period = rules::DevicePeriodKind::CalendarMonth;
  sent.rules.sets.back().visit_exclusion = rules::VisitExclusion::Day;
  sent.rules.sets.front().set_up.reset();
  sent.rules.sets.back().rtm_set_up = rules::SetUpRule{.code = "98975", .days_min = 2};
  sent.rules.sets.back().rtm_tiers = sent.rules.sets.back().time_tiers;
  sent.rules.sets.back().rtm_add_ons = sent.rules.sets.back().add_ons;
  sent.rules.sets.back().rtm_device_tiers[1] = {{.code = "98977", .days_min = 16, .days_max = 30}};
  sent.rules.sets.back().contractor_priced = {"98978"};
  sent.rules.sets.front().practitioner.reset();

  const auto back = there_and_back<v1::Registration>(sent);

  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(back->run, sent.run);
  EXPECT_EQ(back->scenario_name, sent.scenario_name);
  EXPECT_EQ(back->scenario_hash, sent.scenario_hash);
  EXPECT_EQ(back->zone.name(), sent.zone.name());
  EXPECT_EQ(back->zone.periods(), sent.zone.periods());
  EXPECT_EQ(back->alerts.join_within, sent.alerts.join_within);
  EXPECT_EQ(back->alerts.silence_after, sent.alerts.silence_after);
  EXPECT_EQ(back->alerts.silence_repeat, sent.alerts.silence_repeat);
  EXPECT_EQ(back->alerts.stale_after, sent.alerts.stale_after);
  EXPECT_EQ(back->alerts.known_for, sent.alerts.known_for);
  EXPECT_EQ(back->alerts.weight_gains, sent.alerts.weight_gains);
  ASSERT_EQ(back->rules.sets.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const rules::RuleSet& theirs = back->rules.sets[i];
    const rules::RuleSet& ours = sent.rules.sets[i];
    EXPECT_TRUE(theirs == ours) << ours.name;
  }
}

TEST(Conversions, ClaimsAndTheirReasons) {
  const LocalDay first = *parse_day("2026-02-27");
  const LocalDay last = *parse_day("2026-03-28");
  const PatientClaims sent{
      .patient = PatientId{5},
      .credit = {.credited = seconds{1390}, .live_contact = true, .practitioner = seconds{5}},
      .claims = {{"99458", 2, first, last, "enough", {"consent: unknown"}, true}},
      .not_claimed = {{"99454", first, last, "9 days"}}};

  const auto back = there_and_back<v1::PatientMonth>(sent);

  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(back->patient, sent.patient);
  EXPECT_EQ(back->credit.credited, sent.credit.credited);
  EXPECT_EQ(back->credit.live_contact, sent.credit.live_contact);
  EXPECT_EQ(back->credit.practitioner, sent.credit.practitioner);
  ASSERT_EQ(back->claims.size(), 1U);
  EXPECT_EQ(back->claims[0].code, "99458");
  EXPECT_EQ(back->claims[0].units, 2);
  EXPECT_EQ(back->claims[0].service_from, first);
  EXPECT_EQ(back->claims[0].service_to, last);
  EXPECT_EQ(back->claims[0].reason, "enough");
  EXPECT_EQ(back->claims[0].unknown, std::vector<std::string>{"consent: unknown"});
  EXPECT_TRUE(back->claims[0].held);
  ASSERT_EQ(back->not_claimed.size(), 1U);
  EXPECT_EQ(back->not_claimed[0].code, "99454");
  EXPECT_EQ(back->not_claimed[0].reason, "9 days");
}

TEST(Conversions, WhatIsKnownOfThePapersAndWhatIsNot) {
  rules::Documentation sent = rules::kComplete;
  sent.consented = rules::YesNoUnknown::Unknown;
  sent.signed_off = rules::YesNoUnknown::No;
  v1::Documentation message;
  encode(sent, message);

  Findings findings;
  const rules::Documentation back = decode(message, findings);

  EXPECT_TRUE(findings.conclude(0));
  EXPECT_EQ(back.enrolled, rules::YesNoUnknown::Yes);
  EXPECT_EQ(back.ordered, rules::YesNoUnknown::Yes);
  EXPECT_EQ(back.consented, rules::YesNoUnknown::Unknown);
  EXPECT_EQ(back.billed_elsewhere, rules::YesNoUnknown::No);
  EXPECT_EQ(back.signed_off, rules::YesNoUnknown::No);
  message.set_established(static_cast<v1::YesNoUnknown>(7));
  EXPECT_EQ(decode(message, findings).established, rules::YesNoUnknown::Unknown);
  EXPECT_FALSE(findings.conclude(0));
}

}  // namespace
}  // namespace caseload::wire::testing
