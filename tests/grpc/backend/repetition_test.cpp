// Whatever is sent twice is stored once, and answered as it was the first time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/client/stream_call.hpp"
#include "grpc/convert/telemetry.hpp"
#include "grpc/convert/work.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using Repetition = BackendTest;

// Notes what would be sent, window by window.
class Recorder final : public telemetry::ReadingSink {
 public:
  void enrol(const telemetry::Enrolment& enrolment) override {
    encode(enrolment, *window.add_arrivals()->mutable_enrolment());
  }
  void withdraw(PatientId patient, SimTime at) override {
    encode(Withdrawal{patient, at}, *window.add_arrivals()->mutable_withdrawal());
  }
  void accept(const telemetry::Reading& reading) override {
    encode(reading, *window.add_arrivals()->mutable_reading());
  }

  v1::Window window;
};

TEST_F(Repetition, AWindowSentAgainOnAnotherStreamGetsTheSameAcknowledgement) {
  start();
  const LinkOptions to = options();
  const Traffic traffic({.windows = 40});
  v1::RegisterRunRequest registered;
  encode(registration("run 1"), *registered.mutable_registration());

  std::size_t alerts = 0;
  for (int index = 0; index < traffic.windows(); ++index) {
    Recorder recorder;
    traffic.hand_in(index, recorder);
    v1::StreamRequest request;
    *request.mutable_window() = recorder.window;
    request.mutable_window()->set_number(static_cast<std::uint64_t>(index) + 1);
    request.mutable_window()->set_watermark_us(traffic.watermark(index).time_since_epoch().count());
    StreamCall::Opened opened;
    v1::StreamResponse first;
    v1::StreamResponse second;
    StreamCall lost(to);
    ASSERT_TRUE(lost.open(registered, soon(), opened).ok());
    ASSERT_TRUE(lost.exchange(request, soon(), first).ok());
    if (index == 20) {
      // The backend comes back on the same file, and knows nothing but that.
      const std::string address = backend_->address();
      stop();
      start(address);
    }
    StreamCall again(to);
    ASSERT_TRUE(again.open(registered, soon(), opened).ok());
    EXPECT_EQ(opened.position.last_window(), request.window().number());
    ASSERT_TRUE(again.exchange(request, soon(), second).ok());

    EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString()) << "window " << index;
    alerts += static_cast<std::size_t>(first.acknowledgement().alerts_size());
  }

  EXPECT_GT(alerts, 5U);
  EXPECT_EQ(audit().totals()->readings, traffic.distinct_readings().size());
  EXPECT_EQ(audit().totals()->alerts, alerts);
}

rules::TimeEntry entry(std::uint32_t patient, int minute) {
  const SimTime start{minutes{29'000'000 + minute}};
  return {.patient = PatientId{patient}, .start = start, .end = start + minutes{5}};
}

TEST_F(Repetition, ALogThatGrowsIsStoredOnce) {
  start();
  open_link()->close();
  std::vector<rules::TimeEntry> log;
  for (int i = 0; i < 7000; ++i) log.push_back(entry(1, i));
  std::vector<rules::Visit> visits{{PatientId{1}, log[0].start, log[0].end}};
  ASSERT_TRUE(audit().log_time(std::span(log).first(6000), {}));

  ASSERT_TRUE(audit().log_time(log, visits));
  ASSERT_TRUE(audit().log_time(log, visits));

  EXPECT_EQ(audit().totals()->entries, 7000U);
  EXPECT_EQ(audit().totals()->visits, 1U);
}

TEST_F(Repetition, ALogThatChangesIsRefused) {
  start();
  open_link()->close();
  std::vector<rules::TimeEntry> log{entry(1, 0), entry(2, 10)};
  ASSERT_TRUE(audit().log_time(log, {}));
  log[1].flagged = true;
  log.push_back(entry(3, 20));

  const auto refused = audit().log_time(log, {});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().text, ::testing::HasSubstr("entry 2 is stored with other content"));
  EXPECT_EQ(audit().totals()->entries, 2U);
}

// A field that only a newer sender knows.
void add_unknown_field(google::protobuf::Message& message) {
  message.GetReflection()->MutableUnknownFields(&message)->AddVarint(1000, 1);
}

TEST_F(Repetition, WhatANewerSenderAddsMakesALogNoOtherLog) {
  start();
  open_link()->close();
  ASSERT_TRUE(
      audit().log_time({{entry(1, 0)}}, {{{PatientId{1}, entry(1, 0).start, entry(1, 0).end}}}));
  v1::LogTimeRequest request;
  request.set_run("run 1");
  request.set_first_entry(1);
  request.set_first_visit(1);
  encode(entry(1, 0), *request.add_entries());
  encode(rules::Visit{PatientId{1}, entry(1, 0).start, entry(1, 0).end}, *request.add_visits());
  add_unknown_field(*request.mutable_entries(0));
  add_unknown_field(*request.mutable_visits(0));
  grpc::ClientContext context;
  v1::LogTimeResponse response;

  const grpc::Status status =
      v1::Backend::NewStub(open_channel(options()))->LogTime(&context, request, &response);

  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.entries_new(), 0U);
  EXPECT_EQ(response.visits_new(), 0U);
}

TEST_F(Repetition, WhatANewerSenderAddsMakesARunNoOtherRun) {
  start();
  open_link()->close();
  v1::RegisterRunRequest request;
  encode(registration("run 1"), *request.mutable_registration());
  add_unknown_field(*request.mutable_registration());
  add_unknown_field(*request.mutable_registration()->mutable_rule_sets(0));
  grpc::ClientContext context;
  v1::RegisterRunResponse response;

  const grpc::Status status =
      v1::Backend::NewStub(open_channel(options()))->RegisterRun(&context, request, &response);

  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_TRUE(response.resumed());
}

