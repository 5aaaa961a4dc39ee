// A backend whose answers cannot be, breaks off, drips or never ends, over a real wire.

#include "tests/grpc/lying_backend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include "grpc/client/failures.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using ::testing::HasSubstr;

class Lying : public BackendTest {
 protected:
  // An honest backend, and one in front of it that tells these lies.
  void lie(Lies lies) {
    if (!backend_) start();
    liar_.emplace(backend_->address(), std::move(lies));
  }
  LinkOptions options() const {
    return {.target = liar_->address(), .retry_for = 20s, .answer_within = 10s};
  }
  std::unique_ptr<BackendLink> link() const {
    auto opened = BackendLink::open(options(), registration("run 1"));
    if (!opened) throw std::runtime_error(opened.error().text);
    return std::move(*opened);
  }
  // All windows; the error that ends them, or none.
  std::optional<Error> play() {
    link_ = link();
    try {
      alerts_ = traffic_.play(*link_, *link_);
    } catch (const Refused& refused) {
      return refused.error();
    }
    return std::nullopt;
  }
  BackendAudit audit(LinkOptions to) const {
    return BackendAudit(std::move(to), "run 1", {&link_->sent(), link_->alerts()});
  }
  BackendAudit audit() const { return audit(options()); }

  std::vector<telemetry::Reading> listed() {
    std::vector<telemetry::Reading> readings;
    outcome_ = audit().each_reading(
        [&](const telemetry::Reading& reading) { readings.push_back(reading); });
    return readings;
  }

  const Traffic traffic_{{.windows = 400}};  // more than one page of readings
  std::optional<LyingBackend> liar_;
  std::unique_ptr<BackendLink> link_;
  std::vector<telemetry::Alert> alerts_;
  Result<void> outcome_;
};

void expect_found_out(const std::optional<Error>& error, const std::string& lie) {
  ASSERT_TRUE(error) << "it was believed";
  EXPECT_EQ(error->kind, Error::Kind::Incorrect);
  EXPECT_THAT(error->text, HasSubstr(lie));
  EXPECT_THAT(error->text, HasSubstr(", run run 1: "));
}

TEST_F(Lying, TheTruthPassesThrough) {
  lie({});

  EXPECT_FALSE(play());

  EXPECT_EQ(listed(), traffic_.distinct_readings());
  EXPECT_TRUE(outcome_);
  EXPECT_EQ(audit().alerts().value(), alerts_);
}

