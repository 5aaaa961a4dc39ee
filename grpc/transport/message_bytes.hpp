#pragma once

// Messages as bytes. Methods take and give bytes (gRPC's "raw" methods) and we parse them here:
// gRPC itself tells nobody of bytes that are no message; it ends a stream as if the caller had
// nothing more to say, and says of a unary call that the method does not exist (gRPC 1.51,
// UNIMPLEMENTED).

#include <google/protobuf/message_lite.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/status.h>

namespace caseload::wire {

// INVALID_ARGUMENT: the bytes are no such message. RESOURCE_EXHAUSTED: they are compressed and
// cannot be unpacked.
grpc::Status parse(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite& message);

grpc::ByteBuffer bytes_of(const google::protobuf::MessageLite& message);

}  // namespace caseload::wire
