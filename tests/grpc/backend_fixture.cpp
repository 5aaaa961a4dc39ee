#include "tests/grpc/backend_fixture.hpp"

#include <grpcpp/generic/generic_stub.h>
#include <stdlib.h>

#include <chrono>
#include <stdexcept>

namespace caseload::wire::testing {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "caseload-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

std::string ask(const LinkOptions& options, const std::string& method, const std::string& message) {
  grpc::GenericStub stub(open_channel(options));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds{5});
  if (options.credentials && !options.credentials->authorization.empty())
    context.AddMetadata("authorization", options.credentials->authorization);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(&context, method, &queue);
  void* tag = nullptr;
  bool ok = false;
  const auto completes = [&] { return queue.Next(&tag, &ok) && ok; };
  call->StartCall(nullptr);
  if (!completes()) return "the call did not start";
  const grpc::Slice slice(message);
  call->WriteLast(grpc::ByteBuffer(&slice, 1), {}, nullptr);
  if (!completes()) return "the message did not leave";
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  const bool answered = completes();
  grpc::Status status;
  call->Finish(&status, nullptr);
  completes();
  queue.Shutdown();
  while (queue.Next(&tag, &ok)) continue;
  if (!answered) return status.error_message();
  grpc::Slice whole;
  if (!answer.DumpToSingleSlice(&whole).ok()) return "the answer is no message";
  return {reinterpret_cast<const char*>(whole.begin()), whole.size()};
}

bool BackendTest::serving() const {
  // HealthCheckRequest{} is empty; HealthCheckResponse{status: SERVING} is field 1, value 1.
  return ask(options(), "/grpc.health.v1.Health/Check", "") == "\x08\x01";
}

void BackendTest::start(const std::string& listen) {
  Result<std::unique_ptr<Backend>> started = Backend::start(
      {.listen = listen, .store = {.path = folder_.file("backend.db"), .synchronous_full = false}});
  ASSERT_TRUE(started) << started.error().text;
  backend_ = std::move(*started);
}

std::unique_ptr<BackendLink> BackendTest::open_link(const std::string& run) const {
  Result<std::unique_ptr<BackendLink>> link = BackendLink::open(options(), registration(run));
  if (!link) throw std::runtime_error(link.error().text);
  return std::move(*link);
}

}  // namespace caseload::wire::testing
