#include "grpc/transport/message_bytes.hpp"

#include <fmt/format.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/proto_buffer_writer.h>
#include <grpcpp/support/slice.h>

#include <cstddef>

#include "sim/base/check.hpp"

namespace caseload::wire {
namespace {

// Larger answers are written in blocks of a megabyte (grpc::ProtoBufferWriter).
constexpr std::size_t kOneBlock = 1 << 20;

}  // namespace

grpc::Status parse(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite& message) {
  grpc::ByteBuffer shared(bytes);  // counts a reference
  grpc::ProtoBufferReader reader(&shared);
  if (!reader.status().ok())
    return {grpc::StatusCode::RESOURCE_EXHAUSTED, reader.status().error_message()};
  if (message.ParseFromZeroCopyStream(&reader)) return grpc::Status::OK;
  return {grpc::StatusCode::INVALID_ARGUMENT,
          fmt::format("the {} bytes received are no {}", bytes.Length(), message.GetTypeName())};
}

grpc::ByteBuffer bytes_of(const google::protobuf::MessageLite& message) {
  const std::size_t size = message.ByteSizeLong();
  if (size <= kOneBlock) {
    grpc::Slice slice(size);
    // A slice just made is nobody else's yet.
    message.SerializeWithCachedSizesToArray(const_cast<std::uint8_t*>(slice.begin()));
    return {&slice, 1};
  }
  grpc::ByteBuffer bytes;
  grpc::ProtoBufferWriter writer(&bytes, static_cast<int>(kOneBlock), static_cast<int>(size));
  CASELOAD_CHECK(message.SerializeToZeroCopyStream(&writer), "a message cannot be written");
  return bytes;
}

}  // namespace caseload::wire
