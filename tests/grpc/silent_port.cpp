#include "tests/grpc/silent_port.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace caseload::wire::testing {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

const sockaddr* plain(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

int port_of(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

}  // namespace

SilentPort::SilentPort() {
  listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(0);
  if (::bind(listening_, plain(address), sizeof address) != 0 || ::listen(listening_, 0) != 0)
    throw std::runtime_error("no port");
  address_ = fmt::format("127.0.0.1:{}", port_of(listening_));
}

SilentPort::~SilentPort() { ::close(listening_); }

BlackHole::BlackHole() {
  const sockaddr_in address = loopback(port_of(listening_));
  // With a queue of no length the kernel takes one or two, and drops what knocks after them.
  for (int i = 0; i < 4; ++i) {
    waiting_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    static_cast<void>(::connect(waiting_.back(), plain(address), sizeof address));  // under way
  }
}

BlackHole::~BlackHole() {
  for (const int socket : waiting_) ::close(socket);
}

}  // namespace caseload::wire::testing
