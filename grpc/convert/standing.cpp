#include "grpc/convert/standing.hpp"

namespace caseload::wire {
namespace {

// Known needs no shift: what nobody said is 0 on both sides.
static_assert(v1::KNOWN_UNSPECIFIED == static_cast<int>(sim::Known::Unknown));
static_assert(v1::KNOWN_YES == static_cast<int>(sim::Known::Yes));
static_assert(v1::KNOWN_NO == static_cast<int>(sim::Known::No));

v1::Known theirs(sim::Known fact) { return static_cast<v1::Known>(fact); }

sim::Known ours(v1::Known fact, std::string_view field, Findings& findings) {
  const bool known = v1::Known_IsValid(fact);
  findings.expect(known, field, static_cast<int>(fact), "0 to 2");
  return known ? static_cast<sim::Known>(fact) : sim::Known::Unknown;
}

}  // namespace

void encode(const sim::Standing& standing, v1::Standing& out) {
  out.Clear();
  out.set_ordered(theirs(standing.ordered));
  out.set_consented(theirs(standing.consented));
  out.set_established(theirs(standing.established));
  out.set_billed_elsewhere(theirs(standing.billed_elsewhere));
  out.set_signed_off(theirs(standing.signed_off));
}

sim::Standing decode(const v1::Standing& message, Findings& findings) {
  return {
      .enrolled = sim::Known::Yes,
      .ordered = ours(message.ordered(), "standing.ordered", findings),
      .consented = ours(message.consented(), "standing.consented", findings),
      .established = ours(message.established(), "standing.established", findings),
      .billed_elsewhere = ours(message.billed_elsewhere(), "standing.billed_elsewhere", findings),
      .signed_off = ours(message.signed_off(), "standing.signed_off", findings)};
}

}  // namespace caseload::wire
