#pragma once

// What decides a code besides minutes and days: the paperwork of a patient and a programme.
//
// A log rarely says all of it. What is not known is neither a no, which would refuse a code, nor a
// yes, which would let it pass in silence: the claim says that it is not known.

#include <cstdint>
#include <optional>
#include <string_view>

namespace caseload::sim {

enum class Known : std::uint8_t { Unknown, Yes, No };

constexpr Known known(bool fact) { return fact ? Known::Yes : Known::No; }

// Of one patient, one programme and one month or device period.
struct Standing {
  Known enrolled = Known::Unknown;          // in the programme, on a day of the month or period
  Known ordered = Known::Unknown;           // by a practitioner
  Known consented = Known::Unknown;         // documented
  Known established = Known::Unknown;       // seen by the practice before the programme began
  Known billed_elsewhere = Known::Unknown;  // another practitioner or practice was paid for it
  Known signed_off = Known::Unknown;        // by the practitioner, after the end
};
// Everything known to be in order.
inline constexpr Standing kInOrder{.enrolled = Known::Yes,
                                   .ordered = Known::Yes,
                                   .consented = Known::Yes,
                                   .established = Known::Yes,
                                   .billed_elsewhere = Known::No,
                                   .signed_off = Known::Yes};

// What a programme's rules may ask of the standing. Which do is data: RuleSet::needs.
enum class Need : std::uint8_t { Enrolment, Order, Consent, Established, OnePractice, SignOff };
inline constexpr int kNeeds = 6;

std::string_view name(Need need);  // "order", as files spell it
std::optional<Need> parse_need(std::string_view text);

// Whether the need is met: of OnePractice, whether nobody else was paid.
Known met(Need need, const Standing& standing);
std::string_view unknown_words(Need need);  // "established patient: unknown"
std::string_view unmet_words(Need need);    // "there is no order"

}  // namespace caseload::sim
