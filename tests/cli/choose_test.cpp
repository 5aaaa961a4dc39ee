#include "cli/choose.hpp"

#include <gtest/gtest.h>

namespace caseload::cli {
namespace {

TEST(CheckWire, NeedsAPort) {
  for (const char* good : {"none", "embedded", "127.0.0.1:50051", "localhost:1", "[::1]:65535"})
    EXPECT_TRUE(check_wire(good)) << good;
  for (const char* bad : {"", "localhost", "localhost:", ":50051", "localhost:0", "localhost:65536",
                          "localhost:5x", "localhost:http", "unix:/tmp/a:1", "a?b:1", "a/b:1"})
    EXPECT_FALSE(check_wire(bad)) << bad;
}

}  // namespace
}  // namespace caseload::cli
