#include "grpc/client/numbered_windows.hpp"

#include <fmt/format.h>

#include <utility>

#include "grpc/client/failures.hpp"
#include "grpc/convert/documentation.hpp"
#include "grpc/convert/telemetry.hpp"

namespace caseload::wire {

void NumberedWindows::enrol(const telemetry::Enrolment& enrolment) {
  v1::Enrolment& message = *in_hand_.mutable_window()->add_arrivals()->mutable_enrolment();
  encode(enrolment, message);
  encode(documentation_, *message.mutable_documentation());
  sent_.enrol(enrolment);
}

void NumberedWindows::withdraw(PatientId patient, SimTime at) {
  encode(Withdrawal{.patient = patient, .at = at},
         *in_hand_.mutable_window()->add_arrivals()->mutable_withdrawal());
}

bool NumberedWindows::accept(const telemetry::Reading& reading) {
  encode(reading, *in_hand_.mutable_window()->add_arrivals()->mutable_reading());
  ++readings_;
  return sent_.accept(reading);
}

const v1::StreamRequest& NumberedWindows::seal(SimTime watermark) {
  v1::Window& window = *in_hand_.mutable_window();
  window.set_number(acknowledged_ + 1);
  window.set_watermark_us(watermark.time_since_epoch().count());
  sent_.seal(watermark);
  return in_hand_;
}

std::vector<telemetry::Alert> NumberedWindows::acknowledge(const v1::StreamResponse& response) {
  const SealedWindow window{.number = acknowledged_ + 1,
                            .readings = readings_,
                            .opens = opens_,
                            .watermark = sent_.watermark()};
  Result<std::vector<telemetry::Alert>> alerts = read_acknowledgement(response, window, told_);
  if (!alerts)
    throw Refused(alerts.error().kind, fmt::format("{}: {}", whose_, alerts.error().text));
  acknowledged_ = window.number;
  opens_ = window.watermark;
  in_hand_.mutable_window()->Clear();
  readings_ = 0;
  return std::move(*alerts);
}

}  // namespace caseload::wire
