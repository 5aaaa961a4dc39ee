// The server: where it listens, how it ends, what else it offers.

#include "grpc/backend/backend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using BackendServer = BackendTest;

std::string refusal(const std::string& listen) {
  const auto backend = Backend::start({.listen = listen, .store = {}});
  return backend ? "none" : backend.error().text;
}

TEST(BackendAddress, PlainTextStaysOnThisMachine) {
  EXPECT_THAT(refusal("0.0.0.0:0"), HasSubstr("a loopback address only"));
  EXPECT_THAT(refusal("[::]:0"), HasSubstr("a loopback address only"));
  EXPECT_THAT(refusal("192.168.1.5:50051"), HasSubstr("a loopback address only"));
  EXPECT_THAT(refusal("example.org:50051"), HasSubstr("a loopback address only"));
  EXPECT_THAT(refusal("127.0.0.1.example.org:50051"), HasSubstr("a loopback address only"));
  EXPECT_EQ(refusal("127.0.0.1:0"), "none");
  EXPECT_EQ(refusal("127.8.9.10:0"), "none");
  EXPECT_EQ(refusal("localhost:0"), "none");
}

TEST(BackendAddress, IsHostAndPort) {
  EXPECT_THAT(refusal("127.0.0.1"), HasSubstr("expected HOST:PORT"));
  EXPECT_THAT(refusal(":50051"), HasSubstr("expected HOST:PORT"));
  EXPECT_THAT(refusal("127.0.0.1:http"), HasSubstr("expected a port from 0 to 65535"));
  EXPECT_THAT(refusal("127.0.0.1:70000"), HasSubstr("expected a port from 0 to 65535"));
  EXPECT_THAT(refusal("::1:50051"), HasSubstr("stands in brackets"));
}

TEST_F(BackendServer, APortBelongsToOne) {
  start();

  EXPECT_THAT(refusal(backend_->address()), HasSubstr("is the port taken?"));
}

TEST_F(BackendServer, EndsPromptlyWithAStreamOpenAndTheRunGoesOnAfterwards) {
  start();
  const std::string address = backend_->address();
  const Traffic traffic({});
  const auto link = open_link();
  traffic.hand_in(0, *link);
  link->advance(traffic.watermark(0));

  const auto begun = std::chrono::steady_clock::now();
  backend_->shutdown();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);

  stop();
  start(address);
  traffic.hand_in(1, *link);
  link->advance(traffic.watermark(1));
  EXPECT_EQ(link->counts().windows, 2U);
  EXPECT_EQ(link->counts().reconnections, 1U);
}

TEST_F(BackendServer, EndsWhileARunIsInFullSwing) {
  start();
  const std::string address = backend_->address();
  const Traffic traffic({.windows = 500});
  const auto link = open_link();
  auto run = std::async(std::launch::async, [&] { return traffic.play(*link, *link); });

  std::this_thread::sleep_for(50ms);
  const auto begun = std::chrono::steady_clock::now();
  stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
  start(address);
  run.get();

  EXPECT_EQ(link->counts().windows, 500U);
  EXPECT_EQ(audit().totals()->readings, traffic.distinct_readings().size());
}

TEST_F(BackendServer, SaysThatItIsWell) {
  start();

  EXPECT_TRUE(serving());
}

TEST_F(BackendServer, NamesItsServices) {
  start();

  // ServerReflectionRequest{list_services: ""} is field 7, of no length.
  const std::string services =
      ask(options(), "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
          std::string("\x3a\x00", 2));

  EXPECT_THAT(services, HasSubstr("caseload.v1.Backend"));
  EXPECT_THAT(services, HasSubstr("grpc.health.v1.Health"));
}

}  // namespace
}  // namespace caseload::wire::testing
