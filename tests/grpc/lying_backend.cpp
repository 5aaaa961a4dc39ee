#include "tests/grpc/lying_backend.hpp"

#include <fmt/format.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <utility>

#include "grpc/client/link_options.hpp"

namespace caseload::wire::testing {
namespace {

template <class Message>
void told(const std::function<void(Message&)>& lie, Message& message) {
  if (lie) lie(message);
}

}  // namespace

class LyingBackend::Service final : public v1::Backend::Service {
 public:
  Service(const std::string& honest, Lies lies)
      : honest_(v1::Backend::NewStub(open_channel({.target = honest}))), lies_(std::move(lies)) {}

  grpc::Status RegisterRun(grpc::ServerContext* from, const v1::RegisterRunRequest* request,
                           v1::RegisterRunResponse* response) override {
    const auto to = grpc::ClientContext::FromServerContext(*from);
    const grpc::Status status = honest_->RegisterRun(to.get(), *request, response);
    told(lies_.registered, *response);
    return status;
  }

  grpc::Status Stream(
      grpc::ServerContext* from,
      grpc::ServerReaderWriter<v1::StreamResponse, v1::StreamRequest>* stream) override {
    const auto to = grpc::ClientContext::FromServerContext(*from);
    const auto honest = honest_->Stream(to.get());
    v1::StreamRequest request;
    v1::StreamResponse response;
    for (int answers = 0; stream->Read(&request); ++answers) {
      if (answers == lies_.ends_after) return grpc::Status::OK;
      if (!honest->Write(request) || !honest->Read(&response)) return honest->Finish();
      told(lies_.streamed, response);
      if (!stream->Write(response)) break;
    }
    honest->WritesDone();
    return honest->Finish();
  }

  grpc::Status LogTime(grpc::ServerContext* from, const v1::LogTimeRequest* request,
                       v1::LogTimeResponse* response) override {
    const auto to = grpc::ClientContext::FromServerContext(*from);
    const grpc::Status status = honest_->LogTime(to.get(), *request, response);
    told(lies_.logged, *response);
    return status;
  }

  grpc::Status GetTotals(grpc::ServerContext* from, const v1::GetTotalsRequest* request,
                         v1::GetTotalsResponse* response) override {
    const auto to = grpc::ClientContext::FromServerContext(*from);
    const grpc::Status status = honest_->GetTotals(to.get(), *request, response);
    told(lies_.totals, *response);
    return status;
  }

  grpc::Status ListReadings(grpc::ServerContext* from, const v1::ListReadingsRequest* request,
                            grpc::ServerWriter<v1::ListReadingsResponse>* pages) override {
    const auto to = grpc::ClientContext::FromServerContext(*from);
    return list(honest_->ListReadings(to.get(), *request), lies_.readings, *pages);
  }
  grpc::Status ListAlerts(grpc::ServerContext* from, const v1::ListAlertsRequest* request,
                          grpc::ServerWriter<v1::ListAlertsResponse>* pages) override {
    const auto to = grpc::ClientContext::FromServerContext(*from);
    return list(honest_->ListAlerts(to.get(), *request), lies_.alerts, *pages);
  }
  grpc::Status GetClaims(grpc::ServerContext* from, const v1::GetClaimsRequest* request,
                         grpc::ServerWriter<v1::GetClaimsResponse>* pages) override {
    const auto to = grpc::ClientContext::FromServerContext(*from);
    return list(honest_->GetClaims(to.get(), *request), lies_.claims, *pages);
  }

 private:
  template <class Page>
  grpc::Status list(std::unique_ptr<grpc::ClientReader<Page>> honest,
                    const std::function<void(Page&)>& lie, grpc::ServerWriter<Page>& pages) {
    Page page;
    for (int number = 0;; ++number) {
      if (lies_.before_page) {
        if (grpc::Status status = lies_.before_page(number); !status.ok()) return status;
      }
      Page next;
      if (!honest->Read(&next)) {
        if (!lies_.never_ends || number == 0) return honest->Finish();
        next = page;
      }
      page = std::move(next);
      told(lie, page);
      if (!pages.Write(page)) return {grpc::StatusCode::CANCELLED, "nobody listens"};
    }
  }

  std::unique_ptr<v1::Backend::Stub> honest_;
  Lies lies_;
};

LyingBackend::LyingBackend(const std::string& honest, Lies lies)
    : service_(std::make_unique<Service>(honest, std::move(lies))) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(service_.get());
  builder.SetMaxSendMessageSize(-1);
  server_ = builder.BuildAndStart();
  address_ = fmt::format("127.0.0.1:{}", port);
}

LyingBackend::~LyingBackend() { server_->Shutdown(std::chrono::system_clock::now()); }

}  // namespace caseload::wire::testing
