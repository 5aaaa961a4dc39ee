#include "sim/rules/claims.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

MonthFacts march(SimDuration credited, bool live = true) {
  return {.month = month(2026, 3),
          .rpm = {.credited = credited, .live_contact = live, .documentation = kComplete}};
}

PeriodFacts thirty_days(int reading_days) {
  return {.first_day = day(2026, 3, 5),
          .last_day = day(2026, 4, 3),
          .reading_days = reading_days,
          .documentation = kComplete};
}

std::vector<std::string> codes(const ClaimDecision& decision) {
  std::vector<std::string> all;
  for (const Claim& claim : decision.claims) all.push_back(claim.code);
  return all;
}

std::string reason(const ClaimDecision& decision, std::string_view code) {
  for (const Claim& claim : decision.claims) {
    if (claim.code == code) return claim.reason;
  }
  for (const NotClaimed& refused : decision.not_claimed) {
    if (refused.code == code) return "not: " + refused.reason;
  }
  return "nothing said";
}

int units(const ClaimDecision& decision, std::string_view code) {
  for (const Claim& claim : decision.claims) {
    if (claim.code == code) return claim.units;
  }
  return 0;
}

TEST(Claims, AMonthsClaimSaysWhatItRestsOn) {
  const ClaimDecision decision = decide_month(march(23min + 10s), medicare_2026());

  ASSERT_THAT(codes(decision), ElementsAre("99457"));
  EXPECT_EQ(decision.claims[0].units, 1);
  EXPECT_EQ(decision.claims[0].service_from, day(2026, 3, 1));
  EXPECT_EQ(decision.claims[0].service_to, day(2026, 3, 31));
  EXPECT_EQ(decision.claims[0].reason, "23 min 10 s credited and a live contact");
  EXPECT_EQ(reason(decision, "99470"), "not: 23 min 10 s is not below 20 min");
  EXPECT_EQ(reason(decision, "99458"), "not: 23 min 10 s is below 40 min");
}

TEST(Claims, NineteenMinutesFiftyNineSecondsIsNotTwenty) {
  const ClaimDecision decision = decide_month(march(20min - 1us), medicare_2026());

  EXPECT_THAT(codes(decision), ElementsAre("99470"));
  EXPECT_EQ(reason(decision, "99457"), "not: 19 min 59 s is below 20 min");
  EXPECT_EQ(reason(decision, "99458"), "not: only on top of 99457, which the log does not support");
  EXPECT_THAT(codes(decide_month(
                  {.month = month(2025, 3), .rpm = {.credited = 20min - 1us, .live_contact = true}},
                  medicare_2025())),
              IsEmpty());
}

TEST(Claims, MinutesWithoutALiveContactEarnNothing) {
  const ClaimDecision decision = decide_month(march(45min, false), medicare_2026());

  EXPECT_THAT(codes(decision), IsEmpty());
  EXPECT_EQ(reason(decision, "99457"), "not: 45 min credited, but no live contact");
}

TEST(Claims, FurtherUnitsNeedFullTwentiesAndStopAtTheCap) {
  EXPECT_EQ(units(decide_month(march(39min + 59s), medicare_2026()), "99458"), 0);
  EXPECT_EQ(units(decide_month(march(40min), medicare_2026()), "99458"), 1);
  EXPECT_EQ(units(decide_month(march(60min - 1us), medicare_2026()), "99458"), 1);
  EXPECT_EQ(units(decide_month(march(60min), medicare_2026()), "99458"), 2);

  const ClaimDecision capped = decide_month(march(105min), medicare_2026());
  EXPECT_EQ(units(capped, "99458"), 2);
  EXPECT_EQ(reason(capped, "99458"),
            "105 min credited: 4 × 20 min beyond 20 min, of which 2 may be claimed");
}

TEST(Claims, ShortAndLongMonthAreNeverBilledTogether) {
  for (SimDuration credited{}; credited <= 70min; credited += 30s) {
    const ClaimDecision decision = decide_month(march(credited), medicare_2026());
    EXPECT_LE(units(decision, "99470") + units(decision, "99457"), 1);
    if (units(decision, "99458") > 0) {
      EXPECT_EQ(units(decision, "99457"), 1);
    }
  }
}

