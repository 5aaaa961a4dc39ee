// What no number of callers, and no caller who does nothing, can take away from the others.

#include "grpc/backend/limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <list>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/client/link_options.hpp"
#include "tests/grpc/backend_fixture.hpp"
#include "tests/grpc/raw_socket.hpp"

namespace caseload::wire {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::RawSocket;

constexpr int kLong = 5'000;  // milliseconds; for what happens soon

class Limits : public testing::BackendTest {
 protected:
  void start_with(const BackendLimits& limits) {
    auto started =
        Backend::start({.listen = "127.0.0.1:0",
                        .store = {.path = folder_.file("backend.db"), .synchronous_full = false},
                        .limits = limits});
    ASSERT_TRUE(started) << started.error().text;
    backend_ = std::move(*started);
  }

  // A call of Stream by gRPC's own client.
  struct Call {
    explicit Call(const LinkOptions& to)
        : stub(v1::Backend::NewStub(open_channel(to))), stream(stub->Stream(&context)) {}

    grpc::Status end() {
      v1::StreamResponse forgotten;
      while (stream->Read(&forgotten)) continue;
      return stream->Finish();
    }

    std::unique_ptr<v1::Backend::Stub> stub;
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReaderWriter<v1::StreamRequest, v1::StreamResponse>> stream;
  };
};

TEST_F(Limits, AStreamThatNeverSaysWhoseItIsIsEnded) {
  start_with({.streams = {.first_message = 200ms}});
  Call call(options());
  const grpc::Status status = call.end();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(status.error_message(), "no first message within 0.2 s");
}

TEST_F(Limits, ARunThatFallsSilentLosesItsStreamAndGoesOnWhereItWas) {
  start_with({.streams = {.next_message = 200ms}});
  const testing::Traffic traffic({.windows = 2});
  const auto link = open_link();
  traffic.hand_in(0, *link);
  link->advance(traffic.watermark(0));
  std::this_thread::sleep_for(600ms);
  traffic.hand_in(1, *link);
  link->advance(traffic.watermark(1));
  EXPECT_EQ(link->counts().reconnections, 1U);
  EXPECT_EQ(audit().totals()->windows, 2U);
}

TEST_F(Limits, StreamsBeyondTheLimitAreToldToComeBack) {
  start_with({.streams = {.streams_max = 2}});
  Call first(options()), second(options());
  const auto opened = [](Call& call) {
    v1::StreamRequest request;
    request.set_run("no such run");
    call.stream->Write(request);
  };
  // Both are there once a third was refused; a refusal comes of itself.
  Call third(options());
  const grpc::Status status = third.end();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("2 streams are open already"));
  opened(first);
  EXPECT_EQ(first.end().error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  // Its caller knows that it has ended a moment before the backend does.
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{kLong};
  grpc::StatusCode fourth = grpc::StatusCode::RESOURCE_EXHAUSTED;
  while (fourth == grpc::StatusCode::RESOURCE_EXHAUSTED &&
         std::chrono::steady_clock::now() < until) {
    Call call(options());
    opened(call);
    fourth = call.end().error_code();
  }
  EXPECT_EQ(fourth, grpc::StatusCode::FAILED_PRECONDITION) << "still refused";
  opened(second);
  second.end();
}

TEST_F(Limits, ASocketThatSaysNothingIsClosed) {
  start_with({.handshake = 200ms});
  RawSocket silent(backend_->port());
  ASSERT_TRUE(silent.connected());
  EXPECT_TRUE(silent.is_closed_within(kLong));
}

TEST_F(Limits, AConnectionWithoutACallIsClosed) {
  start_with({.connection_idle = 200ms});
  RawSocket idle(backend_->port());
  idle.send(testing::http2_preface());
  EXPECT_TRUE(idle.is_closed_within(kLong));
}

TEST_F(Limits, ConnectionsBeyondTheLimitAreTurnedAwayAndTheOthersServed) {
  start_with({.accept = {.connections_max = 3}});
  const auto link = open_link();  // one
  std::list<RawSocket> crowd;
  for (int i = 0; i < 20; ++i) crowd.emplace_back(backend_->port());
  EXPECT_TRUE(crowd.back().is_closed_within(kLong));
  const testing::Traffic traffic({.windows = 1});
  traffic.hand_in(0, *link);
  link->advance(traffic.watermark(0));
  link->close();
  crowd.clear();
  EXPECT_TRUE(open_link("another")) << "the door stayed shut";
}

// A gRPC message of which only the length and the beginning come.
std::string half_sent(std::uint32_t size) {
  std::string bytes(1, '\0');
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(size >> shift & 0xff);
  return bytes;
}

TEST_F(Limits, AMessageThatIsOnlyHalfSentEndsItsStream) {
  start_with({.streams = {.first_message = 300ms}, .connection_idle = 200ms});
  RawSocket caller(backend_->port());
  caller.send(testing::http2_preface() + testing::http2_headers(1, "/caseload.v1.Backend/Stream") +
              testing::http2_data(1, half_sent(60 << 20) + std::string(10'000, 'x')));
  EXPECT_TRUE(caller.is_closed_within(kLong));
  EXPECT_TRUE(serving());
}

}  // namespace
}  // namespace caseload::wire
