// Two purposes that hashed to one number would share their luck without anybody noticing.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace caseload::sim {
namespace {

namespace fs = std::filesystem;

// FNV-1a, 32 bits: what Purpose computes at compile time, here at run time.
// Source of the constants: Fowler, Noll, Vo, draft-eastlake-fnv.
std::uint32_t hashed(const std::string& name) {
  std::uint32_t value = 2166136261U;
  for (const char c : name) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value;
}

std::set<std::string> purposes_in(const std::string& text) {
  static const std::regex kPurpose(R"re(\bPurpose\b\s*\w*\s*[({]\s*"([^"]*)")re");
  std::set<std::string> names;
  for (std::sregex_iterator match(text.begin(), text.end(), kPurpose), end; match != end; ++match) {
    names.insert((*match)[1]);
  }
  return names;
}

std::set<std::string> purposes_in_use() {
  std::set<std::string> names;
  for (const char* room : {"sim", "devices", "scenarios", "grpc", "load", "cli"}) {
    const fs::path folder = fs::path(CASELOAD_SOURCE_DIR) / room;
    if (!fs::exists(folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
      std::ifstream file(entry.path());
      names.merge(purposes_in({std::istreambuf_iterator<char>(file), {}}));
    }
  }
  return names;
}

TEST(Purposes, AreFoundInEveryWayOfWritingThem) {
  EXPECT_EQ(purposes_in(R"(Purpose{"a"}; Purpose("b"); constexpr Purpose kCall{"c d"}; Purpose )"
                        "\n kReach{\n\"e\"}; explicit Purpose(std::string_view name)"),
            (std::set<std::string>{"a", "b", "c d", "e"}));
}

TEST(Purposes, NoTwoInUseCollide) {
  std::map<std::uint32_t, std::string> owner;

  for (const std::string& name : purposes_in_use()) {
    const auto [place, fresh] = owner.emplace(hashed(name), name);
    EXPECT_TRUE(fresh) << '"' << name << "\" and \"" << place->second
                       << "\" hash to the same number: rename one";
  }
}

}  // namespace
}  // namespace caseload::sim
