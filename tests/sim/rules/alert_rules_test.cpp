#include "sim/rules/alert_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "tests/sim/rules/heard_of_ana.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Grade, TheWorstSignalDecides) {
  EXPECT_EQ(grade(telemetry::BloodPressure{159, 70, 70}, limits()), telemetry::AlertLevel::None);
  EXPECT_EQ(grade(telemetry::BloodPressure{160, 70, 70}, limits()), telemetry::AlertLevel::Review);
  EXPECT_EQ(grade(telemetry::BloodPressure{90, 70, 70}, limits()), telemetry::AlertLevel::Review);
  EXPECT_EQ(grade(telemetry::BloodPressure{180, 70, 70}, limits()), telemetry::AlertLevel::Urgent);
  EXPECT_EQ(grade(telemetry::BloodPressure{120, 70, 110}, limits()), telemetry::AlertLevel::Review);
  EXPECT_EQ(grade(telemetry::BloodPressure{180, 70, 110}, limits()), telemetry::AlertLevel::Urgent);
  EXPECT_EQ(grade(telemetry::Weight{90'000}, limits()), telemetry::AlertLevel::Review);
  EXPECT_EQ(grade(telemetry::Oximetry{70, 50}, limits()), telemetry::AlertLevel::Review);
}

TEST(Grade, WithoutLimitsNothingAlerts) {
  EXPECT_EQ(grade(telemetry::BloodPressure{300, 200, 250}, telemetry::Limits{}),
            telemetry::AlertLevel::None);
  EXPECT_EQ(grade(telemetry::Glucose{20}, telemetry::Limits{}), telemetry::AlertLevel::None);
}

TEST(AlertRules, AReadingOutsideItsLimitsAlertsWhenItArrives) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 8h, 120));
  rules.accept(pressure(2, 9h, 165));

  EXPECT_THAT(heard(rules, 9h), ElementsAre(alert(2, 9h)));
  EXPECT_THAT(heard(rules, 10h), IsEmpty()) << "an alert is handed on once";
}

TEST(AlertRules, WhatLiesBeyondTheWatermarkWaits) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 9h, 165));

  EXPECT_THAT(heard(rules, 9h - 1us), IsEmpty());
  EXPECT_THAT(heard(rules, 9h), ElementsAre(alert(1, 9h)));
}

TEST(AlertRules, RepeatsWithinTheWindowAreJoinedToTheAlertThatOpenedIt) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 8h, 165));
  rules.accept(pressure(2, 20h, 170));
  rules.accept(pressure(3, 28h - 1us, 170));  // the window counts from the first, not from the last
  rules.accept(pressure(4, 28h, 165));

  EXPECT_THAT(heard(rules, 40h), ElementsAre(alert(1, 8h), alert(4, 28h)));
}

TEST(AlertRules, UrgentAfterReviewIsRaisedAndOpensAWindowOfItsOwn) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 8h, 165));
  rules.accept(pressure(2, 20h, 185));
  rules.accept(pressure(3, 21h, 190));  // urgent again
  rules.accept(pressure(4, 39h, 165));  // review after urgent

  EXPECT_THAT(heard(rules, 40h),
              ElementsAre(alert(1, 8h), alert(2, 20h, telemetry::AlertLevel::Urgent)));
}

TEST(AlertRules, EachDeviceHasItsOwnWindow) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 8h, 165));
  telemetry::Reading weight = pressure(1, 9h, 0);
  weight.device = kScale;
  weight.measurement = telemetry::Weight{91'000};
  rules.accept(weight);

  telemetry::Alert of_weight = alert(1, 9h);
  of_weight.device = kScale;
  EXPECT_THAT(heard(rules, 9h), ElementsAre(alert(1, 8h), of_weight));
}

telemetry::Alert suppressed(telemetry::Alert alert) {
  alert.suppressed = true;
  return alert;
}

