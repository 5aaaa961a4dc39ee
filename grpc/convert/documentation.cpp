#include "grpc/convert/documentation.hpp"

namespace caseload::wire {
namespace {

// Known needs no shift: what nobody said is 0 on both sides.
static_assert(v1::YES_NO_UNKNOWN_UNSPECIFIED == static_cast<int>(rules::YesNoUnknown::Unknown));
static_assert(v1::YES_NO_UNKNOWN_YES == static_cast<int>(rules::YesNoUnknown::Yes));
static_assert(v1::YES_NO_UNKNOWN_NO == static_cast<int>(rules::YesNoUnknown::No));

v1::YesNoUnknown theirs(rules::YesNoUnknown fact) { return static_cast<v1::YesNoUnknown>(fact); }

rules::YesNoUnknown ours(v1::YesNoUnknown fact, std::string_view field, Findings& findings) {
  const bool known = v1::YesNoUnknown_IsValid(fact);
  findings.expect(known, field, static_cast<int>(fact), "0 to 2");
  return known ? static_cast<rules::YesNoUnknown>(fact) : rules::YesNoUnknown::Unknown;
}

}  // namespace

void encode(const rules::Documentation& documentation, v1::Documentation& out) {
  out.Clear();
  out.set_ordered(theirs(documentation.ordered));
  out.set_consented(theirs(documentation.consented));
  out.set_established(theirs(documentation.established));
  out.set_billed_elsewhere(theirs(documentation.billed_elsewhere));
  out.set_signed_off(theirs(documentation.signed_off));
}

rules::Documentation decode(const v1::Documentation& message, Findings& findings) {
  return {
      .enrolled = rules::YesNoUnknown::Yes,
      .ordered = ours(message.ordered(), "standing.ordered", findings),
      .consented = ours(message.consented(), "standing.consented", findings),
      .established = ours(message.established(), "standing.established", findings),
      .billed_elsewhere = ours(message.billed_elsewhere(), "standing.billed_elsewhere", findings),
      .signed_off = ours(message.signed_off(), "standing.signed_off", findings)};
}

}  // namespace caseload::wire
