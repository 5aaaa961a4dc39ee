#include "reports/render/output_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <set>

namespace caseload::reports {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class OutputDirectoryTest : public ::testing::Test {
 protected:
  OutputDirectoryTest() {
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  ~OutputDirectoryTest() override {
    fs::permissions(root_, fs::perms::owner_all);
    fs::remove_all(root_);
  }

  OutputDirectory out(bool force = false) const { return {root_ / "out", "plan.json", force}; }
  fs::path at(const char* path) const { return root_ / "out" / path; }

  static std::string read(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  static void put(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  // Everything below the test's directory, as paths relative to it.
  std::set<std::string> everything() const {
    std::set<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(root_))
      paths.insert(fs::relative(entry.path(), root_));
    return paths;
  }

  const fs::path root_ =
      fs::temp_directory_path() / ("caseload_output_test_" + std::to_string(::getpid()));
  const Identity seed_one_{{"seed", "1"}};
  const Identity seed_two_{{"seed", "2"}};
  const std::vector<OutputFile> files_{{"plan.json", "{\"seed\": 1}\n"},
                                       {"csv/runs.csv", "plan\n"}};
};

TEST_F(OutputDirectoryTest, MakesTheDirectoryAndWritesEveryFile) {
  ASSERT_TRUE(out().write(seed_one_, files_).has_value());

  EXPECT_EQ(everything(),
            (std::set<std::string>{"out", "out/plan.json", "out/csv", "out/csv/runs.csv"}));
  EXPECT_EQ(read(at("plan.json")), "{\"seed\": 1}\n");
}

TEST_F(OutputDirectoryTest, AskingWritesNothing) {
  ASSERT_TRUE(out().admits(seed_one_).has_value());

  EXPECT_TRUE(everything().empty());
}

TEST_F(OutputDirectoryTest, TheSameResultsMayBeWrittenAgain) {
  ASSERT_TRUE(out().write(seed_one_, files_).has_value());

  EXPECT_TRUE(out().write(seed_one_, files_).has_value());
}

TEST_F(OutputDirectoryTest, OtherResultsAreRefusedAndStay) {
  ASSERT_TRUE(out().write(seed_one_, files_).has_value());

  const Result<void> refused = out().write(seed_two_, {{"plan.json", "{\"seed\": 2}\n"}});

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, Error::Kind::BadInput);
  EXPECT_THAT(refused.error().text, HasSubstr("other results (seed is 1 there and 2 now)"));
  EXPECT_THAT(refused.error().text, HasSubstr("--force"));
  EXPECT_EQ(read(at("plan.json")), "{\"seed\": 1}\n");
}

TEST_F(OutputDirectoryTest, ForceReplacesOursAndLeavesWhatIsNotOurs) {
  ASSERT_TRUE(out().write(seed_one_, files_).has_value());
  put(at("letter.txt"), "mine");

  ASSERT_TRUE(out(true).write(seed_two_, {{"plan.json", "{\"seed\": 2}\n"}}).has_value());

  EXPECT_EQ(read(at("plan.json")), "{\"seed\": 2}\n");
  EXPECT_EQ(read(at("letter.txt")), "mine");
}

TEST_F(OutputDirectoryTest, ADirectoryOfSomethingElseIsRefused) {
  put(at("letter.txt"), "mine");
  EXPECT_THAT(out().admits(seed_one_).error().text,
              HasSubstr("holds files but no readable plan.json"));

  put(at("plan.json"), "{ half a file");
  EXPECT_THAT(out().admits(seed_one_).error().text, HasSubstr("no readable plan.json"));
  put(at("plan.json"), "[1]");
  EXPECT_THAT(out().admits(seed_one_).error().text, HasSubstr("no readable plan.json"));
}

TEST_F(OutputDirectoryTest, AnEmptyDirectoryWillDo) {
  fs::create_directories(root_ / "out");

  EXPECT_TRUE(out().write(seed_one_, files_).has_value());
}

TEST_F(OutputDirectoryTest, AFileIsNotADirectory) {
  put(root_ / "out", "text");

  EXPECT_THAT(out(true).admits(seed_one_).error().text, HasSubstr("is not a directory"));
  EXPECT_EQ(read(root_ / "out"), "text");
}

// csv is a file here, so csv/runs.csv cannot be: what was there stays, and no half-written file is
// left.
TEST_F(OutputDirectoryTest, AFailureLeavesEverythingAsItWas) {
  put(at("plan.json"), "{\"seed\": 1}\n");
  put(at("csv"), "a file");
  const std::set<std::string> before = everything();

  const Result<void> failed = out(true).write(
      seed_two_, {{"a.txt", "a"}, {"plan.json", "{\"seed\": 2}"}, {"csv/runs.csv", "x"}});

  ASSERT_FALSE(failed.has_value());
  EXPECT_THAT(failed.error().text, HasSubstr("cannot be written"));
  EXPECT_EQ(everything(), before);
  EXPECT_EQ(read(at("plan.json")), "{\"seed\": 1}\n");
}

TEST_F(OutputDirectoryTest, AFailureInANewDirectoryLeavesNoDirectory) {
  const std::string too_long(300, 'x');

  ASSERT_FALSE(out().write(seed_one_, {{"csv/" + too_long, "x"}, {"plan.json", "{}"}}).has_value());

  EXPECT_TRUE(everything().empty());
}

using enum fs::perms;
constexpr fs::perms kOwnersFile = owner_read | owner_write;

fs::perms mode_of(const fs::path& path) { return fs::status(path).permissions(); }

TEST_F(OutputDirectoryTest, PatientDataAreTheirOwnersAtEveryMoment) {
  const mode_t before = ::umask(022);
  fs::perms while_written{}, directory_while_written{};
  const std::vector<OutputFile> files{
      {.path = "csv/patients.csv",
       .writer =
           [&](std::ostream& out) {
             out << "Ann\n" << std::flush;
             for (const auto& entry : fs::directory_iterator(root_ / "out" / "csv"))
               while_written = mode_of(entry);
             directory_while_written = mode_of(root_ / "out");
           },
       .owner_only = true},
      {.path = "plan.json", .content = "{}"}};

  ASSERT_TRUE(out().write(seed_one_, files).has_value());
  ::umask(before);

  EXPECT_EQ(while_written, kOwnersFile);
  EXPECT_EQ(directory_while_written, owner_all);
  EXPECT_EQ(mode_of(at("csv/patients.csv")), kOwnersFile);
  EXPECT_EQ(mode_of(at("csv")), owner_all);
  EXPECT_EQ(mode_of(at("plan.json")), kOwnersFile | group_read | others_read);
}

TEST_F(OutputDirectoryTest, AFileThatEverybodyCouldReadIsNotWrittenInto) {
  put(at("plan.json"), "{\"seed\": 1}");
  fs::permissions(at("plan.json"), kOwnersFile | group_read | others_read);

  const OutputFile mine{.path = "plan.json", .content = "{}", .owner_only = true};
  ASSERT_TRUE(out().write(seed_one_, {mine}).has_value());

  EXPECT_EQ(mode_of(at("plan.json")), kOwnersFile);
}

TEST_F(OutputDirectoryTest, TextIsNoCommandToTheTerminalThatShowsIt) {
  const std::vector<OutputFile> files{{"note.txt", "\x1b[31mAnn\n"},
                                      {"plan.json", "{\"a\": \"\u009b\"}"}};
  ASSERT_TRUE(out().write(seed_one_, files).has_value());

  EXPECT_EQ(read(at("note.txt")), "\\x1b[31mAnn\n");
  EXPECT_EQ(read(at("plan.json")), "{\"a\": \"\\u009b\"}") << "the same value, as JSON writes it";
}

}  // namespace
}  // namespace caseload::reports
