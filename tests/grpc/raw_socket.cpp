#include "tests/grpc/raw_socket.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <chrono>

namespace caseload::wire::testing {
namespace {

constexpr std::uint8_t kData = 0, kHeaders = 1, kSettings = 4;
constexpr std::uint8_t kEndHeaders = 4;

std::string frame(std::uint8_t type, std::uint8_t flags, std::uint32_t stream,
                  std::string_view payload) {
  std::string bytes;
  const auto size = static_cast<std::uint32_t>(payload.size());
  for (const int shift : {16, 8, 0}) bytes += static_cast<char>(size >> shift & 0xff);
  bytes += static_cast<char>(type);
  bytes += static_cast<char>(flags);
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(stream >> shift & 0xff);
  return bytes.append(payload);
}

// A literal header field that enters no table, neither part compressed.
std::string literal(std::string_view name, std::string_view value) {
  std::string bytes(1, '\0');
  for (const std::string_view part : {name, value}) {
    bytes += static_cast<char>(part.size());  // all of ours are shorter than 127
    bytes += part;
  }
  return bytes;
}

}  // namespace

RawSocket::RawSocket(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(static_cast<std::uint16_t>(port));
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0)
    socket_ = Descriptor{};
}

void RawSocket::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool RawSocket::is_closed_within(int milliseconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{milliseconds};
  std::array<char, 4096> forgotten;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    if (left.count() < 0) return false;
    pollfd waiting{.fd = socket_.number(), .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, static_cast<int>(left.count())) == 0) return false;
    if (::recv(socket_.number(), forgotten.data(), forgotten.size(), 0) <= 0) return true;
  }
}

std::string http2_preface() {
  return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(kSettings, 0, 0, "");
}

std::string http2_headers(std::uint32_t stream, std::string_view path) {
  return frame(kHeaders, kEndHeaders, stream,
               literal(":method", "POST") + literal(":scheme", "http") + literal(":path", path) +
                   literal(":authority", "127.0.0.1") + literal("te", "trailers") +
                   literal("content-type", "application/grpc"));
}

std::string http2_data(std::uint32_t stream, std::string_view bytes) {
  return frame(kData, 0, stream, bytes);
}

}  // namespace caseload::wire::testing
