#pragma once

// What decides a code besides minutes and days: the paperwork of a patient and a programme.
//
// A log rarely says all of it. What is not known is neither a no, which would refuse a code, nor a
// yes, which would let it pass in silence: the claim says that it is not known.

#include <cstdint>
#include <optional>
#include <string_view>

namespace caseload::rules {

enum class YesNoUnknown : std::uint8_t { Unknown, Yes, No };

constexpr YesNoUnknown yes_or_no(bool fact) { return fact ? YesNoUnknown::Yes : YesNoUnknown::No; }

// Of one patient, one programme and one month or device period.
struct Documentation {
  YesNoUnknown enrolled =
      YesNoUnknown::Unknown;  // in the programme, on a day of the month or period
  YesNoUnknown ordered = YesNoUnknown::Unknown;    // by a practitioner
  YesNoUnknown consented = YesNoUnknown::Unknown;  // documented
  YesNoUnknown established =
      YesNoUnknown::Unknown;  // seen by the practice before the programme began
  YesNoUnknown billed_elsewhere =
      YesNoUnknown::Unknown;  // another practitioner or practice was paid for it
  YesNoUnknown signed_off = YesNoUnknown::Unknown;  // by the practitioner, after the end
};
// Everything known to be in order.
inline constexpr Documentation kComplete{.enrolled = YesNoUnknown::Yes,
                                         .ordered = YesNoUnknown::Yes,
                                         .consented = YesNoUnknown::Yes,
                                         .established = YesNoUnknown::Yes,
                                         .billed_elsewhere = YesNoUnknown::No,
                                         .signed_off = YesNoUnknown::Yes};

// What a programme's rules may ask of the standing. Which do is data: RuleSet::needs.
enum class Need : std::uint8_t { Enrolment, Order, Consent, Established, OnePractice, SignOff };
inline constexpr int kNeeds = 6;

std::string_view name(Need need);  // "order", as files spell it
std::optional<Need> parse_need(std::string_view text);

// Whether the need is met: of OnePractice, whether nobody else was paid.
YesNoUnknown met(Need need, const Documentation& documentation);
std::string_view unknown_words(Need need);  // "established patient: unknown"
std::string_view unmet_words(Need need);    // "there is no order"

}  // namespace caseload::rules
