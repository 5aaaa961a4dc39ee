#include "grpc/transport/acceptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <boost/asio/post.hpp>
#include <cerrno>
#include <chrono>
#include <limits>
#include <utility>

namespace caseload::wire {
namespace {

using boost::asio::ip::tcp;

// Between two attempts while the system has no descriptor for us.
constexpr std::chrono::milliseconds kPause{100};
// Connections waiting for accept(); the kernel caps it at net.core.somaxconn.
constexpr int kBacklog = 4096;
// Let in between two looks at whether to stop.
constexpr int kAtOnce = 64;

Descriptor any_descriptor() { return Descriptor{::open("/dev/null", O_RDONLY | O_CLOEXEC)}; }

int descriptors_max() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 ||
      limit.rlim_cur > static_cast<rlim_t>(std::numeric_limits<int>::max()))
    return std::numeric_limits<int>::max();
  return static_cast<int>(limit.rlim_cur);
}

// The identity of what a descriptor refers to; 0: nothing, or no socket.
std::uint64_t socket_behind(int descriptor) {
  struct stat about{};
  if (::fstat(descriptor, &about) != 0 || !S_ISSOCK(about.st_mode)) return 0;
  return about.st_ino;
}

// The other side learns it at once, and nothing of the connection stays here (no TIME_WAIT).
void reset(Descriptor socket) {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

bool is_exhaustion(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

std::string_view why(TurnedAway reason) {
  return reason == TurnedAway::TooManyConnections ? "too many connections"
                                                  : "no descriptor is free";
}

Result<std::unique_ptr<Acceptor>> Acceptor::listen(const HostPort& where, AcceptLimits limits) {
  const auto refuse = [&where](std::string_view what) {
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}: {}", where.text(), what)});
  };
  boost::system::error_code failed;
  boost::asio::io_context lookup;
  tcp::resolver resolver(lookup);
  const auto found =
      resolver.resolve(where.host, std::to_string(where.port), tcp::resolver::passive, failed);
  if (failed || found.begin() == found.end()) return refuse("no such host");

  auto acceptor = std::unique_ptr<Acceptor>(new Acceptor(where, limits));
  tcp::acceptor& listener = acceptor->listener_;
  const tcp::endpoint endpoint = found.begin()->endpoint();
  const auto open = [&] {
    if (listener.open(endpoint.protocol(), failed)) return false;
    if (listener.set_option(tcp::acceptor::reuse_address(true), failed)) return false;
    if (listener.bind(endpoint, failed)) return false;
    if (listener.listen(kBacklog, failed)) return false;
    return !listener.native_non_blocking(true, failed);
  };
  if (!open())
    return refuse(fmt::format("cannot listen there: {}; is the port taken?", failed.message()));
  acceptor->bound_.port = listener.local_endpoint(failed).port();
  return acceptor;
}

Acceptor::Acceptor(HostPort bound, AcceptLimits limits)
    : bound_(std::move(bound)),
      limits_(limits),
      highest_descriptor_(descriptors_max() - limits.descriptors_reserved),
      reserve_(any_descriptor()) {}

Acceptor::~Acceptor() { stop(); }

void Acceptor::start(Take take, Report report) {
  take_ = std::move(take);
  report_ = std::move(report);
  wait();
  thread_ = std::thread([this] { io_.run(); });
}

void Acceptor::stop() {
  boost::asio::post(io_, [this] {
    boost::system::error_code ignored;
    static_cast<void>(listener_.close(ignored));
    retry_.cancel();
  });
  if (thread_.joinable()) thread_.join();
}

void Acceptor::wait() {
  listener_.async_wait(tcp::acceptor::wait_read, [this](const boost::system::error_code& failed) {
    if (!failed) accept_all();
  });
}

void Acceptor::accept_all() {
  for (int taken = 0; taken < kAtOnce; ++taken) {
    Descriptor socket{
        ::accept4(listener_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
    if (socket.open()) {
      admit(std::move(socket));
      continue;
    }
    if (errno == EINTR || errno == ECONNABORTED) continue;
    if (is_exhaustion(errno)) {
      turn_away_one();
      return pause();
    }
    break;  // nobody is waiting
  }
  wait();
}

void Acceptor::admit(Descriptor socket) {
  if (socket.number() >= highest_descriptor_) {
    reset(std::move(socket));
    return report_(TurnedAway::NoDescriptor);
  }
  if (count_open() >= limits_.connections_max) {
    reset(std::move(socket));
    return report_(TurnedAway::TooManyConnections);
  }
  // Messages are small and answers wait for them (as gRPC sets it on connections of its own).
  const int on = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  admitted_[socket.number()] = socket_behind(socket.number());
  take_(std::move(socket));
}

// Whoever waits longest is let in by the reserve and sent away: otherwise the listener would stay
// readable, and its clients without an answer.
void Acceptor::turn_away_one() {
  reserve_ = Descriptor{};
  Descriptor socket{
      ::accept4(listener_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
  const bool somebody = socket.open();
  if (somebody) reset(std::move(socket));
  socket = Descriptor{};
  reserve_ = any_descriptor();
  if (somebody) report_(TurnedAway::NoDescriptor);
}

void Acceptor::pause() {
  retry_.expires_after(kPause);
  retry_.async_wait([this](const boost::system::error_code& stopped) {
    if (!stopped) accept_all();
  });
}

// Only when there may be too many is it worth looking who has left.
std::size_t Acceptor::count_open() {
  if (admitted_.size() >= limits_.connections_max) {
    std::erase_if(admitted_,
                  [](const auto& entry) { return socket_behind(entry.first) != entry.second; });
  }
  return admitted_.size();
}

}  // namespace caseload::wire
