#pragma once

// The listening socket of a server, and the limits on who gets in.
//
// gRPC's own listener gives up for good when accept() once finds no descriptor free (gRPC 1.51,
// tcp_server_posix.cc): the port stays open and nobody is answered any more. This one turns the
// connection away, waits a moment and goes on; and it keeps descriptors in reserve, so that the
// store can open what it needs while clients crowd the door.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "grpc/transport/descriptor.hpp"
#include "grpc/transport/host_port.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

struct AcceptLimits {
  std::size_t connections_max = 1000;  // open at once; more are turned away
  int descriptors_reserved = 64;       // of the process's limit (RLIMIT_NOFILE), for its files
};

enum class TurnedAway : std::uint8_t {
  TooManyConnections,
  NoDescriptor,  // the reserve would have to be touched, or the system has none
};
std::string_view why(TurnedAway reason);  // "too many connections"

class Acceptor {
 public:
  // Owns the socket from then on. On the acceptor's thread.
  using Take = std::function<void(Descriptor socket)>;
  // Somebody was turned away. On the acceptor's thread.
  using Report = std::function<void(TurnedAway reason)>;

  // Binds and listens; nobody is let in before start(). BadInput: the port is taken, the name
  // unknown.
  static Result<std::unique_ptr<Acceptor>> listen(const HostPort& where, AcceptLimits limits);
  ~Acceptor();

  HostPort bound() const { return bound_; }  // with the port taken
  void start(Take take, Report report);
  // Closes the door; who is in stays. Idempotent.
  void stop();

 private:
  Acceptor(HostPort bound, AcceptLimits limits);

  void wait();
  void accept_all();
  void admit(Descriptor socket);
  void turn_away_one();
  void pause();
  std::size_t count_open();

  HostPort bound_;
  AcceptLimits limits_;
  int highest_descriptor_;
  Descriptor reserve_;  // given up for the moment in which somebody is turned away
  Take take_;
  Report report_;
  // Whom we let in: the socket behind each descriptor, by its inode. Whoever owns it now closes it
  // without a word; the number then refers to nothing, or to something else.
  std::unordered_map<int, std::uint64_t> admitted_;
  boost::asio::io_context io_;
  boost::asio::ip::tcp::acceptor listener_{io_};
  boost::asio::steady_timer retry_{io_};
  std::thread thread_;
};

}  // namespace caseload::wire
