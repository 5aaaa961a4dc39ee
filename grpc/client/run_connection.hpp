#pragma once

// The stream of one run, over one connection after the other: a lost one is made anew when it is
// asked for.

#include <cstdint>
#include <memory>
#include <optional>

#include "caseload/v1/backend.pb.h"
#include "grpc/client/link_options.hpp"
#include "grpc/client/stream_call.hpp"
#include "grpc/convert/registration.hpp"

namespace caseload::wire {

class RunConnection {
 public:
  // `options` must outlive it.
  RunConnection(const LinkOptions& options, const Registration& registration);

  bool stands() const { return call_ != nullptr; }
  // Registers the run and opens its stream. Throws Refused where the backend no longer has the
  // windows up to `acknowledged`, or has one that was never sent.
  grpc::Status open(std::uint64_t acknowledged, Clock::Moment due);
  // Sends one message and waits for its answer. Not OK: the connection is lost. Requires: stands().
  grpc::Status exchange(const v1::StreamRequest& request, Clock::Moment due,
                        v1::StreamResponse& response);
  // Ends the stream in good order, where there is one.
  void close();

 private:
  const LinkOptions& options_;
  v1::RegisterRunRequest registration_;
  std::unique_ptr<StreamCall> call_;  // none: lost, or not made yet
  // The last window that can have been sent: by us, or, where the run had been registered before,
  // by whoever sent it then. None: no stream was opened yet.
  std::optional<std::uint64_t> sent_;
};

}  // namespace caseload::wire