TEST(AlertRules, WhatSomebodyKnowsIsClosedAndCounted) {
  AlertRules rules = with_ana({.known_for = 72h});
  rules.accept(pressure(1, 8h, 165));
  rules.accept(pressure(2, 32h, 165));
  rules.accept(pressure(3, 79h, 165));
  rules.accept(pressure(4, 80h, 165));   // joined to the one before it
  rules.accept(pressure(5, 100h, 165));  // what is closed makes nobody know for longer
  rules.accept(pressure(6, 124h, 165));

  EXPECT_THAT(heard(rules, 124h),
              ElementsAre(alert(1, 8h), suppressed(alert(2, 32h)), suppressed(alert(3, 79h)),
                          alert(5, 100h), suppressed(alert(6, 124h))));
}

TEST(AlertRules, AnUrgentAlertIsNeverClosedAndTellsOfWhatFollows) {
  AlertRules rules = with_ana({.known_for = 72h});
  rules.accept(pressure(1, 8h, 165));
  rules.accept(pressure(2, 32h, 185));
  rules.accept(pressure(3, 56h, 190));
  rules.accept(pressure(4, 100h, 165));

  EXPECT_THAT(
      heard(rules, 100h),
      ElementsAre(alert(1, 8h), alert(2, 32h, telemetry::AlertLevel::Urgent),
                  alert(3, 56h, telemetry::AlertLevel::Urgent), suppressed(alert(4, 100h))));
}

TEST(AlertRules, ASecondCopyChangesNothing) {
  AlertRules rules = with_ana({.join_within = 0h});
  rules.accept(pressure(1, 8h, 165));
  telemetry::Reading copy = pressure(1, 30h, 165);
  rules.accept(copy);

  EXPECT_THAT(heard(rules, 55h), ElementsAre(alert(1, 8h)));
  EXPECT_THAT(heard(rules, 56h), ElementsAre(silence(1, 56h))) << "a copy is not a sign of life";
}

TEST(AlertRules, ALateReadingEndsASilenceButRaisesNothing) {
  AlertRules rules = with_ana();
  telemetry::Reading late = pressure(1, 40h, 190);
  late.taken_at = late.received_at - 24h - 1us;
  rules.accept(late);
  EXPECT_THAT(heard(rules, 87h), IsEmpty());

  telemetry::Reading in_time = pressure(2, 87h, 190);
  in_time.taken_at = in_time.received_at - 24h;
  rules.accept(in_time);
  EXPECT_THAT(heard(rules, 87h), ElementsAre(alert(2, 87h, telemetry::AlertLevel::Urgent)));
}

TEST(AlertRules, SilenceAlertsAtTheVeryInstantAndOncePerSpell) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 10h, 120));

  EXPECT_THAT(heard(rules, 58h - 1us), IsEmpty());
  EXPECT_THAT(heard(rules, 58h), ElementsAre(silence(1, 58h)));
  EXPECT_THAT(heard(rules, 3000h), IsEmpty());
}

TEST(AlertRules, SomeoneNeverHeardIsSilentFromTheStartOfMonitoring) {
  AlertRules rules({});
  rules.enrol(ana(kStart + 12h));

  EXPECT_THAT(heard(rules, 100h), ElementsAre(silence(0, 60h)));
}

TEST(AlertRules, AReadingAtTheVeryDeadlineWasHeardInTime) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 10h, 120));
  rules.accept(pressure(2, 58h, 120));

  EXPECT_THAT(heard(rules, 106h), ElementsAre(silence(2, 106h)));
}

TEST(AlertRules, ASilenceThatEndedBeforeAWatermarkPassedItIsStillRaised) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 10h, 120));
  rules.accept(pressure(2, 59h, 165));

  EXPECT_THAT(heard(rules, 60h), ElementsAre(silence(1, 58h), alert(2, 59h)));
}

TEST(AlertRules, ASecondSpellWithinTheBlockAlertsWhenTheNextOneBeginsIfItLastsThatLong) {
  AlertRules rules = with_ana({.silence_repeat = days{10}});
  EXPECT_THAT(heard(rules, 48h), ElementsAre(silence(0, 48h)));
  rules.accept(pressure(1, 50h, 120));
  rules.accept(
      pressure(2, 150h, 120));  // 100 hours of silence: within the block, over before its end

  EXPECT_THAT(heard(rules, 240h - 1us), IsEmpty());
  EXPECT_THAT(heard(rules, 240h), ElementsAre(silence(2, 240h)));
}

