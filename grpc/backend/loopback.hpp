#pragma once

// Which addresses plain text may bind to.

#include <string>

#include "sim/base/result.hpp"

namespace caseload::wire {

struct HostPort {
  std::string host;  // without brackets
  int port = 0;
  std::string text() const;  // with brackets where needed
};

// "127.0.0.1:50051", "localhost:0", "[::1]:50051". BadInput: anything else, and any host that
// others could reach.
Result<HostPort> parse_loopback(const std::string& text);

}  // namespace caseload::wire
