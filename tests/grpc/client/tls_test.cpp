// A client before servers that are not what they should be.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/grpc/authority.hpp"
#include "tests/grpc/raw_socket.hpp"
#include "tests/grpc/tls_server.hpp"

namespace caseload::wire::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class ServerOverTls : public ::testing::Test {
 protected:
  void start(const Authority::Issued& issued, const BackendLimits& limits = {}) {
    auto started =
        Backend::start({.listen = "127.0.0.1:0",
                        .security = {.certificate = issued.certificate, .key = issued.key},
                        .store = {},
                        .limits = limits});
    ASSERT_TRUE(started) << started.error().text;
    backend_ = std::move(*started);
  }
  LinkOptions options(const std::string& host = "127.0.0.1") const {
    const HostPort server{.host = host, .port = backend_->port()};
    auto credentials = client_credentials({.authorities = trusted_}, server);
    EXPECT_TRUE(credentials) << credentials.error().text;
    return {.target = server.text(),
            .credentials = std::make_shared<ClientCredentials>(std::move(*credentials)),
            .retry_for = 60s};
  }
  // Without the patience with which an absent server is awaited.
  Error refused(const LinkOptions& with) const {
    const auto begun = std::chrono::steady_clock::now();
    const auto link = BackendLink::open(with, registration("run 1"));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
    return link ? Error{Error::Kind::Internal, "believed"} : link.error();
  }

  Authority authority_;
  std::string trusted_ = authority_.certificate();
  std::unique_ptr<Backend> backend_;
};

TEST_F(ServerOverTls, IsBelievedUnderEachOfItsNames) {
  start(authority_.issue("server"));
  const Traffic traffic({.windows = 20});
  for (const char* host : {"127.0.0.1", "localhost"}) {
    const auto link = BackendLink::open(options(host), registration(host));
    ASSERT_TRUE(link) << link.error().text;
    traffic.play(**link, **link);
    (*link)->close();
    EXPECT_EQ(BackendAudit(options(host), host).totals()->readings,
              traffic.distinct_readings().size());
  }
}

TEST_F(ServerOverTls, UnderAnotherNameIsNot) {
  start(authority_.issue("server", {.names = "DNS:backend.example.org"}));

  const Error error = refused(options());

  EXPECT_EQ(error.kind, Error::Kind::BadInput);
  EXPECT_EQ(error.text, backend_->address() +
                            ": its certificate is for backend.example.org, not "
                            "for 127.0.0.1");
}

TEST_F(ServerOverTls, OfAnUnknownAuthorityIsNot) {
  start(authority_.issue("server"));
  const Authority other{"Another Authority"};
  trusted_ = other.certificate();

  const Error error = refused(options());

  EXPECT_EQ(error.kind, Error::Kind::BadInput);
  EXPECT_EQ(error.text, backend_->address() + ": its certificate is signed by nobody whom " +
                            trusted_ + " trusts (--tls-ca)");
}

// A backend of ours would not start with such a certificate; others do.
TEST_F(ServerOverTls, AfterOrBeforeItsTimeIsNot) {
  for (const auto& [wish, why] :
       {std::pair{Authority::Wish{.until = "20200201000000Z"},
                  "its certificate expired on 2020-02-01 00:00 UTC"},
        std::pair{Authority::Wish{.from = "20990101000000Z"},
                  "its certificate is not valid before 2099-01-01 00:00 UTC"}}) {
    const auto issued = authority_.issue("server", wish);
    const TlsServer server(issued);
    auto credentials =
        client_credentials({.authorities = trusted_}, *parse_host_port(server.address()));

    const Error error =
        refused({.target = server.address(),
                 .credentials = std::make_shared<ClientCredentials>(std::move(*credentials))});

    EXPECT_EQ(error.kind, Error::Kind::BadInput);
    EXPECT_EQ(error.text, server.address() + ": " + why);
  }
}

TEST_F(ServerOverTls, ThatSpeaksPlainTextIsNamed) {
  auto plain = Backend::start({});
  ASSERT_TRUE(plain);
  backend_ = std::move(*plain);

  const Error error = refused(options());

  EXPECT_EQ(error.kind, Error::Kind::BadInput);
  EXPECT_THAT(error.text,
              HasSubstr("does not speak TLS; plain text leaves this machine only with"));
}

TEST_F(ServerOverTls, OutlastsWhoeverDoesNotSpeakIt) {
  start(authority_.issue("server"), {.handshake = 200ms});
  RawSocket silent(backend_->port());
  RawSocket plain(backend_->port());
  plain.send(http2_preface());

  EXPECT_TRUE(plain.is_closed_within(10'000));
  EXPECT_TRUE(silent.is_closed_within(10'000));
  EXPECT_TRUE(BackendLink::open(options(), registration("run 1")));
}

TEST_F(ServerOverTls, TellsWhoeverSpeaksPlainTextWhatMayBeAmiss) {
  start(authority_.issue("server"));

  const auto link =
      BackendLink::open({.target = backend_->address(), .retry_for = 300ms}, registration("run 1"));

  ASSERT_FALSE(link);
  EXPECT_EQ(link.error().kind, Error::Kind::Unreachable);
  EXPECT_THAT(link.error().text, HasSubstr("(it may speak TLS only: --tls-ca)"));
}

}  // namespace
}  // namespace caseload::wire::testing
