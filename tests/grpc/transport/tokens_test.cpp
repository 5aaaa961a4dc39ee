// Which files of tokens are taken, and what is said of the others.

#include "grpc/transport/tokens.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kAnas = "1f0c9a7b3d5e2846a1b2c3d4e5f60718";
const std::string kBens = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTA=";

class TokenFile : public ::testing::Test {
 protected:
  std::string write(const std::string& text, mode_t mode = 0600) {
    std::ofstream{path_} << text;
    ::chmod(path_.c_str(), mode);
    return path_;
  }
  std::string refusal(const std::string& text, mode_t mode = 0600) {
    const auto tokens = Tokens::read(write(text, mode));
    return tokens ? "none" : tokens.error().text;
  }
  std::string refused_token(const std::string& text, mode_t mode = 0600) {
    const auto token = read_token(write(text, mode));
    return token ? "none" : token.error().text;
  }

  Folder folder_;
  std::string path_ = folder_.file("tokens");
};

TEST_F(TokenFile, SaysWhoseATokenIs) {
  const auto tokens = Tokens::read(
      write("# who may call\n\nana " + kAnas + "\n  ben\t" + kBens + "  # until March\n"));
  ASSERT_TRUE(tokens) << tokens.error().text;

  EXPECT_EQ(tokens->owner_of(kAnas), "ana");
  EXPECT_EQ(tokens->owner_of(kBens), "ben");
  EXPECT_EQ(tokens->owner_of(kAnas + "0"), std::nullopt);
  EXPECT_EQ(tokens->owner_of(kAnas.substr(1)), std::nullopt);
  EXPECT_EQ(tokens->owner_of(""), std::nullopt);
  EXPECT_EQ(tokens->owner_of("ana"), std::nullopt);
}

TEST_F(TokenFile, ANameMayHaveTwoWhileOneReplacesTheOther) {
  const auto tokens = Tokens::read(write("ana " + kAnas + "\nana " + kBens + "\n"));
  ASSERT_TRUE(tokens) << tokens.error().text;

  EXPECT_EQ(tokens->owner_of(kAnas), "ana");
  EXPECT_EQ(tokens->owner_of(kBens), "ana");
}

TEST_F(TokenFile, EveryLineThatIsWrongIsNamedAndNoTokenIs) {
  const std::string said = refusal("ana " + kAnas + "\nben " + kAnas + "\ncem\ndora short\nel/va " +
                                   kBens + "\nfay a b\n");

  EXPECT_THAT(said, HasSubstr(":2: ana has this token already"));
  EXPECT_THAT(said, HasSubstr(":3: expected a name and a token"));
  EXPECT_THAT(said, HasSubstr(":4: a token has 32 to 1024 characters, this one 5"));
  EXPECT_THAT(said, HasSubstr(":5: a name is up to 64 letters"));
  EXPECT_THAT(said, HasSubstr(":6: expected a name and a token"));
  EXPECT_THAT(said, Not(HasSubstr(kAnas)));
  EXPECT_THAT(said, Not(HasSubstr(kBens)));
  EXPECT_THAT(said, Not(HasSubstr("short")));
}

TEST_F(TokenFile, LetsNobodyInWhereItNamesNobody) {
  EXPECT_THAT(refusal("# nobody yet\n"), HasSubstr("expected a name and a token on a line"));
  EXPECT_THAT(refusal(""), HasSubstr("it is empty"));
}

TEST_F(TokenFile, IsRefusedWhereOthersMayReadOrChangeIt) {
  for (const mode_t mode : {0644, 0640, 0604, 0620, 0602, 0660}) {
    // Root's files may be read by a group: secrets are handed out so.
    if (::geteuid() == 0 && mode == 0640) continue;
    EXPECT_THAT(refusal("ana " + kAnas + "\n", mode), HasSubstr("others may read or change it"))
        << mode;
    EXPECT_THAT(refused_token(kAnas + "\n", mode), HasSubstr("others may read or change it"))
        << mode;
  }
}

TEST_F(TokenFile, IsRefusedWhereItBelongsToSomebodyElse) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  write("ana " + kAnas + "\n");
  ASSERT_EQ(::chown(path_.c_str(), 65534, 65534), 0);

  EXPECT_THAT(Tokens::read(path_).error().text, HasSubstr("it belongs to somebody else"));
}

TEST_F(TokenFile, OfAClientHoldsOneTokenAndNothingElse) {
  EXPECT_EQ(read_token(write(kAnas + "\n")), kAnas);
  EXPECT_EQ(read_token(write("  " + kBens)), kBens);
  EXPECT_THAT(refused_token("ana " + kAnas), HasSubstr("expected one token, and nothing else"));
  EXPECT_THAT(refused_token("\n"), HasSubstr("expected one token, and nothing else"));
  EXPECT_THAT(refused_token(kAnas + "\r\x01"), Not(HasSubstr(kAnas)));
  EXPECT_THAT(refused_token("Bearer"), HasSubstr("this one 6"));
}

TEST_F(TokenFile, ThatIsNoneIsNamed) {
  EXPECT_THAT(Tokens::read(folder_.file("no")).error().text, HasSubstr("No such file"));
  EXPECT_THAT(Tokens::read(folder_.file("")).error().text, HasSubstr("expected a file"));
  EXPECT_THAT(read_token("/dev/zero").error().text, HasSubstr("expected a file"));
  EXPECT_THAT(refusal(std::string(2 << 20, 'a')), HasSubstr("larger than 1 MB"));
}

}  // namespace
}  // namespace caseload::wire::testing
