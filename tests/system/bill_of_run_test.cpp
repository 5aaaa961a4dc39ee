// A month that was simulated, exported as a practice would export it, and billed: the codes are
// those of the simulation. Two ways from the same facts to the same answer, which share the rules
// and nothing else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tests/system/program.hpp"
#include "tests/system/simulated_exports.hpp"

namespace caseload::system_test {
namespace {

using nlohmann::json;

// The clinic of the first command with forty patients.
std::string small_clinic() {
  std::string clinic = read(std::filesystem::path{CASELOAD_SOURCE_DIR} /
                            "scenarios/library/main_street_clinic.yaml");
  const std::string many = "patients: 320";
  const std::size_t place = clinic.find(many);
  EXPECT_NE(place, std::string::npos);
  return clinic.replace(place, many.size(), "patients: 40");
}

TEST(BillOfRun, ASimulatedMonthIsBilledAsItWasSimulated) {
  const Scratch scratch;
  const Ended ran = caseload({"run", scratch.write("clinic.yaml", small_clinic()).string(),
                              "--month", "2026-03", "--plan", "2 RN", "--quiet", "--json", "--wire",
                              "embedded", "--db", scratch.path("store.db").string()});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json outcome = json::parse(ran.out).at("outcome");
  write_exports(scratch.path("store.db"), scratch.path(""));

  const auto file = [&](const char* name) { return scratch.path(name).string(); };
  const Ended billed =
      caseload({"bill", "--time-log", file("log.csv"), "--readings", file("readings.csv"),
                "--visits", file("visits.csv"), "--enrolments", file("enrolments.csv"),
                "--timezone", "America/New_York", "--month", "2026-03", "--json"});

  ASSERT_EQ(billed.exit_code, 0) << billed.err;
  const json bill = json::parse(billed.out);
  std::map<std::string, std::int64_t> simulated, supported;
  for (const auto& [code, units] : outcome.at("codes").items()) simulated[code] = units;
  for (const auto& [code, total] : bill.at("codes").items()) supported[code] = total.at("units");
  EXPECT_EQ(supported, simulated);
  EXPECT_GE(simulated.size(), 6U);
  double credited = 0;
  for (const json& minutes : bill.at("minutes")) credited += minutes.at("credited_s").get<double>();
  EXPECT_EQ(static_cast<std::int64_t>(credited), outcome.at("credited_seconds"));  // whole ones
}

}  // namespace
}  // namespace caseload::system_test