// A window with an enrolment and a reading of it, as it is sent.
v1::StreamRequest first_window() {
  v1::StreamRequest request;
  v1::Window& window = *request.mutable_window();
  window.set_number(1);
  const SimTime at{minutes{29'000'000}};
  encode(telemetry::Enrolment{.patient = PatientId{0},
                              .monitoring_from = at,
                              .limits = {},
                              .devices = {DeviceId{0}},
                              .device_kinds = {telemetry::DeviceKind::Cuff}},
         *window.add_arrivals()->mutable_enrolment());
  encode(telemetry::Reading{.patient = PatientId{0},
                            .device = DeviceId{0},
                            .sequence = 1,
                            .taken_at = at + seconds{90},
                            .received_at = at + seconds{100},
                            .measurement = telemetry::BloodPressure{131, 82, 70}},
         *window.add_arrivals()->mutable_reading());
  window.set_watermark_us((at + seconds{100}).time_since_epoch().count());
  return request;
}

class OnAStream : public BackendTest {
 protected:
  grpc::Status send(const v1::StreamRequest& request) {
    const LinkOptions to = options();
    v1::RegisterRunRequest registered;
    encode(registration("run 1"), *registered.mutable_registration());
    StreamCall call(to);
    StreamCall::Opened opened_as;
    const grpc::Status opened = call.open(registered, soon(), opened_as);
    return opened.ok() ? call.exchange(request, soon(), response_) : opened;
  }
  v1::StreamResponse response_;
};

TEST_F(OnAStream, WhatANewerSenderAddsMakesAWindowNoOtherWindow) {
  start();
  ASSERT_TRUE(send(first_window()).ok());
  v1::StreamRequest again = first_window();
  add_unknown_field(*again.mutable_window());
  add_unknown_field(*again.mutable_window()->mutable_arrivals(0)->mutable_enrolment());
  add_unknown_field(*again.mutable_window()->mutable_arrivals(1)->mutable_reading());

  const grpc::Status status = send(again);

  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response_.acknowledgement().readings_new(), 1U);
}

// A copy is not stored, and still nothing may arrive before it, whatever happened in between.
TEST_F(OnAStream, AfterARestartNothingIsTakenThatWouldNotHaveBeenTakenWithout) {
  const auto third_window = [this](bool restarted) {
    start();
    EXPECT_TRUE(send(first_window()).ok());
    v1::StreamRequest copy = first_window();
    v1::Window& second = *copy.mutable_window();
    second.set_number(2);
    second.mutable_arrivals()->DeleteSubrange(0, 1);
    v1::Reading& reading = *second.mutable_arrivals(0)->mutable_reading();
    const std::int64_t start_us = reading.received_at_us() - 100'000'000;
    reading.set_received_at_us(start_us + 200'000'000);
    second.set_watermark_us(start_us + 150'000'000);
    EXPECT_TRUE(send(copy).ok());
    EXPECT_EQ(response_.acknowledgement().readings_known(), 1U);
    if (restarted) {
      const std::string address = backend_->address();
      stop();
      start(address);
    }
    v1::StreamRequest early = copy;
    early.mutable_window()->set_number(3);
    v1::Reading& next = *early.mutable_window()->mutable_arrivals(0)->mutable_reading();
    next.set_sequence(2);
    next.set_received_at_us(start_us + 160'000'000);
    early.mutable_window()->set_watermark_us(start_us + 200'000'000);
    return send(early);
  };

  const grpc::Status undisturbed = third_window(false);
  stop();
  std::filesystem::remove(folder_.file("backend.db"));
  const grpc::Status restarted = third_window(true);

  EXPECT_EQ(undisturbed.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(undisturbed.error_message(), ::testing::HasSubstr("received_at_us is"));
  EXPECT_EQ(restarted.error_code(), undisturbed.error_code());
  EXPECT_EQ(restarted.error_message(), undisturbed.error_message());
}

TEST_F(Repetition, ATimerThatRanForLongerThanADayIsRefused) {
  start();
  open_link()->close();
  rules::TimeEntry longest = entry(1, 0);
  longest.end = longest.start + rules::kLongestEntry;
  ASSERT_TRUE(audit().log_time({{longest}}, {}));
  rules::TimeEntry forgotten = longest;
  forgotten.end += SimDuration{1};

  const auto refused = audit().log_time({{longest, forgotten}}, {});
  const auto of_visit = audit().log_time({}, {{{PatientId{1}, forgotten.start, forgotten.end}}});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().text, ::testing::HasSubstr("entry 2: end_us"));
  EXPECT_THAT(refused.error().text, ::testing::HasSubstr("at most 24 hours after start_us"));
  ASSERT_FALSE(of_visit);
  EXPECT_THAT(of_visit.error().text, ::testing::HasSubstr("visit 1: end_us"));
  EXPECT_EQ(audit().totals()->entries, 1U);
}

TEST_F(Repetition, AnEntryThatEndsBeforeItStartsIsRefused) {
  start();
  open_link()->close();
  rules::TimeEntry backwards = entry(1, 0);
  std::swap(backwards.start, backwards.end);

  const auto refused = audit().log_time({{backwards}}, {});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().text, ::testing::HasSubstr("entry 1: end_us"));
}

}  // namespace
}  // namespace caseload::wire::testing
