// caseload run and backend, from the outside: the closed loop over a real wire.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> month(std::initializer_list<std::string> more) {
  std::vector<std::string> arguments{
      "run", "main_street_clinic", "--month", "2026-03", "--plan", "2 RN", "--quiet"};
  arguments.insert(arguments.end(), more);
  return arguments;
}

// A backend that runs apart, and the address it listens on.
struct Apart {
  explicit Apart(const std::filesystem::path& file, const std::string& listen = "127.0.0.1:0")
      : program({"backend", "--listen", listen, "--db", file.string(), "--quiet"}) {
    if (!program.says("storing in")) return;
    const std::string said = program.out_so_far();
    const std::size_t from = said.find("on ") + 3;
    address = said.substr(from, said.find(',') - from);
  }
  Program program;
  std::string address;
};

TEST(Run, OverAnEmbeddedBackendAllTellTheSame) {
  const Ended ended = caseload(month({"--wire", "embedded"}));

  EXPECT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  EXPECT_THAT(ended.out, HasSubstr("All agree"));
}

TEST(Run, WithSignaturesPeopleOnCallAndOtherProgrammesAllTellTheSame) {
  const Ended ended = caseload({"run", "chronic_care_clinic", "--plan", "Own + on call", "--month",
                                "2026-03", "--wire", "embedded"});

  EXPECT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  EXPECT_THAT(ended.out, HasSubstr("All agree"));
  EXPECT_THAT(ended.out, HasSubstr("held for a signature"));
}

TEST(Run, OverTheWireItIsTheMonthThatPlanSimulated) {
  const auto local = nlohmann::json::parse(caseload(month({"--json"})).out);
  const auto wired = nlohmann::json::parse(caseload(month({"--json", "--wire", "embedded"})).out);

  EXPECT_EQ(local["outcome"], wired["outcome"]);
  EXPECT_EQ(wired["agreement"]["complete"], true);
  EXPECT_GT(wired["readings_over_the_wire"]["distinct"], 1000);
}

TEST(Run, ABackendThatRunsApartSaysTheSame) {
  const Scratch scratch;
  Apart backend{scratch.path("store.db")};
  ASSERT_FALSE(backend.address.empty());

  const Ended ended = caseload(month({"--wire", backend.address}));

  EXPECT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  backend.program.signal(SIGTERM);
  EXPECT_EQ(backend.program.wait().exit_code, 0);
}

TEST(Backend, WhatItStoredIsVerifiedAfterwards) {
  const Scratch scratch;
  const auto file = scratch.path("store.db");
  {
    Apart backend{file};
    ASSERT_EQ(caseload(month({"--wire", backend.address})).exit_code, 0);

    const Ended beside = caseload({"backend", "--verify", file.string()});
    EXPECT_EQ(beside.exit_code, 0) << beside.out << beside.err;
    EXPECT_THAT(beside.out, HasSubstr("1 run, all whole"));
    backend.program.signal(SIGTERM);
    EXPECT_EQ(backend.program.wait().exit_code, 0);
  }
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
  bytes << std::string(64, '!');
  bytes.close();

  const Ended damaged = caseload({"backend", "--verify", file.string()});

  EXPECT_EQ(damaged.exit_code, 11);
  EXPECT_THAT(damaged.out, HasSubstr("damaged"));
  EXPECT_THAT(damaged.out, HasSubstr("not everything that was acknowledged is still what it was"));
}

TEST(Backend, WhoseFileIsTakenAwayAcknowledgesNothingMoreAndSaysSoAtTheEnd) {
  const Scratch scratch;
  Apart backend{scratch.path("store.db")};
  std::filesystem::remove(scratch.path("store.db"));

  const Ended ended = caseload(month({"--wire", backend.address}));

  EXPECT_EQ(ended.exit_code, 11);
  EXPECT_THAT(ended.err, HasSubstr("gone while in use"));
  backend.program.signal(SIGTERM);
  const Ended stopped = backend.program.wait();
  EXPECT_EQ(stopped.exit_code, 11);
  EXPECT_THAT(stopped.err, HasSubstr("gone while in use"));
}

