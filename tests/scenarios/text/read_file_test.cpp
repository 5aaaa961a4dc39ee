#include "scenarios/text/read_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace caseload::scenarios {
namespace {

namespace fs = std::filesystem;

class ReadFile : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  std::string refusal(const fs::path& file) {
    const auto text = read_file(file);
    if (text) return "accepted";
    EXPECT_EQ(text.error().kind, Error::Kind::BadInput);
    return text.error().text.substr(file.string().size());
  }

  const fs::path folder_ = fs::path(testing::TempDir()) / ("read_file_" + std::to_string(getpid()));
};

TEST_F(ReadFile, GivesTheBytesWithoutAByteOrderMark) {
  EXPECT_EQ(*read_file(write("a.yaml",
                             "\xEF\xBB\xBF"
                             "a: ½\n")),
            "a: ½\n");
}

TEST_F(ReadFile, RefusesWhatIsNotThereAndDirectories) {
  EXPECT_EQ(refusal(folder_ / "none.yaml"), ": no such file");
  EXPECT_EQ(refusal(folder_), ": is a directory, not a file");
}

TEST_F(ReadFile, RefusesMoreThanAMegabyteByItsSizeAlone) {
  const fs::path exactly = write("exactly.yaml", std::string(kMaxFileBytes, '#'));
  const fs::path above = write("above.yaml", std::string(kMaxFileBytes + 1, '#'));

  EXPECT_EQ(refusal(exactly), "accepted");
  EXPECT_EQ(refusal(above),
            ": larger than 1 MB; scenarios, rules and profiles are small text files");
}

TEST_F(ReadFile, AHundredMegabytesTakeNoMemory) {
  const fs::path large = write("large.yaml", "");
  fs::resize_file(large, 100'000'000);
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);

  EXPECT_NE(refusal(large), "accepted");

  getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 4'096);  // KiB
}

TEST_F(ReadFile, AnEndlessDeviceIsReadNoFurtherThanTheLimit) {
  EXPECT_EQ(refusal("/dev/zero"),
            ": larger than 1 MB; scenarios, rules and profiles are small text files");
}

TEST_F(ReadFile, RefusesWhatIsNotText) {
  EXPECT_EQ(refusal(write("nul.yaml", std::string("a: \0\n", 5))),
            ": holds NUL bytes: not a text file");
  EXPECT_EQ(refusal(write("latin1.yaml", "a: 1\nb: \xE9\n")),
            ": line 2 is not UTF-8 text (byte 0xE9)");
  EXPECT_EQ(refusal(write("overlong.yaml", "a: \xC0\xAF\n")),
            ": line 1 is not UTF-8 text (byte 0xC0)");
  EXPECT_EQ(refusal(write("surrogate.yaml", "\xED\xA0\x80")),
            ": line 1 is not UTF-8 text (byte 0xED)");
}

}  // namespace
}  // namespace caseload::scenarios