TEST(AlertRules, WhatWentBeforeMovesTheFirstSilence) {
  AlertRules heard_before = with_ana();
  heard_before.remember(kAna, kStart - 30h, {});
  EXPECT_THAT(heard(heard_before, 17h), IsEmpty());
  EXPECT_THAT(heard(heard_before, std::chrono::days{30}), ElementsAre(silence(0, 18h)));

  AlertRules silent_before = with_ana();  // in the block of 30 days that begins with monitoring
  silent_before.remember(kAna, kStart - 100h, kStart);
  EXPECT_THAT(heard(silent_before, std::chrono::days{29}), IsEmpty());
  EXPECT_THAT(heard(silent_before, std::chrono::days{31}),
              ElementsAre(silence(0, std::chrono::days{30})));

  AlertRules nothing_known = with_ana();
  nothing_known.remember(kAna, {}, {});
  EXPECT_THAT(heard(nothing_known, std::chrono::days{30}), ElementsAre(silence(0, 48h)));
}

TEST(AlertRules, SilenceCanBeSwitchedOff) {
  AlertRules rules = with_ana({.silence_after = 0h});

  EXPECT_THAT(heard(rules, 5000h), IsEmpty());
}

TEST(AlertRules, AfterWithdrawalNothingIsJudged) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 10h, 120));
  rules.withdraw(kAna, kStart + 20h);
  rules.accept(pressure(2, 20h, 190));

  EXPECT_THAT(heard(rules, 1000h), IsEmpty());
}

TEST(AlertRules, WithdrawalAtTheDeadlineStopsItAndAfterItDoesNot) {
  AlertRules at_deadline = with_ana();
  at_deadline.withdraw(kAna, kStart + 48h);
  EXPECT_THAT(heard(at_deadline, 100h), IsEmpty());

  AlertRules after = with_ana();
  after.withdraw(kAna, kStart + 48h + 1us);
  EXPECT_THAT(heard(after, 100h), ElementsAre(silence(0, 48h)));
}

TEST(AlertRules, WhatArrivedBeforeAWithdrawalAnnouncedAheadIsJudged) {
  AlertRules rules = with_ana();
  rules.withdraw(kAna, kStart + 20h);
  rules.accept(pressure(1, 20h - 1us, 190));

  EXPECT_THAT(heard(rules, 1000h), ElementsAre(alert(1, 20h - 1us, telemetry::AlertLevel::Urgent)));
}

TEST(AlertRules, SomeoneWhoComesBackBeginsANewEpisode) {
  AlertRules rules = with_ana({.silence_repeat = days{1}});
  rules.accept(pressure(1, 10h, 120));
  rules.withdraw(kAna, kStart + 60h);
  rules.enrol(ana(kStart + 200h));

  EXPECT_THAT(heard(rules, 1000h), ElementsAre(silence(1, 58h), silence(0, 248h)));
}

TEST(AlertRules, EnrolledTwiceTheLatestLimitsHoldAndTheClockRunsOn) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 10h, 120));
  telemetry::Enrolment lower = ana(kStart + 20h);
  lower.limits.systolic_mmhg.review.high = 130;
  rules.enrol(lower);
  rules.accept(pressure(2, 30h, 140));

  EXPECT_THAT(heard(rules, 78h), ElementsAre(alert(2, 30h), silence(2, 78h)));
}

TEST(AlertRules, EnrolledTwiceTheSilenceSoFarIsNotForgotten) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 10h, 120));
  rules.enrol(ana(kStart + 20h));

  EXPECT_THAT(heard(rules, 100h), ElementsAre(silence(1, 58h)));
}

TEST(AlertRules, ANewEpisodeBeginsAtTheEarliestWhereTheOldOneEnded) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 10h, 120));
  rules.withdraw(kAna, kStart + 60h);
  rules.enrol(ana(kStart + 30h));

  EXPECT_THAT(heard(rules, 200h), ElementsAre(silence(0, 108h)))
      << "the old silence, due at 58 h, ended with the new episode";
}

