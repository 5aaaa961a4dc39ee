// caseload init, from the outside: what it writes is checked and planned.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

std::vector<std::string> init(const std::filesystem::path& file) {
  return {"init",    file.string(), "--patients", "40",      "--staff", "rn mon-fri 8:00-16:30 60%",
          "--staff", "np 10%",      "--months",   "2026-03", "--wage",  "rn=48"};
}

TEST(Init, WritesAScenarioThatIsCheckedAndPlanned) {
  const Scratch scratch;
  const auto file = scratch.path("clinic.yaml");

  const Ended written = caseload(init(file));

  ASSERT_EQ(written.exit_code, 0) << written.err;
  EXPECT_THAT(written.out, HasSubstr("caseload check " + file.string()));
  const Ended checked = caseload({"check", file.string()});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("Panel: 40 patients"));
  const Ended planned = caseload({"plan", file.string(), "--replications", "2", "--quiet"});
  EXPECT_THAT(planned.exit_code, AnyOf(0, 1, 3)) << planned.err;
  EXPECT_THAT(planned.out, HasSubstr("today and 1 RN"));
}

// The line that README begins "write your own" with, word for word.
TEST(Init, ReadsWhatReadmeShows) {
  const Scratch scratch;
  const std::string readme = read(std::filesystem::path(CASELOAD_SOURCE_DIR) / "README.md");
  const auto at = readme.find("caseload init clinic.yaml --patients");
  ASSERT_NE(at, readme.npos);
  std::string line = readme.substr(at, readme.find('\n', at) - at);
  line.replace(0, std::string{"caseload"}.size(), CASELOAD_BINARY);
  line.replace(line.find("clinic.yaml"), 11, scratch.path("clinic.yaml").string());

  EXPECT_EQ(std::system((line + " > /dev/null").c_str()), 0);

  EXPECT_EQ(caseload({"check", scratch.path("clinic.yaml").string()}).exit_code, 0);
}

TEST(Init, NeverOverwritesUnlessItIsForced) {
  const Scratch scratch;
  const auto file = scratch.write("clinic.yaml", "mine\n");

  EXPECT_EQ(caseload(init(file)).exit_code, 2);
  EXPECT_EQ(read(file), "mine\n");

  std::vector<std::string> forced = init(file);
  forced.emplace_back("--force");
  EXPECT_EQ(caseload(forced).exit_code, 0);
  EXPECT_THAT(read(file), HasSubstr("patients: 40"));
}

TEST(Init, WithoutATerminalItNeedsItsOptions) {
  const Scratch scratch;

  const Ended ended = caseload({"init", scratch.path("clinic.yaml").string(), "--patients", "40"});

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("--staff"));
  EXPECT_FALSE(std::filesystem::exists(scratch.path("clinic.yaml")));
}

TEST(Init, AnswersThatMakeNoScenarioWriteNothing) {
  const Scratch scratch;
  const auto file = scratch.path("clinic.yaml");

  const Ended ended = caseload({"init", file.string(), "--patients", "40", "--staff", "md 10%"});

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("may do check_in"));
  EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace caseload::system_test
