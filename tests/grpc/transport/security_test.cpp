// Which flags of security go together, on both sides.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grpc/transport/client_security.hpp"
#include "grpc/transport/server_security.hpp"
#include "tests/grpc/authority.hpp"

namespace caseload::wire::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const HostPort kHere{.host = "127.0.0.1", .port = 50051};
const HostPort kAway{.host = "10.0.0.7", .port = 50051};
const std::string kToken = "1f0c9a7b3d5e2846a1b2c3d4e5f60718";

std::string refusal(const ClientSecurity& security, const HostPort& server) {
  const auto credentials = client_credentials(security, server);
  return credentials ? "none" : credentials.error().text;
}
std::string refusal(const ServerSecurity& security, const HostPort& listen) {
  const auto credentials = server_credentials(security, listen);
  return credentials ? "none" : credentials.error().text;
}

TEST(ClientSecurityFlags, SpeakTlsWithWhateverIsNotThisMachine) {
  EXPECT_FALSE(client_credentials({}, kHere)->tls);
  EXPECT_FALSE(client_credentials({}, {.host = "localhost", .port = 1})->tls);
  EXPECT_FALSE(client_credentials({}, {.host = "::1", .port = 1})->tls);
  EXPECT_TRUE(client_credentials({}, kAway)->tls);
  EXPECT_TRUE(client_credentials({}, {.host = "localhost.example.org", .port = 1})->tls);
  EXPECT_TRUE(client_credentials({}, {.host = "127.1", .port = 1})->tls);
  EXPECT_FALSE(client_credentials({.insecure = true}, kAway)->tls);
}

TEST(ClientSecurityFlags, SpeakTlsWithThisMachineWhereAsked) {
  const Authority authority;
  const auto ana = authority.issue("ana");

  EXPECT_TRUE(client_credentials({.authorities = authority.certificate()}, kHere)->tls);
  EXPECT_TRUE(client_credentials({.certificate = ana.certificate, .key = ana.key}, kHere)->tls);
  const auto token = client_credentials({.token = authority.write("token", kToken)}, kHere);
  EXPECT_FALSE(token->tls);
  EXPECT_EQ(token->authorization, "Bearer " + kToken);
}

TEST(ClientSecurityFlags, ThatContradictEachOtherAreAllNamed) {
  EXPECT_THAT(refusal(ClientSecurity{.authorities = "/no/ca.pem",
                                     .certificate = "/no/ana.pem",
                                     .token = "/no/token",
                                     .insecure = true},
                      kAway),
              AllOf(HasSubstr("--insecure is plain text, and does not go with --tls-ca"),
                    HasSubstr("--tls-cert and --tls-key belong together"),
                    HasSubstr("/no/ca.pem: No such file"), HasSubstr("/no/token: No such file")));
}

TEST(ServerSecurityFlags, LetPlainTextLeaveThisMachineOnlyWhenAsked) {
  EXPECT_EQ(refusal(ServerSecurity{}, kHere), "none");
  EXPECT_THAT(refusal(ServerSecurity{}, kAway),
              HasSubstr("10.0.0.7:50051: plain text is spoken on a loopback address only"));
  EXPECT_THAT(refusal(ServerSecurity{}, {.host = "0.0.0.0", .port = 1}), HasSubstr("--insecure"));
  EXPECT_THAT(refusal(ServerSecurity{}, {.host = "::", .port = 1}), HasSubstr("[::]:1: plain"));
  EXPECT_EQ(refusal(ServerSecurity{.insecure = true}, kAway), "none");
  const Authority authority;
  const auto issued = authority.issue("server");
  EXPECT_EQ(refusal(ServerSecurity{.certificate = issued.certificate, .key = issued.key}, kAway),
            "none");
}

TEST(ServerSecurityFlags, ThatContradictEachOtherAreAllNamed) {
  EXPECT_THAT(refusal(ServerSecurity{.certificate = "/no/a.pem",
                                     .clients = "/no/ca.pem",
                                     .tokens = "/no/tokens",
                                     .insecure = true},
                      kAway),
              AllOf(HasSubstr("--insecure is plain text"),
                    HasSubstr("--tls-cert and --tls-key belong together"),
                    HasSubstr("/no/ca.pem: No such file"), HasSubstr("/no/tokens: No such file")));
  EXPECT_THAT(refusal(ServerSecurity{.clients = "/no/ca.pem"}, kHere),
              HasSubstr("--tls-client-ca needs --tls-cert and --tls-key"));
}

TEST(ServerSecurityFlags, DoNotTakeACertificateThatHasExpired) {
  const Authority authority;
  const auto old = authority.issue("old", {.until = "20200201000000Z"});

  EXPECT_THAT(refusal(ServerSecurity{.certificate = old.certificate, .key = old.key}, kHere),
              HasSubstr("old.pem: the certificate expired on 2020-02-01 00:00 UTC"));
}

}  // namespace
}  // namespace caseload::wire::testing
