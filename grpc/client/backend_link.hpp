#pragma once

// The simulated platform at the other end of a wire: what the clinic hands in travels to a backend,
// and the backend's alerts come back.
//
// Arrivals are only noted until `advance`, which sends them as one window and waits for its
// acknowledgement: one round trip per question, whatever number of readings. When the connection is
// lost it is made anew and the window sent again; the backend stores it once and answers as it did,
// or would have, the first time. So the simulated world cannot tell that anything happened.

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "caseload/v1/backend.pb.h"
#include "grpc/client/failures.hpp"
#include "grpc/client/link_options.hpp"
#include "grpc/client/stream_call.hpp"
#include "grpc/convert/registration.hpp"
#include "sim/base/result.hpp"
#include "sim/rules/documentation.hpp"
#include "sim/rules/seen_sequences.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::wire {

// readings = distinct + duplicates = acknowledged + not acknowledged yet
// acknowledged = stored_new + stored_known
struct LinkCounts {
  std::uint64_t windows = 0;       // acknowledged
  std::uint64_t readings = 0;      // handed in
  std::uint64_t distinct = 0;      // of them, by (device, sequence)
  std::uint64_t duplicates = 0;    // further copies
  std::uint64_t digest = 0;        // sum of telemetry::reading_digest over the distinct ones
  std::uint64_t acknowledged = 0;  // durably stored, says the backend
  std::uint64_t stored_new = 0;    // of them, it says, not stored before
  std::uint64_t stored_known = 0;  // and copies of stored ones
  std::uint64_t resent = 0;        // sent again, in windows whose acknowledgement was lost
  std::uint64_t reconnections = 0;

  std::uint64_t unacknowledged() const { return readings - acknowledged; }
};

class BackendLink final : public telemetry::ReadingSink, public telemetry::AlertSource {
 public:
  // Registers the run and opens its stream. `standing`: what is known of the papers of those who
  // are enrolled. Unreachable, or the reason for which the backend refused.
  static Result<std::unique_ptr<BackendLink>> open(LinkOptions options,
                                                   const Registration& registration,
                                                   const rules::Documentation& documentation = {});

  void enrol(const telemetry::Enrolment& enrolment) override;
  void withdraw(PatientId patient, SimTime at) override;
  void accept(const telemetry::Reading& reading) override;
  // Throws Unreachable when the backend stays away for options.retry_for, and Refused.
  std::vector<telemetry::Alert> advance(SimTime watermark) override;

  // Ends the stream in good order. Nothing may be handed in any more.
  void close();

  const LinkCounts& counts() const { return counts_; }

 private:
  BackendLink(LinkOptions options, const Registration& registration,
              const rules::Documentation& documentation);

  // Makes a connection where there is none.
  grpc::Status connect();
  [[noreturn]] void give_up(const grpc::Status& status) const;
  std::vector<telemetry::Alert> acknowledge(const v1::Acknowledgement& answer);

  LinkOptions options_;
  rules::Documentation documentation_;
  v1::RegisterRunRequest registration_;
  std::unique_ptr<StreamCall> call_;  // none: lost, or not made yet
  v1::StreamRequest request_;         // the window that is being filled
  v1::StreamResponse response_;
  std::uint64_t readings_in_window_ = 0;
  std::unordered_map<std::uint32_t, rules::SeenSequences> seen_;  // by device
  LinkCounts counts_;
};

}  // namespace caseload::wire
