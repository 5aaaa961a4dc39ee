#pragma once

// The simulated platform at the other end of a wire: what the clinic hands in travels to a backend,
// and the backend's alerts come back.
//
// Arrivals are only noted until `advance`, which sends them as one window and waits for its
// acknowledgement: one round trip per question, whatever number of readings. When the connection is
// lost it is made anew and the window sent again; the backend stores it once and answers as it did,
// or would have, the first time. So the simulated world cannot tell that anything happened.
//
// Four parts, each in a file of its own: the numbered windows, the connection that carries them,
// the counts, and the retry.

#include <memory>
#include <vector>

#include "caseload/v1/backend.pb.h"
#include "grpc/client/failures.hpp"
#include "grpc/client/link_counts.hpp"
#include "grpc/client/link_options.hpp"
#include "grpc/client/numbered_windows.hpp"
#include "grpc/client/run_connection.hpp"
#include "grpc/convert/registration.hpp"
#include "sim/base/result.hpp"
#include "sim/rules/documentation.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::wire {

class BackendLink final : public telemetry::ReadingSink, public telemetry::AlertSource {
 public:
  // Registers the run and opens its stream. `documentation`: what is known of the papers of
  // those who are enrolled. Unreachable, Interrupted once options.stop is set, or the reason for
  // which the backend refused.
  static Result<std::unique_ptr<BackendLink>> open(LinkOptions options,
                                                   const Registration& registration,
                                                   const rules::Documentation& documentation = {});

  void enrol(const telemetry::Enrolment& enrolment) override;
  void withdraw(PatientId patient, SimTime at) override;
  void accept(const telemetry::Reading& reading) override;
  // Throws Unreachable when the backend stays away for options.retry_for, Stopped once options.stop
  // is set, and Refused.
  std::vector<telemetry::Alert> advance(SimTime watermark) override;

  // Ends the stream in good order. Nothing may be handed in any more.
  void close();

  const LinkCounts& counts() const { return tally_.counts(); }
  // What was sent, for whoever asks the backend what it has of it.
  const SentRun& sent() const { return windows_.sent(); }
  std::uint64_t alerts() const { return windows_.alerts(); }  // that came back

 private:
  BackendLink(LinkOptions options, const Registration& registration,
              const rules::Documentation& documentation);

  // Makes a connection where there is none.
  grpc::Status connect(Clock::Moment due);
  // A window was not acknowledged: throws what it comes to.
  [[noreturn]] void give_up(const grpc::Status& status, SimTime watermark) const;

  LinkOptions options_;
  NumberedWindows windows_;
  RunConnection connection_;
  LinkTally tally_;
  v1::StreamResponse response_;  // kept for its memory
};

}  // namespace caseload::wire
