// docs/backend.md: what it tells a reader to type is typed, in its order, in one shell.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "grpc/backend/backend.hpp"
#include "tests/system/program.hpp"

namespace caseload::system_test {
namespace {

using ::testing::HasSubstr;

// Everything between ```sh and ```.
std::string commands_in(const std::string& page) {
  std::string commands;
  std::istringstream lines(page);
  std::string line;
  for (bool inside = false; std::getline(lines, line);) {
    if (line.starts_with("```")) inside = line == "```sh";
    else if (inside) commands += line + "\n";
  }
  return commands;
}

// The page's own port may be somebody else's here.
std::string with_a_free_port(std::string commands) {
  const auto backend = wire::Backend::start({});
  const std::string port = std::to_string((*backend)->port());
  const std::string written = "50051";
  for (std::size_t at = 0; (at = commands.find(written, at)) != std::string::npos;)
    commands.replace(at, written.size(), port);
  return commands;
}

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++found;
  return found;
}

TEST(BackendPage, WhatItTellsToTypeWorks) {
  const Scratch scratch;
  const auto source = std::filesystem::path(CASELOAD_SOURCE_DIR);
  const auto binary = std::filesystem::path(CASELOAD_BINARY).parent_path();
  const std::string commands = commands_in(read(source / "docs" / "backend.md"));
  ASSERT_GE(count(commands, "caseload backend"), 4);
  const std::string script = "set -euo pipefail\ncd '" + scratch.path("").string() +
                             "'\nexport PATH='" + binary.string() + "':\"$PATH\"\n" +
                             "trap 'jobs -p | xargs -r kill' EXIT\n" + with_a_free_port(commands);
  const std::string file = scratch.write("page.sh", script);
  const auto log = scratch.path("log");

  const int status =
      std::system(("bash '" + file + "' >'" + log.string() + "' 2>&1 </dev/null").c_str());

  const std::string said = read(log);
  EXPECT_EQ(status, 0) << said;
  EXPECT_EQ(count(said, "All agree, patient by patient and alert by alert."), 3) << said;
  EXPECT_EQ(count(said, "stopped; everything acknowledged is stored"), 3) << said;
  EXPECT_THAT(said, HasSubstr("clinic.db: 1 run, all whole"));
  std::string token = read(scratch.path("ana.token"));
  token.resize(token.find('\n'));
  EXPECT_EQ(token.size(), 64U);
  EXPECT_EQ(count(said, token), 0);
}

}  // namespace
}  // namespace caseload::system_test