// The run over a backend that is killed in the middle of it and started again where it was.
Ended over_a_backend_that_dies(std::vector<std::string> arguments) {
  const Scratch scratch;
  auto backend = std::make_unique<Apart>(scratch.path("store.db"));
  const std::string address = backend->address;
  EXPECT_FALSE(address.empty());
  arguments.insert(arguments.end(), {"--wire", address});

  Program run{std::move(arguments)};
  std::this_thread::sleep_for(1s);
  EXPECT_TRUE(run.running()) << "the month was over before the backend could be killed";
  backend->program.signal(SIGKILL);
  backend->program.wait();
  backend = std::make_unique<Apart>(scratch.path("store.db"), address);
  EXPECT_EQ(backend->address, address);
  return run.wait();
}

TEST(Run, GoesOnWhenTheBackendIsKilledAndStartedAgain) {
  const Ended ended = over_a_backend_that_dies(month({"--json"}));

  ASSERT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  EXPECT_EQ(nlohmann::json::parse(ended.out)["agreement"]["complete"], true);
}

// What the rules remember beyond a reading, alerts still known and weights of days ago, is rebuilt
// from the store.
TEST(Run, ClosingAndTrendsSurviveTheBackendsDeath) {
  const Scratch scratch;
  std::string clinic = read(std::filesystem::path{CASELOAD_SOURCE_DIR} /
                            "scenarios/library/main_street_clinic.yaml");
  ASSERT_EQ(clinic.find("\nalerts:"), std::string::npos);
  clinic +=
      "\nalerts: {known_for: 3d, weight_gain: [{kg: 0.9, within: 3d}], "
      "handled_per_patient_month: 1.2}\n";
  const std::vector<std::string> arguments{
      "run",     scratch.write("closing.yaml", clinic).string(),
      "--month", "2026-03",
      "--plan",  "2 RN",
      "--quiet", "--json"};

  const Ended ended = over_a_backend_that_dies(arguments);

  ASSERT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  const auto wired = nlohmann::json::parse(ended.out);
  EXPECT_EQ(wired["agreement"]["complete"], true) << wired["agreement"];
  const auto local = nlohmann::json::parse(caseload(arguments).out);
  EXPECT_EQ(local["outcome"], wired["outcome"]);
  EXPECT_GT(local["outcome"]["closed_alerts"], 0);
  EXPECT_GT(local["outcome"]["trend_alerts"], 0);
}

TEST(Run, GivesUpOnABackendThatIsGoneForGood) {
  const Scratch scratch;
  Apart backend{scratch.path("store.db")};
  ASSERT_FALSE(backend.address.empty());

  Program run{month({"--wire", backend.address, "--give-up-after", "2s"})};
  std::this_thread::sleep_for(1s);
  ASSERT_TRUE(run.running()) << "the month was over before the backend could be killed";
  backend.program.signal(SIGKILL);

  const Ended ended = run.wait();
  EXPECT_EQ(ended.exit_code, 13) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("reading"));
}

TEST(Run, NobodyListeningIsUnreachable) {
  const Ended ended = caseload(month({"--wire", "127.0.0.1:1", "--give-up-after", "1s"}));

  EXPECT_EQ(ended.exit_code, 13) << ended.err;
}

TEST(Run, KeepsWhatTheEmbeddedBackendStored) {
  const Scratch scratch;

  const Ended ended =
      caseload(month({"--wire", "embedded", "--db", scratch.path("kept.db").string()}));

  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_GT(std::filesystem::file_size(scratch.path("kept.db")), 100'000U);
}

TEST(Run, TracesEveryKindOfPatientWithoutContradiction) {
  // A trace that does not add up to the patient's credit ends the program: fifty patients, fifty
  // proofs.
  for (int patient = 0; patient < 50; ++patient) {
    const Ended ended = caseload(month({"--trace", std::to_string(patient)}));
    if (ended.exit_code == 2) continue;  // withdrew before the month
    ASSERT_EQ(ended.exit_code, 0) << "patient " << patient << ": " << ended.err;
    ASSERT_THAT(ended.out, HasSubstr("The log supports"));
  }
}

TEST(Run, StopsWhenInterrupted) {
  const Ended checked = caseload({"check", "regional_network", "--quiet"});
  ASSERT_EQ(checked.exit_code, 0) << checked.err;
  Program run{{"run", "regional_network", "--wire", "embedded", "--quiet"}};
  std::this_thread::sleep_for(1s);
  ASSERT_TRUE(run.running());

  run.signal(SIGINT);
  const Ended ended = run.wait();

  EXPECT_EQ(ended.exit_code, 130);
  EXPECT_THAT(ended.err, HasSubstr("simulated time"));
}

}  // namespace
}  // namespace caseload::system_test
