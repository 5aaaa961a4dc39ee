// Weight that rises over days, whatever a single reading says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/rules/heard_of_ana.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

telemetry::Reading weight(std::uint32_t sequence, SimDuration received, std::int32_t grams) {
  telemetry::Reading reading = pressure(sequence, received, 0);
  reading.device = kScale;
  reading.measurement = telemetry::Weight{grams};
  return reading;
}

telemetry::Alert trend(std::uint32_t sequence, SimDuration raised) {
  telemetry::Alert rising = alert(sequence, raised);
  rising.device = kScale;
  rising.kind = telemetry::AlertKind::Trend;
  return rising;
}

// European heart failure guideline: 2 kg in three days; customary in the United States: 5 pounds in
// a week.
const AlertRuleSettings kGains{.silence_after = 0h,
                               .weight_gains = {{2000, days{3}}, {2268, days{7}}}};

TEST(AlertRules, TwoKilogramsInThreeDaysAreATrend) {
  AlertRules rules = with_ana(kGains);
  rules.accept(weight(1, 8h, 80'000));
  rules.accept(weight(2, 32h, 81'000));
  rules.accept(weight(3, 56h, 81'999));
  rules.accept(weight(4, 80h, 82'000));  // three days after the first, to the second

  EXPECT_THAT(heard(rules, 80h), ElementsAre(trend(4, 80h)));
}

TEST(AlertRules, FivePoundsInAWeekAreATrendAndMoreInNineDaysAreNot) {
  AlertRules slow = with_ana(kGains);
  slow.accept(weight(1, 8h, 80'000));
  slow.accept(weight(2, 104h, 81'500));
  slow.accept(weight(3, 8h + days{7}, 82'268));
  EXPECT_THAT(heard(slow, 8h + days{7}), ElementsAre(trend(3, 8h + days{7})));

  AlertRules slower = with_ana(kGains);
  slower.accept(weight(1, 8h, 80'000));
  slower.accept(weight(2, 104h, 81'500));
  slower.accept(weight(3, 8h + days{9}, 83'000));
  EXPECT_THAT(heard(slower, 8h + days{9}), IsEmpty());
}

TEST(AlertRules, AGainIsMeasuredFromTheLowestWeightOfTheDaysBefore) {
  AlertRules rules = with_ana(kGains);
  rules.accept(weight(1, 8h, 81'500));
  rules.accept(weight(2, 32h, 80'000));
  rules.accept(weight(3, 56h, 81'000));
  rules.accept(weight(4, 80h, 82'100));

  EXPECT_THAT(heard(rules, 80h), ElementsAre(trend(4, 80h)));
}

TEST(AlertRules, ALateWeightRaisesNothingButIsComparedWith) {
  AlertRules rules = with_ana(kGains);
  rules.accept(weight(1, 8h, 82'000));
  telemetry::Reading late = weight(2, 40h, 80'000);
  late.taken_at = kStart + 12h;  // more than a day before it arrives
  rules.accept(late);
  rules.accept(weight(3, 41h, 82'000));

  EXPECT_THAT(heard(rules, 41h), ElementsAre(trend(3, 41h)));
}

TEST(AlertRules, BeyondALimitAndRisingIsOneAlertOfTheReading) {
  AlertRules rules = with_ana(kGains);
  rules.accept(weight(1, 8h, 88'500));
  rules.accept(weight(2, 32h, 91'000));

  telemetry::Alert of_weight = trend(2, 32h);
  of_weight.kind = telemetry::AlertKind::Reading;
  EXPECT_THAT(heard(rules, 32h), ElementsAre(of_weight));
}

}  // namespace
}  // namespace caseload::rules
