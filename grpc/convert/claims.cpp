#include "grpc/convert/claims.hpp"

#include <utility>

#include "grpc/convert/findings.hpp"
#include "sim/base/calendar.hpp"

namespace caseload::wire {
namespace {

// What a claim and a refusal have in common.
template <class Ours, class Theirs>
void encode_service(const Ours& ours, Theirs& theirs) {
  theirs.set_code(ours.code);
  theirs.set_service_from(iso(ours.service_from));
  theirs.set_service_to(iso(ours.service_to));
  theirs.set_reason(ours.reason);
}

template <class Theirs, class Ours>
void decode_service(const Theirs& theirs, Ours& ours, Findings& findings) {
  const std::optional<LocalDay> from = parse_day(theirs.service_from());
  const std::optional<LocalDay> to = parse_day(theirs.service_to());
  findings.expect(from && to, "service_from and service_to", "days such as 2026-03-01");
  ours.code = theirs.code();
  ours.service_from = from.value_or(LocalDay{});
  ours.service_to = to.value_or(LocalDay{});
  ours.reason = theirs.reason();
}

}  // namespace

void encode(const PatientClaims& month, v1::PatientMonth& out) {
  out.Clear();
  out.set_patient(number(month.patient));
  out.set_credited_us(month.credit.credited.count());
  out.set_live_contact(month.credit.live_contact);
  out.set_practitioner_us(month.credit.practitioner.count());
  for (const rules::Claim& claim : month.claims) {
    v1::Claim& theirs = *out.add_claims();
    encode_service(claim, theirs);
    theirs.set_units(claim.units);
    theirs.mutable_unknown()->Assign(claim.unknown.begin(), claim.unknown.end());
    theirs.set_held(claim.held);
  }
  for (const rules::NotClaimed& refused : month.not_claimed)
    encode_service(refused, *out.add_not_claimed());
}

Result<PatientClaims> decode(const v1::PatientMonth& message) {
  Findings findings;
  PatientClaims month{
      .patient = PatientId{message.patient()},
      .credit = {.credited = findings.duration(message.credited_us(), "credited_us"),
                 .live_contact = message.live_contact(),
                 .practitioner = findings.duration(message.practitioner_us(), "practitioner_us")},
      .claims = {},
      .not_claimed = {}};
  for (const v1::Claim& theirs : message.claims()) {
    rules::Claim claim;
    decode_service(theirs, claim, findings);
    findings.expect(theirs.units() > 0, "claims.units", theirs.units(), "1 or more");
    claim.units = theirs.units();
    claim.unknown = {theirs.unknown().begin(), theirs.unknown().end()};
    claim.held = theirs.held();
    month.claims.push_back(std::move(claim));
  }
  for (const v1::NotClaimed& theirs : message.not_claimed()) {
    rules::NotClaimed refused;
    decode_service(theirs, refused, findings);
    month.not_claimed.push_back(std::move(refused));
  }
  return findings.conclude(std::move(month));
}

}  // namespace caseload::wire
