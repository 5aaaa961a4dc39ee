#include "grpc/client/backend_link.hpp"

#include <utility>

#include "grpc/client/retry.hpp"
#include "sim/base/check.hpp"

namespace caseload::wire {

BackendLink::BackendLink(LinkOptions options, const Registration& registration,
                         const rules::Documentation& documentation)
    : options_(std::move(options)),
      windows_(options_.target, documentation),
      connection_(options_, registration) {}

Result<std::unique_ptr<BackendLink>> BackendLink::open(LinkOptions options,
                                                       const Registration& registration,
                                                       const rules::Documentation& documentation) {
  std::unique_ptr<BackendLink> link(
      new BackendLink(std::move(options), registration, documentation));
  try {
    const grpc::Status status = retry(link->options_, [&link] { return link->connect(); });
    if (!status.ok()) give_up(link->options_, status, 0);
  } catch (const Unreachable& away) {
    return std::unexpected(Error{Error::Kind::Unreachable, away.what()});
  } catch (const Refused& refused) {
    return std::unexpected(refused.error());
  }
  return link;
}

void BackendLink::enrol(const telemetry::Enrolment& enrolment) { windows_.enrol(enrolment); }

void BackendLink::withdraw(PatientId patient, SimTime at) { windows_.withdraw(patient, at); }

void BackendLink::accept(const telemetry::Reading& reading) {
  windows_.accept(reading);
  tally_.handed_in(reading);
}

std::vector<telemetry::Alert> BackendLink::advance(SimTime watermark) {
  const v1::StreamRequest& window = windows_.seal(watermark);
  bool sent_before = false;
  const grpc::Status status = retry(options_, [&] {
    if (grpc::Status connected = connect(); !connected.ok()) return connected;
    if (std::exchange(sent_before, true)) tally_.sent_again(windows_.readings());
    return connection_.exchange(window, response_);
  });
  if (!status.ok()) give_up(options_, status, counts().unacknowledged());
  std::vector<telemetry::Alert> alerts = windows_.acknowledge(response_);
  tally_.acknowledged(response_.acknowledgement());
  return alerts;
}

void BackendLink::close() {
  CASELOAD_CHECK(counts().unacknowledged() == 0, "a link was closed with readings in hand");
  // The run is complete and stored; a connection lost in saying goodbye changes nothing.
  connection_.close();
}

grpc::Status BackendLink::connect() {
  if (connection_.stands()) return grpc::Status::OK;
  grpc::Status opened = connection_.open(windows_.acknowledged());
  if (opened.ok()) tally_.connected();
  return opened;
}

}  // namespace caseload::wire
