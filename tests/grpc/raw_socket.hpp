#pragma once

// A caller that is no gRPC client: a bare TCP connection on loopback, and enough of HTTP/2 to begin
// a call and not to end it (RFC 9113, RFC 7541 without its tables).

#include <cstdint>
#include <string>
#include <string_view>

#include "grpc/transport/descriptor.hpp"

namespace caseload::wire::testing {

class RawSocket {
 public:
  explicit RawSocket(int port);

  bool connected() const { return socket_.open(); }
  void send(std::string_view bytes);
  // Whether the other side ends the connection within this time; whatever it sends until then is
  // read and forgotten.
  bool is_closed_within(int milliseconds);

 private:
  Descriptor socket_;
};

// What a client sends first: the preface and empty settings.
std::string http2_preface();
// Headers of a POST to `path` ("/caseload.v1.Backend/Stream") on this stream (1, 3, …).
std::string http2_headers(std::uint32_t stream, std::string_view path);
// Data of a stream that goes on.
std::string http2_data(std::uint32_t stream, std::string_view bytes);

}  // namespace caseload::wire::testing
