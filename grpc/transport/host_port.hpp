#pragma once

// Where to listen or to dial.

#include <string>

#include "sim/base/result.hpp"

namespace caseload::wire {

struct HostPort {
  std::string host;  // a name or an address, without brackets
  int port = 0;      // 0 to 65535

  std::string text() const;  // "127.0.0.1:50051", "[::1]:50051"
  // Whether nobody on another machine can reach it.
  bool is_loopback() const;
};

// BadInput: anything but HOST:PORT, an IPv6 address in brackets.
Result<HostPort> parse_host_port(const std::string& text);

}  // namespace caseload::wire
