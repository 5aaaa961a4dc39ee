// caseload run --wire, from the outside, over backends that lie or say nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "grpc/backend/backend.hpp"
#include "tests/grpc/lying_backend.hpp"
#include "tests/grpc/silent_port.hpp"
#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using ::testing::HasSubstr;
using wire::testing::Lies;

std::vector<std::string> month_over(const std::string& address, const std::string& patience) {
  return {"run",   "main_street_clinic", "--month", "2026-03", "--plan", "2 RN", "--wire",
          address, "--give-up-after",    patience,  "--quiet"};
}

Ended over_lies(Lies lies) {
  const auto honest = wire::Backend::start({});
  if (!honest) return {-1, "", honest.error().text};
  const wire::testing::LyingBackend liar((*honest)->address(), std::move(lies));
  return caseload(month_over(liar.address(), "20s"));
}

TEST(RunOverLies, AnAlertAboutAPatientWhoIsNotThereEndsTheRunAndIsNamed) {
  const Ended ended = over_lies({.streamed = [](v1::StreamResponse& response) {
    if (response.acknowledgement().window() != 30) return;
    v1::Alert& alert = *response.mutable_acknowledgement()->mutable_alerts()->Add();
    alert.set_raised_at_us(1'770'000'000'000'000);
    alert.set_patient(3'000'000'000U);
    alert.set_kind(v1::ALERT_KIND_READING);
    alert.set_level(v1::ALERT_LEVEL_URGENT);
  }});

  EXPECT_EQ(ended.exit_code, 11) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("window 30: acknowledgement.alerts["));
}

TEST(RunOverLies, AnAlertThatWasNeverRaisedIsADifference) {
  const Ended ended = over_lies({.alerts = [](v1::ListAlertsResponse& page) {
    page.mutable_alerts(0)->set_suppressed(!page.alerts(0).suppressed());
  }});

  EXPECT_EQ(ended.exit_code, 11) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("simulator against backend: alert 1: "));
}

TEST(RunOverLies, ReadingsInAnotherOrderAreADifference) {
  const Ended ended = over_lies({.readings = [](v1::ListReadingsResponse& page) {
    if (page.readings_size() > 1) page.mutable_readings()->SwapElements(0, 1);
  }});

  EXPECT_EQ(ended.exit_code, 11) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("order of readings, simulator against backend: "));
}

TEST(RunOverLies, AClaimRefusedForAnotherReasonIsADifference) {
  const Ended ended = over_lies({.claims = [](v1::GetClaimsResponse& page) {
    for (v1::PatientMonth& patient : *page.mutable_patients())
      for (v1::NotClaimed& refused : *patient.mutable_not_claimed())
        refused.set_reason("\x1b[2Jno reason");
  }});

  EXPECT_EQ(ended.exit_code, 11) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("codes not claimed, simulator against backend: patient "));
  EXPECT_THAT(ended.out, HasSubstr("(\\x1b[2Jno reason)"));
}

TEST(RunOverLies, ACenturyOfCreditIsNamed) {
  const Ended ended = over_lies({.claims = [](v1::GetClaimsResponse& page) {
    for (v1::PatientMonth& patient : *page.mutable_patients())
      patient.set_credited_us(3'155'760'000'000'000);
  }});

  EXPECT_EQ(ended.exit_code, 11) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("credited_us is 3155760000000000; expected no more than"));
}

TEST(RunOverLies, TotalsOfAnotherRunAreNamed) {
  const Ended ended =
      over_lies({.totals = [](v1::GetTotalsResponse& totals) { totals.set_visits(UINT64_MAX); }});

  EXPECT_EQ(ended.exit_code, 11) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("visits is 18446744073709551615; expected "));
}

TEST(RunOverLies, AListingThatNeverEndsIsFoundOut) {
  const Ended ended = over_lies({.never_ends = true});

  EXPECT_EQ(ended.exit_code, 11) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("expected a reading that was not listed before"));
}

TEST(RunOverSilence, IsGivenUpWhenItWasSaidThatItWouldBe) {
  const wire::testing::SilentPort silent;
  const wire::testing::BlackHole hole;
  for (const std::string& address : {silent.address(), hole.address()}) {
    const auto begun = steady_clock::now();

    const Ended ended = caseload(month_over(address, "1s"));

    EXPECT_EQ(ended.exit_code, 13) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("no answer for 1 s"));
    EXPECT_LT(steady_clock::now() - begun, 3s);
  }
}

TEST(RunOverSilence, HearsWhoeverStopsIt) {
  const wire::testing::SilentPort silent;
  for (const int signal : {SIGINT, SIGTERM}) {
    Program run{month_over(silent.address(), "10min")};
    std::this_thread::sleep_for(500ms);
    ASSERT_TRUE(run.running());
    const auto stopped_at = steady_clock::now();

    run.signal(signal);
    const Ended ended = run.wait();

    EXPECT_EQ(ended.exit_code, 130) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("stopped while 127.0.0.1"));
    EXPECT_LT(steady_clock::now() - stopped_at, 1s);
  }
}

// The log is sent and the listings are asked for when the month is over.
TEST(RunOverSilence, IsHeardAndGivenUpAfterTheMonthToo) {
  for (const bool stopped : {true, false}) {
    std::atomic<bool> asleep{false};
    std::atomic<bool> over{false};
    const auto honest = wire::Backend::start({});
    ASSERT_TRUE(honest) << honest.error().text;
    const wire::testing::LyingBackend sleepy((*honest)->address(), {.before_page = [&](int) {
                                               asleep = true;
                                               while (!over) std::this_thread::sleep_for(10ms);
                                               return grpc::Status::OK;
                                             }});
    Program run{month_over(sleepy.address(), stopped ? "10min" : "1s")};
    while (!asleep && run.running()) std::this_thread::sleep_for(10ms);
    const auto since = steady_clock::now();

    if (stopped) run.signal(SIGINT);
    const Ended ended = run.wait();

    EXPECT_EQ(ended.exit_code, stopped ? 130 : 13) << ended.err;
    EXPECT_LT(steady_clock::now() - since, 2500ms);
    over = true;
  }
}

}  // namespace
}  // namespace caseload::system_test
