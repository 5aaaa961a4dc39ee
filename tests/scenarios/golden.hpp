#pragma once

// Texts that are reviewed once and then kept: compared with a file of the source tree, which
// CASELOAD_UPDATE=1 rewrites.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace caseload::scenarios {

inline std::filesystem::path source_dir() { return CASELOAD_SOURCE_DIR; }

inline std::string file_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// `file` is relative to the source tree.
inline void expect_golden(const std::string& actual, const std::filesystem::path& file) {
  const std::filesystem::path path = source_dir() / file;
  if (std::getenv("CASELOAD_UPDATE") != nullptr) std::ofstream(path, std::ios::binary) << actual;
  EXPECT_EQ(actual, file_text(path))
      << file << " is out of date; if the new text is right, run this test with CASELOAD_UPDATE=1";
}

}  // namespace caseload::scenarios