TEST(AlertRules, OfTwoWithdrawalsTheEarlierHolds) {
  AlertRules rules = with_ana();
  rules.withdraw(kAna, kStart + 40h);
  rules.withdraw(kAna, kStart + 60h);

  EXPECT_THAT(heard(rules, 100h), IsEmpty());
}

TEST(AlertRules, SomeoneMonitoredForLongIsListenedToFromTheWatermarkOn) {
  AlertRules rules({});
  EXPECT_THAT(heard(rules, 0h), IsEmpty());
  rules.enrol(ana(kStart - days{200}));

  EXPECT_THAT(heard(rules, 100h), ElementsAre(silence(0, 48h)));
}

// Nobody who listened can be told from nobody who spoke without the watermark at which the
// listening began: the one place where a watermark decides an alert.
TEST(AlertRules, WithoutAFirstWatermarkSilenceCountsFromBeforeAnybodyListened) {
  AlertRules rules({});
  rules.enrol(ana(kStart - days{200}));

  EXPECT_THAT(heard(rules, 100h), ElementsAre(silence(0, 48h - days{200})));
}

TEST(AlertRules, WhoJoinsAfterTheWatermarkIsJudgedAlikeWithOrWithoutIt) {
  const auto alerts = [](std::vector<SimDuration> watermarks) {
    AlertRules rules({});
    std::vector<telemetry::Alert> all;
    for (const SimDuration watermark : watermarks)
      for (const telemetry::Alert& alert : heard(rules, watermark)) all.push_back(alert);
    rules.enrol(ana(kStart + 30h));
    for (const telemetry::Alert& alert : heard(rules, 100h)) all.push_back(alert);
    return all;
  };

  EXPECT_THAT(alerts({}), ElementsAre(silence(0, 78h)));
  EXPECT_EQ(alerts({}), alerts({0h, 10h, 30h}));
}

TEST(AlertRules, AlertsComeInTheirTotalOrder) {
  AlertRules rules = with_ana();
  rules.enrol({.patient = kBen,
               .monitoring_from = kStart,
               .limits = limits(),
               .devices = {kBensCuff},
               .device_kinds = {telemetry::DeviceKind::Cuff}});
  telemetry::Reading bens = pressure(1, 9h, 165);
  bens.patient = kBen;
  bens.device = kBensCuff;
  rules.accept(bens);
  rules.accept(pressure(1, 9h, 165));

  telemetry::Alert of_ben = alert(1, 9h);
  of_ben.patient = kBen;
  of_ben.device = kBensCuff;
  EXPECT_THAT(heard(rules, 10h), ElementsAre(alert(1, 9h), of_ben));
}

TEST(AlertRules, FaultsOfTheCallerAreRefused) {
  AlertRules rules = with_ana();
  rules.accept(pressure(1, 10h, 120));
  telemetry::Reading strangers = pressure(1, 11h, 120);
  strangers.device = DeviceId{99};
  telemetry::Reading of_another = pressure(2, 11h, 120);
  of_another.patient = kBen;
  telemetry::Enrolment takes_anas_cuff = ana();
  takes_anas_cuff.patient = kBen;
  telemetry::Enrolment absurd = ana();
  absurd.patient = PatientId{AlertRules::kIdLimit};

  EXPECT_THROW(rules.accept(strangers), CheckFailed);
  EXPECT_THROW(rules.accept(of_another), CheckFailed);
  EXPECT_THROW(rules.accept(pressure(0, 11h, 120)), CheckFailed);
  EXPECT_THROW(rules.accept(pressure(2, 9h, 120)), CheckFailed) << "arrived before the last one";
  EXPECT_THROW(rules.enrol(takes_anas_cuff), CheckFailed);
  EXPECT_THROW(rules.enrol(absurd), CheckFailed);
  EXPECT_THROW(rules.withdraw(kBen, kStart), CheckFailed);
  heard(rules, 12h);
  EXPECT_THROW(rules.accept(pressure(3, 11h, 120)), CheckFailed) << "behind the watermark";
  EXPECT_THROW(heard(rules, 11h), CheckFailed);
}

}  // namespace
}  // namespace caseload::rules
