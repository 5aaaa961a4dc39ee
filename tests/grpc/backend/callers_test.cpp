// Who is let in, and what she sees: her own runs, and nothing of anybody else's.

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/backend/verify_store.hpp"
#include "tests/grpc/authority.hpp"

namespace caseload::wire::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kAnas = "ana0ana0ana0ana0ana0ana0ana0ana0";
const std::string kBens = "ben0ben0ben0ben0ben0ben0ben0ben0";

class CallersOfABackend : public ::testing::Test {
 protected:
  void start(ServerSecurity security) {
    backend_.reset();
    auto started =
        Backend::start({.listen = "127.0.0.1:0",
                        .security = std::move(security),
                        .store = {.path = folder_.file("store.db"), .synchronous_full = false}});
    ASSERT_TRUE(started) << started.error().text;
    backend_ = std::move(*started);
  }
  void start_with_tokens() {
    start({.tokens = authority_.write("tokens", "ana " + kAnas + "\nben " + kBens + "\n")});
  }
  // As whoever holds this token; empty: none.
  LinkOptions as(const std::string& token, const ClientSecurity& security = {}) const {
    ClientSecurity with = security;
    if (!token.empty()) with.token = authority_.write("token", token);
    auto credentials = client_credentials(with, *parse_host_port(backend_->address()));
    EXPECT_TRUE(credentials) << credentials.error().text;
    return {.target = backend_->address(),
            .credentials = std::make_shared<ClientCredentials>(std::move(*credentials)),
            .retry_for = 5s,
            .answer_within = 5s};
  }
  // What is said to whoever registers "run 1" and sends it some traffic; empty: nothing is amiss.
  std::string played(const LinkOptions& options) const {
    auto link = BackendLink::open(options, registration("run 1"));
    if (!link) return link.error().text;
    const Traffic traffic({.windows = 3});
    traffic.play(**link, **link);
    (*link)->close();
    return {};
  }
  static std::string totals(const LinkOptions& options) {
    const auto told = BackendAudit(options, "run 1").totals();
    return told ? "readings " + std::to_string(told->readings) : told.error().text;
  }

  Authority authority_;
  Folder folder_;
  std::unique_ptr<Backend> backend_;
};

TEST_F(CallersOfABackend, NeedATokenThatIsKnown) {
  start_with_tokens();

  EXPECT_THAT(played(as("")), HasSubstr("expected a bearer token"));
  EXPECT_THAT(played(as("eve0eve0eve0eve0eve0eve0eve0eve0")),
              HasSubstr("this bearer token is not known here"));
  EXPECT_THAT(totals(as("")), HasSubstr("expected a bearer token"));
  EXPECT_EQ(played(as(kAnas)), "");
  EXPECT_EQ(totals(as(kAnas)).substr(0, 9), "readings ");
}

// Every method, with bytes that are no message: they are not even looked at.
TEST_F(CallersOfABackend, AreAskedForItBeforeAnythingIsParsed) {
  start_with_tokens();
  for (const char* method : {"RegisterRun", "Stream", "LogTime", "GetTotals", "ListReadings",
                             "ListAlerts", "GetClaims"}) {
    const std::string path = std::string{"/caseload.v1.Backend/"} + method;
    EXPECT_THAT(ask(as(""), path, "\xff\xff"), HasSubstr("expected a bearer token")) << method;
  }
}

TEST_F(CallersOfABackend, AskForHealthWithoutOne) {
  start_with_tokens();

  EXPECT_EQ(ask(as(""), "/grpc.health.v1.Health/Check", ""), "\x08\x01");
}

TEST_F(CallersOfABackend, MayWriteTheSchemeAsTheyLikeAndShowOneTokenOnly) {
  start_with_tokens();
  const auto stub = v1::Backend::NewStub(
      grpc::CreateChannel(backend_->address(), grpc::InsecureChannelCredentials()));
  const auto said = [&stub](const std::vector<std::string>& headers) {
    grpc::ClientContext context;
    for (const std::string& header : headers) context.AddMetadata("authorization", header);
    v1::GetTotalsRequest request;
    request.set_run("run 1");
    v1::GetTotalsResponse response;
    return stub->GetTotals(&context, request, &response).error_message();
  };

  EXPECT_THAT(said({"bearer " + kAnas}), HasSubstr("run 1 is not registered"));
  EXPECT_THAT(said({"BEARER " + kAnas}), HasSubstr("run 1 is not registered"));
  EXPECT_THAT(said({"Basic " + kAnas}), HasSubstr("expected one bearer token"));
  EXPECT_THAT(said({kAnas}), HasSubstr("expected one bearer token"));
  EXPECT_THAT(said({"Bearer"}), HasSubstr("expected one bearer token"));
  EXPECT_THAT(said({"Bearer "}), HasSubstr("bearer token"));
  EXPECT_THAT(said({"Bearer " + kAnas, "Bearer " + kAnas}), HasSubstr("expected one bearer"));
}

