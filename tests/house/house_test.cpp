// The arrows between the rooms, the homes of the libraries and the form of the files, kept by
// reading every source in the tree.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/house/house_rules.hpp"

namespace caseload::house {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Breaches everywhere(Breaches (*rule)(const SourceFile&)) {
  Breaches all;
  for (const SourceFile& file : sources(CASELOAD_SOURCE_DIR))
    for (std::string& breach : rule(file)) all.push_back(std::move(breach));
  return all;
}

TEST(House, TheTreeIsRead) { EXPECT_GT(sources(CASELOAD_SOURCE_DIR).size(), 50U); }
TEST(House, ArrowsPointOneWay) { EXPECT_THAT(everywhere(arrows), IsEmpty()); }
TEST(House, EveryLibraryIsAtHome) { EXPECT_THAT(everywhere(libraries), IsEmpty()); }
TEST(House, EveryFileKeepsItsForm) { EXPECT_THAT(everywhere(form), IsEmpty()); }
TEST(House, TheSimulatedWorldHasNoClockAndNoDice) {
  EXPECT_THAT(everywhere(determinism), IsEmpty());
}

struct Arrow {
  const char* from;
  const char* to;
  bool allowed;
};
class HouseArrows : public ::testing::TestWithParam<Arrow> {};

TEST_P(HouseArrows, AreKept) {
  const auto [from, to, allowed] = GetParam();

  const Breaches found = arrows({from, std::string{"#include \""} + to + "\"\n"});

  EXPECT_THAT(found, SizeIs(allowed ? 0 : 1));
}

INSTANTIATE_TEST_SUITE_P(
    EachWay, HouseArrows,
    ::testing::Values(Arrow{"sim/care/a.cpp", "sim/care/a.hpp", true},
                      Arrow{"sim/care/a.cpp", "sim/base/time.hpp", true},
                      Arrow{"sim/care/a.cpp", "sim/experiment/trial.hpp", false},
                      Arrow{"sim/rules/a.cpp", "sim/engine/process.hpp", false},
                      Arrow{"sim/rules/a.cpp", "sim/population/patient.hpp", false},
                      Arrow{"sim/engine/a.cpp", "sim/telemetry/reading.hpp", false},
                      Arrow{"sim/base/a.cpp", "devices/cuff.hpp", false},
                      Arrow{"devices/a.cpp", "sim/telemetry/ports.hpp", true},
                      Arrow{"devices/a.cpp", "sim/population/parameters.hpp", true},
                      Arrow{"devices/a.cpp", "sim/care/clinic.hpp", false},
                      Arrow{"devices/a.cpp", "sim/experiment/scenario.hpp", false},
                      Arrow{"devices/a.cpp", "scenarios/load.hpp", false},
                      Arrow{"load/a.cpp", "sim/statistics/tally.hpp", true},
                      Arrow{"load/a.cpp", "sim/telemetry/reading.hpp", true},
                      Arrow{"load/a.cpp", "sim/population/patient.hpp", false},
                      Arrow{"load/a.cpp", "sim/experiment/scenario.hpp", false},
                      Arrow{"scenarios/a.cpp", "sim/experiment/scenario.hpp", true},
                      Arrow{"scenarios/a.cpp", "load/goals.hpp", true},
                      Arrow{"scenarios/a.cpp", "devices/factory.hpp", true},
                      Arrow{"scenarios/a.cpp", "reports/render/words.hpp", false},
                      Arrow{"records/a.cpp", "scenarios/assemble/zone.hpp", true},
                      Arrow{"records/a.cpp", "sim/rules/ledger.hpp", true},
                      Arrow{"records/a.cpp", "reports/render/words.hpp", false},
                      Arrow{"scenarios/a.cpp", "records/moment.hpp", false},
                      Arrow{"reports/a.cpp", "sim/experiment/summary.hpp", true},
                      Arrow{"reports/a.cpp", "records/bill.hpp", true},
                      Arrow{"reports/a.cpp", "load/verdict.hpp", true},
                      Arrow{"reports/a.cpp", "devices/factory.hpp", true},
                      Arrow{"reports/a.cpp", "grpc/client/link.hpp", false},
                      Arrow{"reports/a.cpp", "grpc/closed_loop/account.hpp", false},
                      Arrow{"grpc/client/a.cpp", "grpc/convert/telemetry.hpp", true},
                      Arrow{"grpc/client/a.cpp", "grpc/backend/server.hpp", false},
                      Arrow{"grpc/client/a.cpp", "sim/experiment/trial.hpp", false},
                      Arrow{"grpc/client/a.cpp", "scenarios/load.hpp", false},
                      Arrow{"grpc/closed_loop/a.cpp", "grpc/client/link.hpp", true},
                      Arrow{"grpc/closed_loop/a.cpp", "sim/experiment/trial.hpp", true},
                      Arrow{"grpc/closed_loop/a.cpp", "grpc/backend/server.hpp", false},
                      Arrow{"grpc/closed_loop/a.cpp", "reports/words.hpp", false},
                      Arrow{"grpc/backend/a.cpp", "sim/rules/ledger.hpp", true},
                      Arrow{"grpc/backend/a.cpp", "sim/engine/process.hpp", false},
                      Arrow{"grpc/backend/a.cpp", "sim/population/patient.hpp", false},
                      Arrow{"grpc/backend/a.cpp", "grpc/client/link.hpp", false},
                      Arrow{"grpc/convert/a.cpp", "grpc/backend/server.hpp", false},
                      Arrow{"cli/run.cpp", "grpc/client/link.hpp", true},
                      Arrow{"tests/cli/a.cpp", "cli/run.hpp", true}));

TEST(HouseRules, ALibraryAwayFromHomeIsFound) {
  EXPECT_THAT(libraries({"sim/base/a.cpp", "#include <yaml-cpp/yaml.h>\n"}), SizeIs(1));
  EXPECT_THAT(libraries({"reports/a.cpp", "#include <grpcpp/grpcpp.h>\n"}), SizeIs(1));
  EXPECT_THAT(libraries({"cli/a.cpp", "#include \"caseload/v1/run.pb.h\"\n"}), SizeIs(1));
  EXPECT_THAT(libraries({"grpc/a.cpp", "#include <grpcpp/grpcpp.h>\n"}), IsEmpty());
  EXPECT_THAT(libraries({"cli/a.cpp", "#include \"grpc/client/link.hpp\"\n"}), IsEmpty());
}

TEST(HouseRules, FormIsJudged) {
  EXPECT_THAT(form({"cli/a.hpp", "int a();\n"}), SizeIs(1));
  EXPECT_THAT(form({"cli/a.hpp", "#pragma once\n\tint a();\n"}), SizeIs(1));
  EXPECT_THAT(form({"cli/a.cpp", "#include \"a.hpp\"\n"}), SizeIs(1));
  std::string text;
  for (int line = 0; line < 401; ++line) text += "int a;\n";
  EXPECT_THAT(form({"cli/a.cpp", text}), SizeIs(1));
}

TEST(HouseRules, AClockInTheSimulatedWorldIsFound) {
  const char* asks = "const auto now = std::chrono::steady_clock::now();\n";
  EXPECT_THAT(determinism({"sim/care/a.cpp", asks}), SizeIs(1));
  EXPECT_THAT(determinism({"cli/a.cpp", asks}), IsEmpty());
  EXPECT_THAT(determinism({"grpc/client/retry.cpp", asks}), SizeIs(1));
  EXPECT_THAT(determinism({"grpc/client/wall_clock.cpp", asks}), IsEmpty());
  EXPECT_THAT(determinism({"sim/care/a.cpp", "// steady_clock::now is never asked\n"}), IsEmpty());
}

}  // namespace
}  // namespace caseload::house
