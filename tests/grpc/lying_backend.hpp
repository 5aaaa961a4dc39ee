#pragma once

// A backend that lies: it stands between a client and an honest one, and says something else than
// that one does where a test has scripted it.

#include <grpcpp/server.h>

#include <functional>
#include <memory>
#include <string>

#include "caseload/v1/backend.grpc.pb.h"

namespace caseload::wire::testing {

// Each may change an answer before it goes out; none: the truth. Called from gRPC's threads.
struct Lies {
  std::function<void(v1::RegisterRunResponse&)> registered{};
  std::function<void(v1::StreamResponse&)> streamed{};
  std::function<void(v1::LogTimeResponse&)> logged{};
  std::function<void(v1::GetTotalsResponse&)> totals{};
  std::function<void(v1::ListReadingsResponse&)> readings{};
  std::function<void(v1::ListAlertsResponse&)> alerts{};
  std::function<void(v1::GetClaimsResponse&)> claims{};
  // Before each page of a listing, numbered from 0 within its call: not OK ends the call.
  std::function<grpc::Status(int page)> before_page{};
  bool never_ends = false;  // a listing's last page comes again and again
  int ends_after = -1;      // so many answers a run's stream ends, and says that all is well
};

class LyingBackend {
 public:
  // `honest`: where the honest one listens; empty: nobody does, and only what a lie says is heard.
  LyingBackend(const std::string& honest, Lies lies);
  ~LyingBackend();

  const std::string& address() const { return address_; }

 private:
  class Service;
  std::unique_ptr<Service> service_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace caseload::wire::testing
