#include "sim/rules/documentation.hpp"

#include <algorithm>
#include <array>

#include "sim/base/check.hpp"

namespace caseload::rules {
namespace {

struct Words {
  std::string_view name;
  std::string_view unknown;
  std::string_view unmet;
};
// In the order of the enumerators.
constexpr std::array<Words, kNeeds> kWords{{
    {"enrolment", "enrolment: unknown", "the patient was not enrolled"},
    {"order", "order: unknown", "there is no order"},
    {"consent", "consent: unknown", "the patient has not consented"},
    {"established_patient", "established patient: unknown",
     "this is no established patient of the practice"},
    {"one_practice", "claims of another practice: unknown",
     "another practitioner or practice was paid for it"},
    {"sign_off", "signature: unknown", "the practitioner has not signed"},
}};

const Words& words(Need need) { return kWords.at(static_cast<std::size_t>(need)); }

}  // namespace

std::string_view name(Need need) { return words(need).name; }
std::string_view unknown_words(Need need) { return words(need).unknown; }
std::string_view unmet_words(Need need) { return words(need).unmet; }

std::optional<Need> parse_need(std::string_view text) {
  const auto found = std::ranges::find(kWords, text, &Words::name);
  if (found == kWords.end()) return std::nullopt;
  return static_cast<Need>(found - kWords.begin());
}

YesNoUnknown met(Need need, const Documentation& documentation) {
  switch (need) {
    case Need::Enrolment:
      return documentation.enrolled;
    case Need::Order:
      return documentation.ordered;
    case Need::Consent:
      return documentation.consented;
    case Need::Established:
      return documentation.established;
    case Need::OnePractice:
      if (documentation.billed_elsewhere == YesNoUnknown::Unknown) return YesNoUnknown::Unknown;
      return yes_or_no(documentation.billed_elsewhere == YesNoUnknown::No);
    case Need::SignOff:
      return documentation.signed_off;
  }
  fail_check("false", "a need has no fact");
}

}  // namespace caseload::rules