TEST_F(CallersOfABackend, SeeNothingOfEachOther) {
  start_with_tokens();
  ASSERT_EQ(played(as(kAnas)), "");
  BackendAudit bens(as(kBens), "run 1");

  EXPECT_THAT(totals(as(kBens)), HasSubstr("run run 1 is not registered"));
  EXPECT_THAT(bens.each_reading([](const telemetry::Reading&) {}).error().text,
              HasSubstr("not registered"));
  EXPECT_THAT(bens.alerts().error().text, HasSubstr("not registered"));
  EXPECT_THAT(bens.claims(*parse_month("2026-03")).error().text, HasSubstr("not registered"));
  const rules::Visit visit{};
  EXPECT_THAT(bens.log_time({}, {&visit, 1}).error().text, HasSubstr("not registered"));
  const std::string opens_anas = "\x0a\x05run 1";  // StreamRequest{run: "run 1"}
  EXPECT_THAT(ask(as(kBens), "/caseload.v1.Backend/Stream", opens_anas),
              HasSubstr("run 1 is not registered"));
}

TEST_F(CallersOfABackend, MayGiveTheirRunsTheSameName) {
  start_with_tokens();
  ASSERT_EQ(played(as(kAnas)), "");
  const std::string anas = totals(as(kAnas));

  EXPECT_EQ(played(as(kBens)), "");
  EXPECT_EQ(totals(as(kBens)), anas);
  EXPECT_EQ(played(as(kAnas)), "") << "sent again, and stored once";
  EXPECT_EQ(totals(as(kAnas)), anas);

  backend_->shutdown();
  const auto verified = verify_store(folder_.file("store.db"), [](const auto&) {});
  ASSERT_TRUE(verified);
  EXPECT_TRUE(verified->whole());
  ASSERT_EQ(verified->runs.size(), 2U);
  EXPECT_EQ(verified->runs[0].name, "run 1 of token ana");
  EXPECT_EQ(verified->runs[1].name, "run 1 of token ben");
}

TEST_F(CallersOfABackend, KeepTheirRunsWhenItStartsAgain) {
  start_with_tokens();
  ASSERT_EQ(played(as(kAnas)), "");
  const std::string before = totals(as(kAnas));

  start_with_tokens();
  EXPECT_EQ(totals(as(kAnas)), before);
  EXPECT_THAT(totals(as(kBens)), HasSubstr("not registered"));

  // Where nobody is asked who she is, only what nobody owns is seen.
  start({});
  EXPECT_THAT(totals(as("")), HasSubstr("not registered"));
}

TEST_F(CallersOfABackend, AreKnownByTheirCertificates) {
  const auto server = authority_.issue("server");
  const Authority stranger;
  start(
      {.certificate = server.certificate, .key = server.key, .clients = authority_.certificate()});
  const auto with = [this](const Authority::Issued& issued) {
    return as("", {.authorities = authority_.certificate(),
                   .certificate = issued.certificate,
                   .key = issued.key});
  };
  const auto ana = with(authority_.issue("ana", {.subject = "/CN=ana", .names = ""}));
  const auto ben = with(authority_.issue("ben", {.names = "URI:spiffe://clinic/ben,DNS:ben"}));
  const auto nobody = with(authority_.issue("nobody", {.subject = "/", .names = ""}));

  EXPECT_EQ(played(ana), "");
  EXPECT_EQ(totals(ana).substr(0, 9), "readings ");
  EXPECT_THAT(totals(ben), HasSubstr("not registered"));
  EXPECT_THAT(totals(nobody), HasSubstr("expected a certificate with a name"));

  for (LinkOptions unknown :
       {with(stranger.issue("eve")), as("", {.authorities = authority_.certificate()})}) {
    unknown.retry_for = 300ms;
    EXPECT_THAT(totals(unknown), HasSubstr("no answer for 0.3 s"));
  }
  EXPECT_EQ(played(ben), "");
  backend_->shutdown();
  const auto verified = verify_store(folder_.file("store.db"), [](const auto&) {});
  ASSERT_TRUE(verified);
  ASSERT_EQ(verified->runs.size(), 2U);
  EXPECT_EQ(verified->runs[0].name, "run 1 of certificate ana");
  EXPECT_EQ(verified->runs[1].name, "run 1 of certificate spiffe://clinic/ben");
}

TEST_F(CallersOfABackend, LeaveNoTokenInTheFile) {
  start_with_tokens();
  ASSERT_EQ(played(as(kAnas)), "");
  backend_->shutdown();

  for (const char* suffix : {"", "-wal"}) {
    std::ifstream file(folder_.file("store.db") + suffix, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_THAT(bytes, Not(HasSubstr(kAnas)));
  }
}

}  // namespace
}  // namespace caseload::wire::testing
