#include "grpc/client/backend_link.hpp"

#include <fmt/format.h>

#include <utility>

#include "grpc/client/retry.hpp"
#include "grpc/convert/documentation.hpp"
#include "grpc/convert/telemetry.hpp"
#include "sim/base/check.hpp"
#include "sim/base/visible.hpp"
#include "sim/telemetry/digest.hpp"

namespace caseload::wire {
namespace {

// Whose fault an answer that is no answer is.
Error::Kind kind_of(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::ALREADY_EXISTS:  // the run's name is taken
    case grpc::StatusCode::UNIMPLEMENTED:   // that is no backend of this protocol
    case grpc::StatusCode::UNAUTHENTICATED:
    case grpc::StatusCode::PERMISSION_DENIED:
      return Error::Kind::BadInput;
    default:
      return Error::Kind::Incorrect;
  }
}

}  // namespace

BackendLink::BackendLink(LinkOptions options, const Registration& registration,
                         const rules::Documentation& documentation)
    : options_(std::move(options)), documentation_(documentation) {
  encode(registration, *registration_.mutable_registration());
}

Result<std::unique_ptr<BackendLink>> BackendLink::open(LinkOptions options,
                                                       const Registration& registration,
                                                       const rules::Documentation& documentation) {
  std::unique_ptr<BackendLink> link(
      new BackendLink(std::move(options), registration, documentation));
  try {
    const grpc::Status status = retry(link->options_, [&link] { return link->connect(); });
    if (!status.ok()) link->give_up(status);
  } catch (const Unreachable& away) {
    return std::unexpected(Error{Error::Kind::Unreachable, away.what()});
  } catch (const Refused& refused) {
    return std::unexpected(refused.error());
  }
  return link;
}

void BackendLink::enrol(const telemetry::Enrolment& enrolment) {
  v1::Enrolment& message = *request_.mutable_window()->add_arrivals()->mutable_enrolment();
  encode(enrolment, message);
  encode(documentation_, *message.mutable_documentation());
}

void BackendLink::withdraw(PatientId patient, SimTime at) {
  encode(Withdrawal{.patient = patient, .at = at},
         *request_.mutable_window()->add_arrivals()->mutable_withdrawal());
}

void BackendLink::accept(const telemetry::Reading& reading) {
  encode(reading, *request_.mutable_window()->add_arrivals()->mutable_reading());
  ++readings_in_window_;
  ++counts_.readings;
  if (seen_[number(reading.device)].insert(reading.sequence)) {
    ++counts_.distinct;
    counts_.digest += telemetry::reading_digest(reading);
  } else {
    ++counts_.duplicates;
  }
}

std::vector<telemetry::Alert> BackendLink::advance(SimTime watermark) {
  v1::Window& window = *request_.mutable_window();
  window.set_number(counts_.windows + 1);
  window.set_watermark_us(watermark.time_since_epoch().count());

  bool sent_before = false;
  const grpc::Status status = retry(options_, [&] {
    if (grpc::Status connected = connect(); !connected.ok()) return connected;
    if (std::exchange(sent_before, true)) counts_.resent += readings_in_window_;
    grpc::Status exchanged = call_->exchange(request_, response_);
    if (!exchanged.ok()) call_.reset();
    return exchanged;
  });
  if (!status.ok()) give_up(status);
  if (!response_.has_acknowledgement()) {
    throw Refused(Error::Kind::Incorrect,
                  "the backend answered a window with something else than an acknowledgement");
  }
  std::vector<telemetry::Alert> alerts = acknowledge(response_.acknowledgement());
  window.Clear();
  readings_in_window_ = 0;
  return alerts;
}

void BackendLink::close() {
  CASELOAD_CHECK(counts_.unacknowledged() == 0, "a link was closed with readings in hand");
  // The run is complete and stored; a connection lost in saying goodbye changes nothing.
  if (call_) call_->close();
  call_.reset();
}

grpc::Status BackendLink::connect() {
  if (call_) return grpc::Status::OK;
  auto call = std::make_unique<StreamCall>(options_);
  v1::Position position;
  if (grpc::Status opened = call->open(registration_, position); !opened.ok()) return opened;
  if (position.last_window() < counts_.windows) {
    throw Refused(
        Error::Kind::Incorrect,
        fmt::format("{} has lost what it acknowledged: window {} was the last, now it says {}",
                    options_.target, counts_.windows, position.last_window()));
  }
  call_ = std::move(call);
  if (counts_.windows > 0) ++counts_.reconnections;
  return grpc::Status::OK;
}

void BackendLink::give_up(const grpc::Status& status) const {
  if (worth_repeating(status.error_code())) {
    const double seconds = std::chrono::duration<double>(options_.retry_for).count();
    throw Unreachable(
        fmt::format(
            "{}: no answer for {:g} s; readings not acknowledged: {}; the last attempt said: {}",
            options_.target, seconds, counts_.unacknowledged(), visible(status.error_message())),
        counts_.unacknowledged());
  }
  throw Refused(kind_of(status.error_code()),
                fmt::format("{}: {}", options_.target, visible(status.error_message())));
}

std::vector<telemetry::Alert> BackendLink::acknowledge(const v1::Acknowledgement& answer) {
  const std::uint64_t window = counts_.windows + 1;
  const std::uint64_t stored = std::uint64_t{answer.readings_new()} + answer.readings_known();
  if (answer.window() != window || stored != readings_in_window_) {
    throw Refused(
        Error::Kind::Incorrect,
        fmt::format("{}: window {} carried {} readings; the acknowledgement is of window {} and {} "
                    "readings",
                    options_.target, window, readings_in_window_, answer.window(), stored));
  }
  std::vector<telemetry::Alert> alerts;
  alerts.reserve(static_cast<std::size_t>(answer.alerts_size()));
  for (const v1::Alert& message : answer.alerts()) {
    const Result<telemetry::Alert> alert = decode(message);
    if (!alert) {
      throw Refused(Error::Kind::Incorrect,
                    fmt::format("{}: an alert's {}", options_.target, alert.error().text));
    }
    alerts.push_back(*alert);
  }
  ++counts_.windows;
  counts_.acknowledged += stored;
  counts_.stored_new += answer.readings_new();
  counts_.stored_known += answer.readings_known();
  return alerts;
}

}  // namespace caseload::wire
