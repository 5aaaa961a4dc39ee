#include "sim/rules/program_integrity.hpp"

#include <gtest/gtest.h>

#include "tests/sim/rules/medicare_rule_sets.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::rules {
namespace {

using namespace testing;

IntegrityCounts counted(std::initializer_list<std::vector<std::string>> patients) {
  IntegrityCounts counts;
  for (const std::vector<std::string>& codes : patients) {
    std::vector<Claim> claims;
    for (const std::string& code : codes)
      claims.push_back({.code = code,
                        .units = 1,
                        .service_from = day(2026, 3, 1),
                        .service_to = day(2026, 3, 31),
                        .reason = ""});
    counts.add(billed_components(claims, medicare_2026()));
  }
  return counts;
}

TEST(ProgramIntegrity, CountsWhoWasBilledForWhat) {
  const IntegrityCounts counts = counted({{"99454", "99457", "99458"},
                                          {"99453", "99445"},
                                          {"99470"},
                                          {"98980", "98976"},
                                          {"99454", "99454", "99457"},
                                          {}});

  EXPECT_EQ(counts.billed, 5);
  EXPECT_EQ(counts.without_management, 1);
  EXPECT_EQ(counts.without_device, 1);
  EXPECT_EQ(counts.several_devices, 1);
}

TEST(ProgramIntegrity, CareManagementIsNoComponentOfMonitoring) {
  EXPECT_EQ(counted({{"99490", "99439"}}).billed, 0);
  EXPECT_EQ(counted({{"99490", "99454"}}).without_management, 1);
}

}  // namespace
}  // namespace caseload::rules