TEST_F(Lying, AnAlertAboutAPatientBeyondThePanelEndsTheRun) {
  lie({.streamed = [](v1::StreamResponse& response) {
    if (response.acknowledgement().window() != 12) return;
    v1::Alert& alert = *response.mutable_acknowledgement()->add_alerts();
    alert.set_patient(3'000'000'000U);
    alert.set_kind(v1::ALERT_KIND_READING);
    alert.set_level(v1::ALERT_LEVEL_URGENT);
  }});

  const std::optional<Error> error = play();

  expect_found_out(error, "window 12: acknowledgement.alerts[");
}

TEST_F(Lying, AnAcknowledgementOfAnotherWindowEndsTheRun) {
  lie({.streamed = [](v1::StreamResponse& response) {
    if (response.has_acknowledgement()) response.mutable_acknowledgement()->set_window(9);
  }});

  expect_found_out(play(), "window 1: acknowledgement.window is 9; expected 1");
}

TEST_F(Lying, APositionNobodyReachedIsRefused) {
  lie({.streamed = [](v1::StreamResponse& response) {
    if (response.has_position()) response.mutable_position()->set_last_window(UINT64_MAX);
  }});

  const auto opened = BackendLink::open(options(), registration("run 1"));

  ASSERT_FALSE(opened);
  expect_found_out(opened.error(), "position.last_window is 18446744073709551615");
}

TEST_F(Lying, AWindowAnsweredWithNothingEndsTheRun) {
  lie({.streamed = [](v1::StreamResponse& response) {
    if (response.has_acknowledgement()) response.Clear();
  }});

  expect_found_out(play(), "window 1: the backend answered with something else");
}

TEST_F(Lying, MoreLoggedThanWasSentIsRefused) {
  lie({.logged = [](v1::LogTimeResponse& response) { response.set_entries_new(4'000'000'000U); }});
  ASSERT_FALSE(play());

  const auto logged = audit().log_time(std::vector<rules::TimeEntry>(1), {});

  ASSERT_FALSE(logged);
  expect_found_out(logged.error(), "entries_new is 4000000000; expected at most the 1");
}

TEST_F(Lying, TotalsThatAreNotWhatWasSentAreNamed) {
  lie({.totals = [](v1::GetTotalsResponse& response) { response.set_patients(UINT64_MAX); }});
  ASSERT_FALSE(play());
  BackendTotals expected = BackendTest::audit().totals().value();

  const auto same = audit().totals_are(expected);

  ASSERT_FALSE(same);
  expect_found_out(same.error(), "patients is 18446744073709551615; expected 12");
}

TEST_F(Lying, AListingThatNeverEndsIsFoundOutAtItsFirstRepetition) {
  lie({.never_ends = true});
  ASSERT_FALSE(play());

  const std::vector<telemetry::Reading> readings = listed();

  ASSERT_FALSE(outcome_);
  expect_found_out(outcome_.error(), "expected a reading that was not listed before");
  EXPECT_EQ(readings.size(), traffic_.distinct_readings().size());
  const auto alerts = audit().alerts();
  ASSERT_FALSE(alerts);
  EXPECT_EQ(alerts.error().kind, Error::Kind::Incorrect);
}

TEST_F(Lying, AListingOfEmptyPagesForEverIsGivenUp) {
  lie({.readings = [](v1::ListReadingsResponse& page) { page.Clear(); }, .never_ends = true});
  ASSERT_FALSE(play());
  LinkOptions impatient = options();
  impatient.retry_for = 500ms;
  const auto begun = steady_clock::now();

  const auto outcome = audit(impatient).each_reading([](const auto&) {});

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::Unreachable) << outcome.error().text;
  EXPECT_LT(steady_clock::now() - begun, 1500ms);
}

TEST_F(Lying, AListingThatDripsIsGivenUp) {
  lie({.readings =
           [](v1::ListReadingsResponse& page) {
             page.mutable_readings()->DeleteSubrange(1, page.readings_size() - 1);
           },
       .before_page =
           [](int) {
             std::this_thread::sleep_for(200ms);
             return grpc::Status::OK;
           }});
  ASSERT_FALSE(play());
  LinkOptions impatient = options();
  impatient.retry_for = 300ms;
  const auto begun = steady_clock::now();
  int came = 0;

  const auto outcome = audit(impatient).each_reading([&](const auto&) { ++came; });

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::Unreachable) << outcome.error().text;
  EXPECT_GT(came, 0);
  EXPECT_LT(steady_clock::now() - begun, 1500ms);
}

TEST_F(Lying, AFirstPageThatTakesItsTimeIsNotAskedForAgain) {
  std::atomic<int> asked{0};
  lie({.before_page = [&](int page) {
    if (page == 0 && ++asked == 1) std::this_thread::sleep_for(500ms);
    return grpc::Status::OK;
  }});
  ASSERT_FALSE(play());
  LinkOptions brisk = options();
  brisk.answer_within = 200ms;

  const auto alerts = audit(brisk).alerts();

  ASSERT_TRUE(alerts) << alerts.error().text;
  EXPECT_EQ(*alerts, alerts_);
  EXPECT_EQ(asked, 1);
}

TEST_F(Lying, WhoStopsIsHeardWhileAListingFlows) {
  lie({.readings = [](v1::ListReadingsResponse& page) { page.Clear(); }, .never_ends = true});
  ASSERT_FALSE(play());
  std::atomic<bool> stop{false};
  LinkOptions stoppable = options();
  stoppable.stop = &stop;
  steady_clock::time_point stopped_at;
  std::jthread hand([&] {
    std::this_thread::sleep_for(200ms);
    stopped_at = steady_clock::now();
    stop = true;
  });

  const auto outcome = audit(stoppable).each_reading([](const auto&) {});

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::Interrupted) << outcome.error().text;
  EXPECT_LT(steady_clock::now() - stopped_at, 500ms);
}

TEST_F(Lying, AListingThatBreaksOffGoesOnWhereItWas) {
  std::atomic<int> broken{0};
  lie({.before_page = [&](int page) {
    if (page < 1) return grpc::Status::OK;
    ++broken;
    return grpc::Status{grpc::StatusCode::UNAVAILABLE, "just a moment"};
  }});
  ASSERT_FALSE(play());

  const std::vector<telemetry::Reading> readings = listed();

  ASSERT_TRUE(outcome_) << outcome_.error().text;
  EXPECT_EQ(readings, traffic_.distinct_readings());
  EXPECT_GE(broken, 2) << "there were several pages";
  EXPECT_EQ(audit().alerts().value(), alerts_);
  constexpr CalendarMonth kFebruary{std::chrono::year{2026} / 2};
  const auto claims = audit().claims(kFebruary);
  ASSERT_TRUE(claims) << claims.error().text;
  EXPECT_EQ(claims->size(), BackendTest::audit().claims(kFebruary)->size());
  EXPECT_EQ(claims->size(), 12U);
}

TEST_F(Lying, AnAnswerLargerThanAnyMayBeIsRefusedAndNotAskedForAgain) {
  std::atomic<int> asked{0};
  lie({.totals = [&](v1::GetTotalsResponse& response) {
    ++asked;
    response.GetReflection()->MutableUnknownFields(&response)->AddLengthDelimited(
        99, std::string(kAnswerBytesMax + 1, 'x'));
  }});
  ASSERT_FALSE(play());

  const auto totals = audit().totals();

  ASSERT_FALSE(totals);
  EXPECT_EQ(totals.error().kind, Error::Kind::Incorrect);
  EXPECT_THAT(totals.error().text, HasSubstr("larger than max"));
  EXPECT_EQ(asked, 1);
}

// A string that is no UTF-8 makes a message that is none.
TEST_F(Lying, ATextThatIsNoneIsALieAtOnce) {
  start();
  const std::string no_text = "\xff";
  lie({.claims = [&](v1::GetClaimsResponse& page) {
    page.mutable_patients(0)->add_claims()->set_reason(no_text);
  }});
  ASSERT_FALSE(play());
  const auto begun = steady_clock::now();

  const auto claims = audit().claims({std::chrono::year{2026} / 2});

  ASSERT_FALSE(claims);
  EXPECT_EQ(claims.error().kind, Error::Kind::Incorrect);
  EXPECT_THAT(claims.error().text, HasSubstr("the answer is no message of caseload.v1"));
  EXPECT_LT(steady_clock::now() - begun, 5s);
}

TEST_F(Lying, AStreamThatEndsWellInTheMiddleOfTheRunIsNoAnswer) {
  lie({.ends_after = 3});

  const std::optional<Error> error = play();

  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, Error::Kind::Incorrect);
  EXPECT_THAT(error->text, HasSubstr("ended the run's stream without an answer"));
}

}  // namespace
}  // namespace caseload::wire::testing
