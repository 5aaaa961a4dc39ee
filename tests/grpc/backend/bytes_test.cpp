// Bytes that are no message are the caller's mistake, said as such (INVALID_ARGUMENT), by every
// method; and nobody's line on stderr.

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "grpc/client/link_options.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire {
namespace {

using ::testing::HasSubstr;

// Field 1 with a length that is not there, and text that is no UTF-8 where text is expected.
const std::string kCutOff{"\x0a\x7f\x01", 3};
const std::string kNoText{"\x0a\x02\xc3\x28", 4};

class Bytes : public testing::BackendTest, public ::testing::WithParamInterface<std::string> {
 protected:
  grpc::Status send(const std::string& bytes) {
    grpc::GenericStub stub(open_channel(options()));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds{5});
    grpc::CompletionQueue queue;
    const auto call = stub.PrepareCall(&context, "/caseload.v1.Backend/" + GetParam(), &queue);
    const grpc::Slice slice(bytes);
    grpc::ByteBuffer answer;
    grpc::Status status;
    call->StartCall(nullptr);
    next(queue);
    call->WriteLast(grpc::ByteBuffer(&slice, 1), {}, nullptr);
    next(queue);
    call->Read(&answer, nullptr);
    next(queue);
    call->Finish(&status, nullptr);
    next(queue);
    return status;
  }

 private:
  static void next(grpc::CompletionQueue& queue) {
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
  }
};

TEST_P(Bytes, ThatAreNoMessageAreRefusedAsSuchAndInSilence) {
  start();
  ::testing::internal::CaptureStderr();
  for (const std::string& bytes : {kCutOff, kNoText}) {
    const grpc::Status status = send(bytes);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << status.error_message();
    EXPECT_THAT(status.error_message(), HasSubstr("bytes received are no caseload.v1."));
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_TRUE(serving());
}

INSTANTIATE_TEST_SUITE_P(Methods, Bytes,
                         ::testing::Values("Stream", "RegisterRun", "LogTime", "GetTotals",
                                           "ListReadings", "ListAlerts", "GetClaims"),
                         [](const auto& method) { return method.param; });

}  // namespace
}  // namespace caseload::wire
