// What the backend refuses, with which status and words; and that nothing of it is stored.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/client/stream_call.hpp"
#include "grpc/convert/telemetry.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using enum grpc::StatusCode;
using ::testing::HasSubstr;

const SimTime kNoon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{12}};

telemetry::Reading reading(std::uint32_t sequence, SimTime at) {
  return {.patient = PatientId{0},
          .device = DeviceId{0},
          .sequence = sequence,
          .taken_at = at,
          .received_at = at,
          .measurement = telemetry::BloodPressure{131, 82, 70}};
}

void add(v1::Window& window, const telemetry::Reading& value) {
  encode(value, *window.add_arrivals()->mutable_reading());
}

// The second window of a run: a reading of a patient enrolled in the first.
v1::Window good_window() {
  v1::Window window;
  window.set_number(2);
  add(window, reading(2, kNoon + hours{1}));
  window.set_watermark_us((kNoon + hours{2}).time_since_epoch().count());
  return window;
}

struct BadWindow {
  const char* what;
  std::function<void(v1::Window&)> spoil;
  grpc::StatusCode code;
  const char* words;
};
void PrintTo(const BadWindow& bad, std::ostream* out) { *out << bad.what; }

v1::Reading& second_reading(v1::Window& window) {
  add(window, reading(3, kNoon + hours{1}));
  return *window.mutable_arrivals(1)->mutable_reading();
}

