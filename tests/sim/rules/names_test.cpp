#include <gtest/gtest.h>

#include "sim/rules/documentation.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::rules {
namespace {

TEST(Names, EveryWordReadsBackAsWhatItNames) {
  for (int i = 0; i < kRoles; ++i) EXPECT_EQ(parse_role(name(Role(i))), Role(i));
  for (int i = 0; i < kActivities; ++i) EXPECT_EQ(parse_activity(name(Activity(i))), Activity(i));
  for (int i = 0; i < kPrograms; ++i) EXPECT_EQ(parse_program(name(Program(i))), Program(i));
  for (int i = 0; i < kNeeds; ++i) EXPECT_EQ(parse_need(name(Need(i))), Need(i));
}

TEST(Names, AreTheWordsOfTheFiles) {
  EXPECT_EQ(name(Role::Pharmacist), "pharmacist");
  EXPECT_EQ(name(Role::Clerk), "clerk");
  EXPECT_EQ(name(Activity::CheckIn), "check_in");
  EXPECT_EQ(name(Activity::InboundCall), "inbound_call");
  EXPECT_EQ(name(Activity::Offer), "offer");
  EXPECT_EQ(name(Program::Other), "other");
}

TEST(Names, AnotherWordNamesNothing) {
  EXPECT_EQ(parse_role("RN"), std::nullopt);
  EXPECT_EQ(parse_activity(""), std::nullopt);
  EXPECT_EQ(parse_program("apcm"), std::nullopt);
}

}  // namespace
}  // namespace caseload::rules
