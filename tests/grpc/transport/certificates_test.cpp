// Whom a client believes, and which certificates and keys are taken.

#include "grpc/transport/certificates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grpc/transport/private_file.hpp"
#include "tests/grpc/authority.hpp"

namespace caseload::wire::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class Certificates : public ::testing::Test {
 protected:
  std::string why(const Authority::Issued& issued, const std::string& host = "localhost") const {
    return why_not_trusted(*read_file(issued.certificate), ours_, host);
  }
  static std::string refusal(const std::string& certificate, const std::string& key) {
    const auto identity = read_identity(certificate, key);
    return identity ? "none" : identity.error().text;
  }

  Authority authority_;
  Trust ours_{.authorities = *read_file(authority_.certificate()), .named = "ca.pem"};
};

TEST_F(Certificates, OfAServerAreForItsNameAndItsAddress) {
  const auto issued = authority_.issue("server");

  EXPECT_EQ(why(issued, "localhost"), "");
  EXPECT_EQ(why(issued, "127.0.0.1"), "");
  EXPECT_EQ(why(issued, "example.org"),
            "its certificate is for localhost, 127.0.0.1, not for example.org");
  EXPECT_EQ(why(issued, "127.0.0.2"),
            "its certificate is for localhost, 127.0.0.1, not for 127.0.0.2");
}

TEST_F(Certificates, AreBelievedOnTheDaysForWhichTheyWereMade) {
  EXPECT_EQ(why(authority_.issue("old", {.until = "20200201123000Z"})),
            "its certificate expired on 2020-02-01 12:30 UTC");
  EXPECT_EQ(why(authority_.issue("new", {.from = "20990101000000Z"})),
            "its certificate is not valid before 2099-01-01 00:00 UTC");
}

TEST_F(Certificates, OfAnAuthorityThatNobodyKnowsAreNot) {
  const Authority stranger{"Test Authority"};  // of the same name

  EXPECT_EQ(why(stranger.issue("server")),
            "its certificate is signed by nobody whom ca.pem trusts (--tls-ca)");
  const std::string shown =
      *read_file(stranger.issue("chain").certificate) + *read_file(stranger.certificate());
  EXPECT_EQ(why_not_trusted(shown, ours_, "localhost"),
            "its certificate is signed by nobody whom ca.pem trusts (--tls-ca)");
  EXPECT_EQ(why_not_trusted(shown, {.authorities = {}, .named = "this machine"}, "localhost"),
            "its certificate is signed by nobody whom this machine trusts (--tls-ca)");
  EXPECT_EQ(why_not_trusted("", ours_, "localhost"), "it shows no certificate");
}

TEST_F(Certificates, WithManyNamesFitASentence) {
  std::string names = "DNS:a0";
  for (int host = 1; host < 20; ++host) names += ",DNS:a" + std::to_string(host);

  EXPECT_EQ(why(authority_.issue("many", {.names = names})),
            "its certificate is for a0, a1, a2, a3, a4 and 15 more, not for localhost");
  EXPECT_EQ(why(authority_.issue("none", {.subject = "/CN=somebody", .names = ""})),
            "its certificate is for no host, not for localhost");
}

TEST_F(Certificates, AndKeysBelongTogether) {
  const auto one = authority_.issue("one");
  const auto two = authority_.issue("two");

  EXPECT_EQ(refusal(one.certificate, one.key), "none");
  EXPECT_THAT(refusal(one.certificate, two.key),
              AllOf(HasSubstr("two.key: this is not the key of"), HasSubstr("one.pem")));
}

TEST_F(Certificates, AllThatIsWrongIsSaidAtOnce) {
  const auto old = authority_.issue("old", {.until = "20200201000000Z"});
  ::chmod(old.key.c_str(), 0644);

  EXPECT_THAT(refusal(old.certificate, old.key),
              AllOf(HasSubstr("old.pem: the certificate expired on 2020-02-01 00:00 UTC\n"),
                    HasSubstr("old.key: others may read or change it (mode 0644); chmod 600 ")));
  EXPECT_THAT(refusal(authority_.file("no.pem"), authority_.write("no.key", "no key")),
              AllOf(HasSubstr("no.pem: No such file or directory\n"),
                    HasSubstr("no.key: expected a private key in PEM")));
  EXPECT_THAT(refusal(authority_.write("text.pem", "text"), old.certificate),
              HasSubstr("text.pem: expected a certificate in PEM\n"));
}

TEST_F(Certificates, NobodyIsAskedForAPassphrase) {
  const auto issued = authority_.issue("server");
  shell(authority_.file(""), "openssl ec -aes256 -passout pass:secret -in server.key -out p.key");

  EXPECT_THAT(refusal(issued.certificate, authority_.file("p.key")),
              HasSubstr("p.key: the key needs a passphrase; expected one without"));
}

TEST_F(Certificates, ThatAreHalfThereAreNone) {
  const std::string whole = *read_file(authority_.certificate());

  EXPECT_EQ(certificates_in(whole).size(), 1U);
  EXPECT_EQ(certificates_in(whole + whole).size(), 2U);
  EXPECT_TRUE(certificates_in(whole + whole.substr(0, whole.size() / 2)).empty());
  EXPECT_TRUE(certificates_in("").empty());
  EXPECT_THAT(read_authorities(authority_.write("half.pem", whole.substr(0, 300))).error().text,
              HasSubstr("half.pem: expected certificates in PEM"));
}

}  // namespace
}  // namespace caseload::wire::testing