const std::vector<BadWindow> kBadWindows{
    {"skipped", [](v1::Window& w) { w.set_number(3); }, OUT_OF_RANGE,
     "window 3 does not follow: the last one stored is 1"},
    {"numbered 0", [](v1::Window& w) { w.set_number(0); }, OUT_OF_RANGE,
     "window 0 does not follow"},
    {"another window 1", [](v1::Window& w) { w.set_number(1); }, ALREADY_EXISTS,
     "window 1 is stored with other content"},
    {"an unknown device", [](v1::Window& w) { second_reading(w).set_device(9); },
     FAILED_PRECONDITION, "window 2, arrival 2: device 9 is not registered"},
    {"another's device", [](v1::Window& w) { second_reading(w).set_patient(5); },
     FAILED_PRECONDITION, "device 0 is registered to patient 0, not 5"},
    {"of another kind",
     [](v1::Window& w) { second_reading(w).mutable_weight()->set_grams(80'000); },
     FAILED_PRECONDITION, "device 0 is registered as a cuff; the reading is of a scale"},
    {"nothing measured", [](v1::Window& w) { second_reading(w).clear_measurement(); },
     INVALID_ARGUMENT, "measurement: expected one of"},
    {"sequence 0", [](v1::Window& w) { second_reading(w).set_sequence(0); }, INVALID_ARGUMENT,
     "sequence is 0"},
    {"an absurd value",
     [](v1::Window& w) { second_reading(w).mutable_blood_pressure()->set_systolic_mmhg(13'100); },
     INVALID_ARGUMENT, "reading 3 of device 0: systolic_mmhg is 13100; expected 20 to 350"},
    {"pressures the wrong way round",
     [](v1::Window& w) { second_reading(w).mutable_blood_pressure()->set_diastolic_mmhg(131); },
     INVALID_ARGUMENT, "diastolic_mmhg is 131; expected less than systolic_mmhg, 131"},
    {"received before it was taken",
     [](v1::Window& w) {
       second_reading(w).set_taken_at_us(second_reading(w).received_at_us() + 1);
     },
     INVALID_ARGUMENT, "taken_at_us"},
    {"received before the reading ahead of it",
     [](v1::Window& w) {
       v1::Reading& late = second_reading(w);
       late.set_received_at_us(late.received_at_us() - 1);
       late.set_taken_at_us(late.received_at_us());
     },
     INVALID_ARGUMENT,
     "received_at_us is 2026-03-02T12:59:59Z; expected 2026-03-02T13:00:00Z or later"},
    {"received before the last watermark",
     [](v1::Window& w) {
       v1::Reading& late = *w.mutable_arrivals(0)->mutable_reading();
       late.set_received_at_us((kNoon - hours{1}).time_since_epoch().count());
       late.set_taken_at_us(late.received_at_us());
     },
     INVALID_ARGUMENT, "expected 2026-03-02T12:00:00Z or later"},
    {"in the year 300,000", [](v1::Window& w) { second_reading(w).set_taken_at_us(INT64_MAX); },
     INVALID_ARGUMENT, "taken_at_us is 9223372036854775807"},
    {"a watermark that goes back", [](v1::Window& w) { w.set_watermark_us(1); }, INVALID_ARGUMENT,
     "watermark_us is 1970-01-01T00:00:00Z; expected 2026-03-02T12:00:00Z or later"},
    {"an empty arrival", [](v1::Window& w) { w.add_arrivals(); }, INVALID_ARGUMENT,
     "expected a reading, an enrolment"},
    {"an enrolment without device",
     [](v1::Window& w) { w.add_arrivals()->mutable_enrolment()->set_patient(3); }, INVALID_ARGUMENT,
     "devices: expected at least one"},
    {"an enrolment with another's device",
     [](v1::Window& w) {
       v1::Enrolment& enrolment = *w.add_arrivals()->mutable_enrolment();
       enrolment.set_patient(3);
       enrolment.add_devices()->set_kind(v1::DEVICE_KIND_CUFF);
     },
     INVALID_ARGUMENT, "device 0 is registered to patient 0"},
    {"an enrolment with a number that is no number",
     [](v1::Window& w) {
       v1::Enrolment& enrolment = *w.add_arrivals()->mutable_enrolment();
       enrolment.set_patient(UINT32_MAX);
       enrolment.add_devices()->set_kind(v1::DEVICE_KIND_CUFF);
     },
     INVALID_ARGUMENT, "patients are numbered from 0"},
    {"a withdrawal of nobody",
     [](v1::Window& w) { w.add_arrivals()->mutable_withdrawal()->set_patient(4); },
     FAILED_PRECONDITION, "patient 4 is not monitored"},
    // After a good one, which must not stay behind.
    {"a stored reading with other values", [](v1::Window& w) { second_reading(w).set_sequence(1); },
     ALREADY_EXISTS, "window 2, arrival 2: reading 1 of device 0 is stored with other values"},
};

class Validation : public BackendTest, public ::testing::WithParamInterface<BadWindow> {
 protected:
  void SetUp() override {
    start();
    const auto link = open_link();
    link->enrol({.patient = PatientId{0},
                 .monitoring_from = kNoon - hours{48},
                 .limits = {},
                 .devices = {DeviceId{0}},
                 .device_kinds = {telemetry::DeviceKind::Cuff}});
    link->accept(reading(1, kNoon));
    link->advance(kNoon);
    link->close();
  }
  grpc::Status send(const v1::Window& window, v1::StreamResponse& response) {
    const LinkOptions to = options();
    v1::RegisterRunRequest registered;
    encode(registration("run 1"), *registered.mutable_registration());
    StreamCall call(to);
    StreamCall::Opened opened;
    const grpc::Status status = call.open(registered, soon(), opened);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(opened.position.last_window(), 1U);
    v1::StreamRequest request;
    *request.mutable_window() = window;
    return call.exchange(request, soon(), response);
  }
};

TEST_P(Validation, RefusesAndStoresNothingOfIt) {
  v1::Window bad = good_window();
  GetParam().spoil(bad);
  v1::StreamResponse response;

  const grpc::Status refused = send(bad, response);

  EXPECT_EQ(refused.error_code(), GetParam().code);
  EXPECT_THAT(refused.error_message(), HasSubstr(GetParam().words));
  EXPECT_EQ(audit().totals()->readings, 1U);
  EXPECT_EQ(audit().totals()->windows, 1U);

  // The run is none the worse for it.
  const grpc::Status taken = send(good_window(), response);
  EXPECT_TRUE(taken.ok()) << taken.error_message();
  EXPECT_EQ(response.acknowledgement().readings_new(), 1U);
  EXPECT_EQ(audit().totals()->readings, 2U);
}

INSTANTIATE_TEST_SUITE_P(Windows, Validation, ::testing::ValuesIn(kBadWindows));

using Refusals = BackendTest;

TEST_F(Refusals, NoWindowWithoutRegistration) {
  start();
  const auto stub = v1::Backend::NewStub(open_channel(options()));
  grpc::ClientContext context;
  const auto stream = stub->Stream(&context);
  v1::StreamRequest request;
  request.set_run("nobody");
  stream->Write(request);
  v1::StreamResponse response;

  EXPECT_FALSE(stream->Read(&response));

  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), FAILED_PRECONDITION);
  EXPECT_THAT(status.error_message(), HasSubstr("run nobody is not registered"));
}

TEST_F(Refusals, AWindowBeforeTheRunsName) {
  start();
  const auto stub = v1::Backend::NewStub(open_channel(options()));
  grpc::ClientContext context;
  const auto stream = stub->Stream(&context);
  v1::StreamRequest request;
  request.mutable_window()->set_number(1);
  stream->Write(request);
  v1::StreamResponse response;

  EXPECT_FALSE(stream->Read(&response));

  EXPECT_EQ(stream->Finish().error_code(), FAILED_PRECONDITION);
}

TEST_F(Refusals, ARegistrationThatCannotAlertOrBill) {
  start();
  const auto refusal = [this](const std::function<void(v1::Registration&)>& spoil) {
    const auto stub = v1::Backend::NewStub(open_channel(options()));
    v1::RegisterRunRequest request;
    encode(registration("run 1"), *request.mutable_registration());
    spoil(*request.mutable_registration());
    grpc::ClientContext context;
    v1::RegisterRunResponse response;
    const grpc::Status status = stub->RegisterRun(&context, request, &response);
    EXPECT_EQ(status.error_code(), INVALID_ARGUMENT);
    return status.error_message();
  };

  EXPECT_THAT(refusal([](v1::Registration& r) { r.clear_run(); }),
              HasSubstr("run: expected a name"));
  EXPECT_THAT(refusal([](v1::Registration& r) { r.clear_rule_sets(); }),
              HasSubstr("rule_sets: expected at least one"));
  EXPECT_THAT(refusal([](v1::Registration& r) { r.clear_time_zone(); }),
              HasSubstr("time_zone.periods: expected"));
  EXPECT_THAT(refusal([](v1::Registration& r) { r.clear_alert_rules(); }),
              HasSubstr("alert_rules: expected"));
  EXPECT_THAT(refusal([](v1::Registration& r) { *r.add_rule_sets() = r.rule_sets(0); }),
              HasSubstr("a day after the set before ends"));
  EXPECT_THAT(refusal([](v1::Registration& r) {
                r.mutable_rule_sets(0)->mutable_add_ons(0)->set_each_us(0);
              }),
              HasSubstr("each_us is 0; expected more than 0"));
}

TEST_F(Refusals, QuestionsAboutARunThatIsNotThere) {
  start();

  EXPECT_THAT(audit("nobody").totals().error().text, HasSubstr("run nobody is not registered"));
  EXPECT_THAT(audit("nobody").alerts().error().text, HasSubstr("run nobody is not registered"));
  EXPECT_THAT(audit("nobody").each_reading([](const telemetry::Reading&) {}).error().text,
              HasSubstr("not registered"));
  EXPECT_EQ(audit("nobody").totals().error().kind, Error::Kind::BadInput);
}

}  // namespace
}  // namespace caseload::wire::testing
