#include "grpc/client/backend_link.hpp"

#include <fmt/format.h>

#include <utility>

#include "grpc/client/retry.hpp"
#include "sim/base/check.hpp"
#include "sim/base/visible.hpp"

namespace caseload::wire {

BackendLink::BackendLink(LinkOptions options, const Registration& registration,
                         const rules::Documentation& documentation)
    : options_(std::move(options)),
      windows_(fmt::format("{}, run {}", options_.target, visible(registration.run)),
               documentation),
      connection_(options_, registration) {}

Result<std::unique_ptr<BackendLink>> BackendLink::open(LinkOptions options,
                                                       const Registration& registration,
                                                       const rules::Documentation& documentation) {
  std::unique_ptr<BackendLink> link(
      new BackendLink(std::move(options), registration, documentation));
  try {
    const grpc::Status status =
        retry(link->options_, [&link](Clock::Moment due) { return link->connect(due); });
    if (!status.ok())
      return std::unexpected(failure(link->options_, status, "asked to take a run"));
  } catch (const Refused& refused) {
    return std::unexpected(refused.error());
  }
  return link;
}

void BackendLink::enrol(const telemetry::Enrolment& enrolment) { windows_.enrol(enrolment); }

void BackendLink::withdraw(PatientId patient, SimTime at) { windows_.withdraw(patient, at); }

void BackendLink::accept(const telemetry::Reading& reading) {
  const bool first = windows_.accept(reading);
  tally_.handed_in(reading, first);
}

std::vector<telemetry::Alert> BackendLink::advance(SimTime watermark) {
  const v1::StreamRequest& window = windows_.seal(watermark);
  bool sent_before = false;
  const grpc::Status status = retry(options_, [&](Clock::Moment due) {
    if (grpc::Status connected = connect(due); !connected.ok()) return connected;
    if (std::exchange(sent_before, true)) tally_.sent_again(windows_.readings());
    return connection_.exchange(window, due, response_);
  });
  if (!status.ok()) give_up(status, watermark);
  std::vector<telemetry::Alert> alerts = windows_.acknowledge(response_);
  tally_.acknowledged(response_.acknowledgement());
  return alerts;
}

void BackendLink::close() {
  CASELOAD_CHECK(counts().unacknowledged() == 0, "a link was closed with readings in hand");
  // The run is complete and stored; a connection lost in saying goodbye changes nothing.
  connection_.close();
}

void BackendLink::give_up(const grpc::Status& status, SimTime watermark) const {
  const std::uint64_t lost = counts().unacknowledged();
  const Error error = failure(options_, status, fmt::format("readings not acknowledged: {}", lost));
  switch (error.kind) {
    case Error::Kind::Interrupted:
      throw Stopped(fmt::format("stopped at {} of simulated time; there is nothing to report",
                                iso(watermark)));
    case Error::Kind::Unreachable:
      throw Unreachable(error.text, lost);
    default:
      throw Refused(error.kind, error.text);
  }
}

grpc::Status BackendLink::connect(Clock::Moment due) {
  if (connection_.stands()) return grpc::Status::OK;
  grpc::Status opened = connection_.open(windows_.acknowledged(), due);
  if (opened.ok()) tally_.connected();
  return opened;
}

}  // namespace caseload::wire
