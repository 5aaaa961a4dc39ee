#include "sim/base/wording.hpp"

#include <gtest/gtest.h>

namespace caseload {
namespace {

using namespace std::chrono_literals;

TEST(Wording, ADurationIsSpokenInWholeSecondsRoundedDown) {
  EXPECT_EQ(spoken(23min + 10s), "23 min 10 s");
  EXPECT_EQ(spoken(20min), "20 min");
  EXPECT_EQ(spoken(20min - 1us), "19 min 59 s");
  EXPECT_EQ(spoken(45s), "45 s");
  EXPECT_EQ(spoken(0s), "0 min");
  EXPECT_EQ(spoken(61min), "61 min");
}

TEST(Wording, OneDayIsNotDays) {
  EXPECT_EQ(spoken_days(1), "1 day");
  EXPECT_EQ(spoken_days(0), "0 days");
}

TEST(Wording, OneOfAThingIsOneThing) {
  EXPECT_EQ(counted(1, "patient"), "1 patient");
  EXPECT_EQ(counted(0, "patient"), "0 patients");
  EXPECT_EQ(counted(1'234, "entry"), "1,234 entries");
  EXPECT_EQ(counted(1, "entry"), "1 entry");
  EXPECT_EQ(counted(21, "day"), "21 days");
  EXPECT_EQ(by_count(1, "is", "are"), "is");
  EXPECT_EQ(by_count(2, "is", "are"), "are");
}

}  // namespace
}  // namespace caseload
