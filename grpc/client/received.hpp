#pragma once

// An answer as it came off the wire, readable or not.
//
// gRPC fails the reading of bytes that are no message, as it fails that of a call which was lost,
// and leaves the call open: whoever waits for its end waits for ever. Here such bytes are an answer
// like any other, and one that makes no sense.

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/status.h>

#include <string>

namespace caseload::wire {

template <class Message>
struct Received {
  Message message{};
  bool readable = true;
};

// A call of any method of the backend's. `method` as the .proto spells it.
template <class Request, class Response>
using BackendStub = grpc::TemplatedGenericStub<Request, Received<Response>>;
inline std::string method_name(const std::string& method) {
  return "/caseload.v1.Backend/" + method;
}

inline grpc::Status unreadable() {
  return {grpc::StatusCode::INTERNAL, "the answer is no message of caseload.v1"};
}

}  // namespace caseload::wire

template <class Message>
class grpc::SerializationTraits<caseload::wire::Received<Message>, void> {
 public:
  static Status Deserialize(ByteBuffer* bytes, caseload::wire::Received<Message>* received) {
    received->readable = SerializationTraits<Message>::Deserialize(bytes, &received->message).ok();
    return Status::OK;
  }
};