TEST(Claims, OfOpenEndedTiersTheHighestTakesTheOthersPlace) {
  RuleSet rules = medicare_2026();
  rules.time_tiers[0].below.reset();

  const ClaimDecision decision = decide_month(march(25min), rules);

  EXPECT_THAT(codes(decision), ElementsAre("99457"));
  EXPECT_EQ(reason(decision, "99470"), "not: 99457 takes its place");
}

TEST(Claims, TheOrderOfTheTiersInTheFileDoesNotMatter) {
  RuleSet rules = medicare_2026();
  rules.time_tiers[0].below.reset();
  std::swap(rules.time_tiers[0], rules.time_tiers[1]);
  std::swap(rules.device_tiers[0], rules.device_tiers[1]);

  EXPECT_THAT(codes(decide_month(march(25min), rules)), ElementsAre("99457"));
  EXPECT_THAT(codes(decide_period(thirty_days(16), {}, rules)), ElementsAre("99454"));
  EXPECT_THAT(codes(decide_period(thirty_days(15), {}, rules)), ElementsAre("99445"));
}

TEST(Claims, AnEndIsNotPartOfItsTier) {
  EXPECT_EQ(reason(decide_month(march(20min), medicare_2026()), "99470"),
            "not: 20 min is not below 20 min");
}

TEST(Claims, CareManagementStandsBesideOnItsOwnMinutes) {
  MonthFacts facts = march(20min);
  EXPECT_EQ(reason(decide_month(facts, medicare_2026()), "99490"), "nothing said");

  facts.ccm.credited = 12min;
  EXPECT_EQ(reason(decide_month(facts, medicare_2026()), "99490"), "not: 12 min is below 20 min");

  facts.ccm.credited = 41min;
  EXPECT_THAT(codes(decide_month(facts, medicare_2026())), ElementsAre("99457", "99490", "99439"));
}

TEST(Claims, DeviceDaysDecideTheDeviceCode) {
  const auto of = [](int days) {
    return codes(decide_period(thirty_days(days), {}, medicare_2026()));
  };

  EXPECT_THAT(of(1), IsEmpty());
  EXPECT_THAT(of(2), ElementsAre("99445"));
  EXPECT_THAT(of(15), ElementsAre("99445"));
  EXPECT_THAT(of(16), ElementsAre("99454"));
  EXPECT_THAT(of(30), ElementsAre("99454"));
  EXPECT_THAT(of(31), ElementsAre("99454")) << "a calendar month may have 31";

  const ClaimDecision decision = decide_period(thirty_days(16), {}, medicare_2026());
  EXPECT_EQ(decision.claims[0].service_from, day(2026, 3, 5));
  EXPECT_EQ(decision.claims[0].service_to, day(2026, 4, 3));
  EXPECT_EQ(reason(decision, "99454"), "16 days with readings");
  EXPECT_EQ(reason(decision, "99445"), "not: 16 days with readings is above 15 days");
  EXPECT_EQ(reason(decide_period(thirty_days(1), {}, medicare_2026()), "99445"),
            "not: 1 day with readings is below 2 days");
}

TEST(Claims, SetUpIsClaimedOnceAndOnlyWhenDone) {
  PeriodFacts facts = thirty_days(2);
  EXPECT_EQ(reason(decide_period(facts, {}, medicare_2026()), "99453"),
            "not: once per episode, on its first period with enough days");

  facts.first_of_episode = YesNoUnknown::Yes;
  EXPECT_EQ(reason(decide_period(facts, {}, medicare_2026()), "99453"),
            "not: no set-up and education is recorded");

  facts.set_up_done = YesNoUnknown::Yes;
  EXPECT_THAT(codes(decide_period(facts, {}, medicare_2026())), ElementsAre("99453", "99445"));

  facts.reading_days = 1;
  EXPECT_EQ(reason(decide_period(facts, {}, medicare_2026()), "99453"),
            "not: 1 day with readings is below 2 days");
}

