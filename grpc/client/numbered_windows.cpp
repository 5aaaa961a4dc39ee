#include "grpc/client/numbered_windows.hpp"

#include <fmt/format.h>

#include "grpc/client/failures.hpp"
#include "grpc/convert/documentation.hpp"
#include "grpc/convert/telemetry.hpp"

namespace caseload::wire {

void NumberedWindows::enrol(const telemetry::Enrolment& enrolment) {
  v1::Enrolment& message = *in_hand_.mutable_window()->add_arrivals()->mutable_enrolment();
  encode(enrolment, message);
  encode(documentation_, *message.mutable_documentation());
}

void NumberedWindows::withdraw(PatientId patient, SimTime at) {
  encode(Withdrawal{.patient = patient, .at = at},
         *in_hand_.mutable_window()->add_arrivals()->mutable_withdrawal());
}

void NumberedWindows::accept(const telemetry::Reading& reading) {
  encode(reading, *in_hand_.mutable_window()->add_arrivals()->mutable_reading());
  ++readings_;
}

const v1::StreamRequest& NumberedWindows::seal(SimTime watermark) {
  v1::Window& window = *in_hand_.mutable_window();
  window.set_number(acknowledged_ + 1);
  window.set_watermark_us(watermark.time_since_epoch().count());
  return in_hand_;
}

std::vector<telemetry::Alert> NumberedWindows::acknowledge(const v1::StreamResponse& response) {
  if (!response.has_acknowledgement()) {
    throw Refused(Error::Kind::Incorrect,
                  "the backend answered a window with something else than an acknowledgement");
  }
  const v1::Acknowledgement& answer = response.acknowledgement();
  const std::uint64_t window = acknowledged_ + 1;
  const std::uint64_t stored = std::uint64_t{answer.readings_new()} + answer.readings_known();
  if (answer.window() != window || stored != readings_) {
    throw Refused(
        Error::Kind::Incorrect,
        fmt::format("{}: window {} carried {} readings; the acknowledgement is of window {} and {} "
                    "readings",
                    target_, window, readings_, answer.window(), stored));
  }
  std::vector<telemetry::Alert> alerts;
  alerts.reserve(static_cast<std::size_t>(answer.alerts_size()));
  for (const v1::Alert& message : answer.alerts()) {
    const Result<telemetry::Alert> alert = decode(message);
    if (!alert) {
      throw Refused(Error::Kind::Incorrect,
                    fmt::format("{}: an alert's {}", target_, alert.error().text));
    }
    alerts.push_back(*alert);
  }
  acknowledged_ = window;
  in_hand_.mutable_window()->Clear();
  readings_ = 0;
  return alerts;
}

}  // namespace caseload::wire
