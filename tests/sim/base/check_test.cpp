#include "sim/base/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseload {
namespace {

TEST(Check, SaysWhereAndWhatFailed) {
  const int patients = -1;

  try {
    CASELOAD_CHECK(patients >= 0, "a panel cannot be negative");
    FAIL() << "the check held";
  } catch (const CheckFailed& failure) {
    EXPECT_THAT(
        failure.what(),
        testing::MatchesRegex(
            ".*check_test.cpp:[0-9]+: check failed: patients >= 0: a panel cannot be negative"));
  }
}

TEST(Check, EvaluatesItsConditionOnce) {
  int times = 0;

  CASELOAD_CHECK(++times > 0, "counted");

  EXPECT_EQ(times, 1);
}

}  // namespace
}  // namespace caseload
