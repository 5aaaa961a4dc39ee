#include "grpc/client/listed.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "grpc/convert/findings.hpp"
#include "grpc/convert/telemetry.hpp"

namespace caseload::wire {
namespace {

std::unexpected<Error> lie(std::string_view listing, std::uint64_t record,
                           const std::string& what) {
  return std::unexpected(
      Error{Error::Kind::Incorrect, fmt::format("{} {}: {}", listing, record, what)});
}

// The last day of a claim or a refusal is in the month: a device period belongs to the month in
// which it ends.
template <class Service>
void check_service(const Service& service, CalendarMonth month, std::string_view field,
                   Findings& findings) {
  findings.expect(service.service_from <= service.service_to, field,
                  iso(service.service_from) + ".." + iso(service.service_to),
                  "a first day and a last one not before it");
  findings.expect(month.contains(service.service_to), field, iso(service.service_to),
                  fmt::format("a last day in {}", month.name()));
}

}  // namespace

Result<telemetry::Reading> ListedReadings::next(const v1::Reading& message) {
  ++count_;
  const Result<telemetry::Reading> reading = decode(message);
  if (!reading) return lie("reading", count_, reading.error().text);
  if (sent_ == nullptr) return reading;
  Findings findings;
  if (!sent_->owns(reading->patient, reading->device)) {
    findings.expect(false, "device", message.device(),
                    fmt::format("a device of patient {}", message.patient()));
  } else if (!sent_->sent(reading->device, reading->sequence)) {
    findings.expect(false, "sequence", message.sequence(),
                    fmt::format("that of a reading of device {}", message.device()));
  } else if (!listed_[message.device()].insert(message.sequence())) {
    findings.expect(false, "sequence", message.sequence(), "a reading that was not listed before");
  }
  if (!findings.none()) return lie("reading", count_, findings.text());
  return reading;
}

ListedAlerts::ListedAlerts(const SentRun* sent, std::uint64_t handed_on)
    : sent_(sent), handed_on_(handed_on) {
  if (sent != nullptr) told_.emplace(*sent);
}

Result<telemetry::Alert> ListedAlerts::next(const v1::Alert& message) {
  ++count_;
  if (!told_) {
    const Result<telemetry::Alert> alert = decode(message);
    if (!alert) return lie("alert", count_, alert.error().text);
    return alert;
  }
  if (count_ > handed_on_) {
    return lie("alert", count_,
               fmt::format("expected no more than the {} that were acknowledged", handed_on_));
  }
  const Result<telemetry::Alert> alert = told_->next(message, SimTime{}, sent_->watermark());
  if (!alert) return lie("alert", count_, alert.error().text);
  return alert;
}

Result<PatientClaims> ListedClaims::next(const v1::PatientMonth& message) {
  ++count_;
  Result<PatientClaims> claims = decode(message);
  if (!claims) return lie("patient", count_, claims.error().text);
  Findings findings;
  findings.expect(sent_ == nullptr || sent_->enrolled(claims->patient), "patient",
                  message.patient(), "one who was enrolled");
  findings.expect(!last_ || *last_ < claims->patient, "patient", message.patient(),
                  "a higher number than the one before");
  // An hour more where the clocks go back.
  const SimDuration month = month_.end_day() - month_.first_day() + hours{1};
  findings.expect(claims->credit.credited <= month, "credited_us", message.credited_us(),
                  fmt::format("no more than {} has", month_.name()));
  findings.expect(claims->credit.practitioner <= claims->credit.credited, "practitioner_us",
                  message.practitioner_us(), "no more than credited_us");
  for (const rules::Claim& claim : claims->claims)
    check_service(claim, month_, "claims.service_to", findings);
  for (const rules::NotClaimed& refused : claims->not_claimed)
    check_service(refused, month_, "not_claimed.service_to", findings);
  if (!findings.none()) return lie("patient", count_, findings.text());
  last_ = claims->patient;
  return claims;
}

}  // namespace caseload::wire