TEST(Claims, SetUpNeededSixteenDaysIn2025) {
  PeriodFacts facts{.first_day = day(2025, 3, 5),
                    .last_day = day(2025, 4, 3),
                    .reading_days = 15,
                    .first_of_episode = YesNoUnknown::Yes,
                    .set_up_done = YesNoUnknown::Yes};
  EXPECT_THAT(codes(decide_period(facts, {}, medicare_2025())), IsEmpty());

  facts.reading_days = 16;
  EXPECT_THAT(codes(decide_period(facts, {}, medicare_2025())), ElementsAre("99453", "99454"));
}

TEST(Claims, APeriodPaidToAnotherPracticeDeniesTheDeviceCodes) {
  PeriodFacts facts = thirty_days(16);
  facts.first_of_episode = facts.set_up_done = facts.documentation.billed_elsewhere =
      YesNoUnknown::Yes;

  const ClaimDecision decision = decide_period(facts, {}, medicare_2026());

  EXPECT_THAT(codes(decision), IsEmpty());
  EXPECT_EQ(reason(decision, "99454"),
            "not: 16 days with readings, but another practitioner or practice was paid for it");
  EXPECT_EQ(reason(decision, "99453"),
            "not: set up, and 16 days with readings, but another practitioner or practice was paid "
            "for it");
}

TEST(Claims, ThePractitionersHalfHourGivesWayToTheMonthsCode) {
  PeriodFacts facts = thirty_days(0);
  EXPECT_EQ(reason(decide_period(facts, {}, medicare_2026()), "99091"), "nothing said");

  facts.practitioner_credited = 29min + 59s;
  EXPECT_EQ(reason(decide_period(facts, {}, medicare_2026()), "99091"),
            "not: 29 min 59 s of practitioner time is below 30 min");

  facts.practitioner_credited = 30min;
  EXPECT_THAT(codes(decide_period(facts, {}, medicare_2026())), ElementsAre("99091"));

  const std::vector<std::string> month_codes{"99490", "99470"};
  EXPECT_EQ(reason(decide_period(facts, month_codes, medicare_2026()), "99091"),
            "not: 30 min of practitioner time, but not together with 99470");
}

TEST(Claims, TheRulesAreThoseOfTheLastDay) {
  const PeriodFacts over_new_year{
      .first_day = day(2025, 12, 15), .last_day = day(2026, 1, 13), .reading_days = 5};
  const RuleBook book{{medicare_2025(), medicare_2026()}};

  const RuleSet& rules = book.for_day(over_new_year.last_day);

  EXPECT_THAT(codes(decide_period(over_new_year, {}, rules)), ElementsAre("99445"));
  EXPECT_THROW(decide_period(over_new_year, {}, medicare_2025()), CheckFailed);
  EXPECT_THROW(decide_month(march(20min), medicare_2025()), CheckFailed);
}

TEST(Claims, APriceIsUnitsTimesTheRate) {
  const ClaimDecision decision = decide_month(march(60min), medicare_2026());

  Cents revenue;
  for (const Claim& claim : decision.claims) revenue += *price(claim, medicare_2026());
  EXPECT_EQ(revenue, Cents{5177 + 2 * 4142});

  Claim unpriced = decision.claims.front();
  unpriced.code = "12345";
  EXPECT_THROW(price(unpriced, medicare_2026()), CheckFailed);
}

TEST(Claims, EveryCodeOfARuleSetHasARateOrIsContractorPriced) {
  for (const RuleSet& rules : {medicare_2025(), medicare_2026()}) {
    std::set<std::string> priced = rules.contractor_priced;
    for (const auto& [code, rate] : rules.rates) priced.insert(code);
    EXPECT_EQ(priced, codes_of(rules));
  }
}

