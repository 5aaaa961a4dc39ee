// caseload backend and run --wire, from the outside: who is let in, who is believed, and that no
// secret is ever said.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grpc/backend/backend.hpp"
#include "tests/grpc/authority.hpp"
#include "tests/grpc/tls_server.hpp"
#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using wire::testing::Authority;

const std::string kAnas = "ana0ana0ana0ana0ana0ana0ana0ana0";

std::vector<std::string> month_over(const std::string& address,
                                    const std::vector<std::string>& flags) {
  std::vector<std::string> arguments{
      "run", "main_street_clinic", "--month", "2026-03", "--plan", "2 RN", "--wire", address};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  return arguments;
}

TEST(RunOverTls, EndsBeforeAServerWhoseCertificateHasExpired) {
  const Authority authority;
  const wire::testing::TlsServer server(authority.issue("old", {.until = "20200201000000Z"}));

  const Ended ended =
      caseload(month_over(server.address(), {"--tls-ca", authority.certificate(), "--quiet"}));

  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.err, server.address() + ": its certificate expired on 2020-02-01 00:00 UTC\n");
  EXPECT_EQ(ended.out, "");
}

TEST(RunOverTls, SaysATokenNowhere) {
  const Authority authority;
  const auto issued = authority.issue("server");
  const auto backend = wire::Backend::start(
      {.security = {.certificate = issued.certificate,
                    .key = issued.key,
                    .tokens = authority.write("tokens", "ana " + kAnas + "\n")},
       .store = {}});
  ASSERT_TRUE(backend) << backend.error().text;
  const std::string& ca = authority.certificate();
  const std::string token = authority.write("token", kAnas);
  const std::string other = authority.write("other", "eve0eve0eve0eve0eve0eve0eve0eve0");

  const Ended let_in = caseload(
      month_over((*backend)->address(), {"--tls-ca", ca, "--token-file", token, "--json"}));
  const Ended sent_away =
      caseload(month_over((*backend)->address(), {"--tls-ca", ca, "--token-file", other}));

  EXPECT_EQ(let_in.exit_code, 0) << let_in.err;
  EXPECT_EQ(sent_away.exit_code, 2);
  EXPECT_THAT(sent_away.err, HasSubstr("this bearer token is not known here"));
  for (const std::string& text : {let_in.out, let_in.err, sent_away.out, sent_away.err}) {
    EXPECT_THAT(text, Not(HasSubstr(kAnas)));
    EXPECT_THAT(text, Not(HasSubstr("eve0eve0")));
  }
}

TEST(SecurityFlags, AreRefusedWithEverythingThatIsWrongAtOnce) {
  const Authority authority;
  const std::string open = authority.write("open", kAnas, 0644);

  const Ended client =
      caseload(month_over("10.0.0.7:50051", {"--tls-ca", "/no/ca.pem", "--tls-cert", "/no/a.pem",
                                             "--token-file", open}));
  EXPECT_EQ(client.exit_code, 2);
  EXPECT_THAT(client.err, AllOf(HasSubstr("--tls-cert and --tls-key belong together"),
                                HasSubstr("/no/ca.pem: No such file or directory"),
                                HasSubstr("open: others may read or change it (mode 0644)")));
  EXPECT_THAT(client.err, Not(HasSubstr(kAnas)));

  const Ended server = caseload({"backend", "--listen", "0.0.0.0:0", "--tokens", open});
  EXPECT_EQ(server.exit_code, 2);
  EXPECT_THAT(server.err, AllOf(HasSubstr("plain text is spoken on a loopback address only"),
                                HasSubstr("open: others may read or change it (mode 0644)")));
}

TEST(SecurityFlags, BelongToABackendThatRunsApart) {
  for (const char* wire : {"none", "embedded"}) {
    const Ended ended = caseload(month_over(wire, {"--insecure"}));
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("belong to --wire HOST:PORT"));
  }
}

}  // namespace
}  // namespace caseload::system_test
