#include "grpc/transport/host_port.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace caseload::wire {
namespace {

// Anything else would be read as part of an address of gRPC's own kind ("unix:…", "host?…").
bool is_name_or_address(std::string_view host) {
  return std::ranges::all_of(host, [](char letter) {
    return ('a' <= letter && letter <= 'z') || ('A' <= letter && letter <= 'Z') ||
           ('0' <= letter && letter <= '9') || std::string_view{".-_:"}.contains(letter);
  });
}

}  // namespace

std::string HostPort::text() const {
  return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                             : fmt::format("[{}]:{}", host, port);
}

bool HostPort::is_loopback() const {
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  return host == "localhost" || host == "::1";
}

Result<HostPort> parse_host_port(const std::string& text) {
  const auto refuse = [&text](std::string_view why) {
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}: {}", text, why)});
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0)
    return refuse("expected HOST:PORT, e.g. 127.0.0.1:50051");
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string::npos) {
    return refuse("expected HOST:PORT; an IPv6 address stands in brackets, e.g. [::1]:50051");
  }
  if (!is_name_or_address(host)) return refuse("expected a host's name or address before the port");
  int port = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, port);
  if (error != std::errc{} || stopped != end || port < 0 || port > 65535)
    return refuse("expected a port from 0 to 65535");
  return HostPort{.host = host, .port = port};
}

}  // namespace caseload::wire