TEST(Claims, WhatIsUnknownIsSaidAndNeitherRefusesNorPassesInSilence) {
  MonthFacts facts = march(25min);
  EXPECT_THAT(decide_month(facts, medicare_2026()).claims[0].unknown, IsEmpty());

  facts.rpm.documentation.ordered = facts.rpm.documentation.billed_elsewhere =
      YesNoUnknown::Unknown;
  const ClaimDecision decision = decide_month(facts, medicare_2026());

  EXPECT_THAT(codes(decision), ElementsAre("99457"));
  EXPECT_THAT(decision.claims[0].unknown,
              ElementsAre("order: unknown", "claims of another practice: unknown"));
}

TEST(Claims, WhatIsKnownToBeMissingRefusesWhatTheMinutesSupport) {
  MonthFacts facts = march(41min);
  facts.rpm.documentation.ordered = facts.rpm.documentation.consented = YesNoUnknown::No;

  const ClaimDecision decision = decide_month(facts, medicare_2026());

  EXPECT_THAT(codes(decision), IsEmpty());
  EXPECT_EQ(
      reason(decision, "99457"),
      "not: 41 min credited and a live contact, but there is no order and the patient has not "
      "consented");
  EXPECT_THAT(reason(decision, "99458"), ::testing::HasSubstr("but there is no order"));
  EXPECT_EQ(reason(decision, "99470"), "not: 41 min is not below 20 min")
      << "what the minutes refuse is refused for the minutes";
}

TEST(Claims, WithoutASignatureAClaimIsHeldAndNotLost) {
  MonthFacts facts = march(25min);
  facts.rpm.documentation.signed_off = YesNoUnknown::No;
  ASSERT_THAT(codes(decide_month(facts, medicare_2026())), ElementsAre("99457"));
  EXPECT_TRUE(decide_month(facts, medicare_2026()).claims[0].held);

  facts.rpm.documentation.signed_off = YesNoUnknown::Unknown;
  EXPECT_FALSE(decide_month(facts, medicare_2026()).claims[0].held);
  EXPECT_THAT(decide_month(facts, medicare_2026()).claims[0].unknown,
              ElementsAre("signature: unknown"));
}

TEST(Claims, EachProgrammeHasItsOwnPaperwork) {
  MonthFacts facts = march(25min);
  facts.ccm = {.credited = 25min, .documentation = kComplete};
  facts.ccm.documentation.consented = YesNoUnknown::No;
  EXPECT_THAT(codes(decide_month(facts, medicare_2026())), ElementsAre("99457"));

  facts.ccm.documentation = kComplete;
  facts.ccm.documentation.established = YesNoUnknown::No;  // of no concern to CCM
  EXPECT_THAT(codes(decide_month(facts, medicare_2026())), ElementsAre("99457", "99490"));

  facts.rpm.documentation.established = YesNoUnknown::No;
  EXPECT_THAT(codes(decide_month(facts, medicare_2026())), ElementsAre("99490"));
}

TEST(Claims, WhetherItIsTheFirstPeriodMayBeUnknown) {
  PeriodFacts facts = thirty_days(16);
  facts.first_of_episode = facts.set_up_done = YesNoUnknown::Unknown;

  const ClaimDecision decision = decide_period(facts, {}, medicare_2026());

  ASSERT_THAT(codes(decision), ElementsAre("99453", "99454"));
  EXPECT_EQ(decision.claims[0].reason, "16 days with readings");
  EXPECT_THAT(decision.claims[0].unknown,
              ElementsAre("first period of the episode: unknown", "set-up and education: unknown"));
  EXPECT_THAT(decision.claims[1].unknown, IsEmpty());
}

TEST(RuleBook, ADayWithoutRulesIsNotGuessed) {
  const RuleBook book{{medicare_2025(), medicare_2026()}};

  EXPECT_EQ(book.find(day(2024, 12, 31)), nullptr);
  EXPECT_EQ(book.find(day(2025, 12, 31))->name, "medicare-2025");
  EXPECT_EQ(book.find(day(2026, 1, 1))->name, "medicare-2026");
  EXPECT_THROW(book.for_day(day(2027, 1, 1)), CheckFailed);
}

}  // namespace
}  // namespace caseload::rules
