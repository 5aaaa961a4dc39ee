// What a backend may answer, one message after the other: a byte that says which, two of its
// length, and the message. Whatever is believed is used as it would be, as an index and in a sum.

#include <google/protobuf/stubs/logging.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "caseload/v1/backend.pb.h"
#include "grpc/client/answers.hpp"
#include "grpc/client/listed.hpp"
#include "sim/base/check.hpp"
#include "sim/telemetry/digest.hpp"

namespace {

using namespace caseload;
using namespace std::chrono_literals;

constexpr std::uint32_t kPatients = 4;
constexpr CalendarMonth kMonth{std::chrono::year{2026} / 3};
const SimTime kOpens{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};
const SimTime kWatermark = kOpens + 1h;

// Four patients with two devices each, of which the first sent three readings.
wire::SentRun sent_run() {
  wire::SentRun sent;
  for (std::uint32_t patient = 0; patient < kPatients; ++patient) {
    const std::uint32_t device = 2 * patient;
    sent.enrol({PatientId{patient},
                kOpens,
                {},
                {DeviceId{device}, DeviceId{device + 1}},
                {telemetry::DeviceKind::Cuff, telemetry::DeviceKind::Scale}});
    for (std::uint32_t sequence = 1; sequence <= 3; ++sequence) {
      telemetry::Reading reading;
      reading.patient = PatientId{patient};
      reading.device = DeviceId{device};
      reading.sequence = sequence;
      sent.accept(reading);
    }
  }
  sent.seal(kWatermark);
  return sent;
}

class Client {
 public:
  void hear(std::uint8_t kind, std::string_view bytes) {
    switch (kind % 6) {
      case 0:
        return answered(parsed<v1::StreamResponse>(bytes));
      case 1:
        (void)wire::check_logged(parsed<v1::LogTimeResponse>(bytes), {});
        return;
      case 2:
        if (const auto totals = wire::read_totals(parsed<v1::GetTotalsResponse>(bytes)))
          (void)wire::check_totals(*totals, {});
        return;
      case 3:
        for (const auto& message : parsed<v1::ListReadingsResponse>(bytes).readings())
          if (const auto reading = readings_.next(message)) {
            (void)telemetry::reading_digest(*reading);
            count(reading->patient);
          }
        return;
      case 4:
        for (const auto& message : parsed<v1::ListAlertsResponse>(bytes).alerts())
          if (const auto alert = alerts_.next(message)) show(*alert);
        return;
      case 5:
        for (const auto& message : parsed<v1::GetClaimsResponse>(bytes).patients())
          if (const auto patient = claims_.next(message)) {
            count(patient->patient);
            credited_ += patient->credit.credited;
          }
    }
  }

 private:
  template <class Message>
  static Message parsed(std::string_view bytes) {
    Message message;
    // What cannot be parsed whole is an answer with what could be.
    (void)message.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size()));
    return message;
  }

  void answered(const v1::StreamResponse& response) {
    if (response.has_position()) (void)wire::check_position(response.position(), 0, 1);
    const wire::SealedWindow window{
        .number = 1, .readings = 3, .opens = kOpens, .watermark = kWatermark};
    const auto alerts = wire::read_acknowledgement(response, window, told_);
    if (!alerts) return;
    for (const telemetry::Alert& alert : *alerts) show(alert);
  }

  void show(const telemetry::Alert& alert) {
    count(alert.patient);
    CASELOAD_CHECK(alert.raised_at <= kWatermark, "nothing is raised after the watermark");
    ++of_level_.at(static_cast<std::size_t>(alert.level));
    ++of_kind_.at(static_cast<std::size_t>(alert.kind));
  }
  void count(PatientId patient) {
    CASELOAD_CHECK(number(patient) < kPatients, "a patient who was enrolled");
    ++of_patient_.at(number(patient));
  }

  const wire::SentRun sent_ = sent_run();
  wire::AlertsTold told_{sent_};
  wire::ListedReadings readings_{&sent_};
  wire::ListedAlerts alerts_{&sent_, 20};
  wire::ListedClaims claims_{&sent_, kMonth};
  std::vector<int> of_patient_ = std::vector<int>(kPatients);
  std::vector<int> of_level_ = std::vector<int>(3);
  std::vector<int> of_kind_ = std::vector<int>(3);
  SimDuration credited_{};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto quiet = google::protobuf::SetLogHandler(nullptr);
  (void)quiet;
  Client client;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t kHead = 3;
  while (rest.size() >= kHead) {
    const auto byte = [&rest](std::size_t at) { return static_cast<std::uint8_t>(rest[at]); };
    const std::uint8_t kind = byte(0);
    const std::size_t length = byte(1) + std::size_t{256} * byte(2);
    rest.remove_prefix(kHead);
    const std::string_view message = rest.substr(0, length);
    client.hear(kind, message);
    rest.remove_prefix(message.size());
  }
  return 0;
}
